"""What goes to the clipboard: tab-separated text and a table, as shown, safe to paste into a workbook."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

OURS = "application/x-governance-workbench"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def clipboard(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QMimeData:
    """Rows as text and as HTML; a text that a workbook would take for a formula gets an apostrophe before it."""
    lines = [heads, *rows] if heads else list(rows)
    data = QMimeData()
    data.setText("\n".join("\t".join(_cell(text) for text in line) for line in lines))
    body = "".join("<tr>" + "".join(f"<td>{_html(text)}</td>" for text in line) + "</tr>" for line in lines)
    data.setHtml(f"<table>{body}</table>")
    data.setData(OURS, b"1")
    return data


def take_from_clipboard() -> None:
    """Take away what was copied here, be it rows or words of a box; what was copied elsewhere since stays."""
    board = QGuiApplication.clipboard()
    held = board.mimeData()  # None where nothing was copied yet, whatever its declaration says
    if board.ownsClipboard() or (held is not None and held.hasFormat(OURS)):
        board.clear()


def guarded(text: str) -> str:
    """A text that no workbook takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """A text copied from here as it stood in its cell."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def _cell(text: str) -> str:
    safe = guarded(text)
    return '"' + safe.replace('"', '""') + '"' if any(mark in safe for mark in '\t\n\r"') else safe


def _html(text: str) -> str:
    return html.escape(guarded(text)).replace("\n", "<br>")
