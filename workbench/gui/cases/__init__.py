"""Case files: what belongs to a case, shown and done with."""
