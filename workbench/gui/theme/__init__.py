"""How everything looks: one table of colours, one palette, one style sheet, sizes in points."""
