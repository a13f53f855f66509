"""The first page: what to do today, and whether the records are safe."""
