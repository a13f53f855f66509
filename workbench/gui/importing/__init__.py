"""The import wizard: eight steps from a council's own workbook to lines of a register, and one undo."""
