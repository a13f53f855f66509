"""The desktop. PySide6 lives here and in app.py, nowhere else."""
