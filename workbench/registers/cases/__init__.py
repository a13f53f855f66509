"""What the case registers share: the parts of a file, its steps, and where the council's own calendar stands."""
