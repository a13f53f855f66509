"""The pages of case files: one file with its steps, and a new one."""
