"""Linked folders: looking which files are past their period, and deleting them as a second step."""
