"""Case files: opened with a number and holds, closed with their own day of destruction, joined, kept from others."""
