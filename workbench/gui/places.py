"""Showing a folder in the computer's own file window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_folder(folder: Path) -> None:
    """Open a folder where the person can see its files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
