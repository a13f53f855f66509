"""What is dropped on a list of files, or pasted into it: files of this computer, or why nothing could be taken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData

_OUTLOOK = ("FileGroupDescriptor", "FileContents", "RenPrivateMessages")
FROM_OUTLOOK = (
    "Outlook did not hand over a file. Nothing was changed. Save the e-mail or attachment to a folder first "
    "(File, Save As), then add that."
)
FROM_ELSEWHERE = "This is not a file on this computer. Nothing was changed. Save it to a folder first, then add that."


class Dropped(NamedTuple):
    """The files, and where there are none the reason."""

    paths: Sequence[Path] = ()
    why: str = ""


def takes(data: QMimeData) -> bool:
    """Whether something may be dropped here; what cannot be taken is said rather than refused in silence."""
    return data.hasUrls() or _of_outlook(data)


def dropped(data: QMimeData) -> Dropped:
    """The files in what was dropped or pasted."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return Dropped(paths)
    return Dropped(why=FROM_OUTLOOK if _of_outlook(data) else FROM_ELSEWHERE)


def _of_outlook(data: QMimeData) -> bool:
    return any(mark in form for form in data.formats() for mark in _OUTLOOK)
