"""Words that are painted or stand on a button, broken into lines of a width: what Qt wraps in labels alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption

from workbench.gui.theme.look import Look

_MOST = 4


def broken(text: str, role: str, width: float, most: int = _MOST) -> list[str]:
    """A text in lines of a width; of one that wants more lines than it may have, the last one is cut."""
    whole = " ".join(text.split())
    layout, option, found = QTextLayout(whole, Look.now.font(role)), QTextOption(), list[str]()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = whole.encode("utf-16-le")  # Qt counts in these
    layout.beginLayout()
    while (line := layout.createLine()).isValid() and len(found) < most:
        line.setLineWidth(max(width, 1))
        last = len(found) == most - 1
        end = len(units) if last else 2 * (line.textStart() + line.textLength())
        words = units[2 * line.textStart() : end].decode("utf-16-le").rstrip()
        cut = Look.now.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, int(width))
        found.append(cut if last else words)
    layout.endLayout()
    return found
