"""The figures for the committee."""
