"""The versions of a register that were adopted by minute: adopting, showing, publishing, what changed since."""
