"""What lies in a council's folder."""

from __future__ import annotations

STORE = "council.gwb"
KEYS = "council.keys"
LOCK = "council.lock"
BACKUPS = "backups"
LETTERS = "letters"  # templates the council made its own; no personal data
MOVED = "council.moved"  # left behind when the files were moved: says where to
