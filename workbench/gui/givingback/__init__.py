"""Giving a register back into the council's own workbook: what would change, then the new file."""
