"""When something goes wrong: plain words for the person, details for whoever helps, no personal data in either."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from workbench import errorlog
from workbench.errors import Plain

TITLE = "Something went wrong in the program"
TEXT = "Your records are safe: a change is kept whole or not at all. Please copy the details for whoever helps you."


def copy(text: str) -> None:
    """Put details on the clipboard."""
    QGuiApplication.clipboard().setText(text)


class Troubles(QObject):
    """Catches what nobody caught; says each trouble once, however often it happens."""

    told = Signal(str, str, str)  # title, text, details (empty when there is nothing to copy)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: set[str] = set()

    def install(self) -> None:
        """Hear of every exception nobody caught."""
        sys.excepthook = self.caught

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An exception nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.tell(error)

    def tell(self, error: object) -> None:
        """Say what went wrong, in words for its sort."""
        if isinstance(error, Plain):
            title, _, text = str(error).partition(". ")
            self.told.emit(title if not text else f"{title}.", text, "")
        elif isinstance(error, BaseException):
            where = errorlog.details(type(error), error.__traceback__)
            key = where.partition("\n")[2]
            if key not in self._known:
                self._known.add(key)
                errorlog.log(where)
                self.told.emit(TITLE, TEXT, where)
