"""What touches more than one register or the world outside the store."""
