"""Asking for the place of a file to write, or for a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

KINDS = {
    ".pdf": "PDF (*.pdf)",
    ".xlsx": "Workbook (*.xlsx)",
    ".html": "Web page (*.html)",
    ".ics": "Calendar file (*.ics)",
}


def ask_save(window: QWidget, title: str, proposed: Path) -> Path | None:
    """Ask where a file of the proposed one's kind is written; None when the person changed their mind.

    A name without the ending gets it; where such a file is there already, it is asked about like any other.
    """
    ending = proposed.suffix
    name, _ = QFileDialog.getSaveFileName(window, title, str(proposed), KINDS[ending])
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() == ending:
        return path
    path = path.with_name(path.name + ending)
    return ask_save(window, title, path) if path.exists() else path


def ask_folder(window: QWidget, title: str, begin: str = "") -> Path | None:
    """Ask for a folder, beginning in one where it is there; None when the person changed their mind."""
    name = QFileDialog.getExistingDirectory(window, title, begin)
    return Path(name) if name else None
