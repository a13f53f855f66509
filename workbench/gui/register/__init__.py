"""The page of any register: table, side panel, form and history."""
