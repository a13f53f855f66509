"""The pages of case files: one file with its steps, a new one, and the documents of a file."""
