"""What the tests of the import wizard and of the first start share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from tests.helpers import open_new
from workbench import settings
from workbench.exchange.worker import ReadingWorker
from workbench.gui.desk import Desk
from workbench.gui.importing.conductor import Reader
from workbench.gui.importing.page import ImportPage
from workbench.gui.importing.tick import Tick
from workbench.gui.makers import page_makers
from workbench.gui.navigation import Entry, NavigationList
from workbench.gui.tasks import Immediate, Tasks
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import CutLabel
from workbench.gui.window import MainWindow
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import REGISTERS

REGISTER = REGISTERS[0]
PLACE = f"import/{REGISTER.name}"


@dataclass
class Desktop:
    """A window on a small council's records; all work is done at once."""

    store: Store
    desk: Desk
    window: MainWindow

    @property
    def page(self) -> ImportPage:
        """The wizard, which must be shown."""
        page = self.window.pages.page
        assert isinstance(page, ImportPage)
        return page

    def start(self, path: Path | None = None) -> ImportPage:
        """Open the wizard from the register's page."""
        self.window.go(f"register/{REGISTER.name}")
        self.window.go(PLACE, path)
        return self.page

    def count(self) -> int:
        """How many records the register holds."""
        return every(REGISTER.record, ()).count()


@contextmanager
def desktop(folder: Path, tasks: Tasks | None = None) -> Iterator[Desktop]:
    """A window that is shown, closed afterwards with its reading process; without `tasks` all is done at once."""
    with open_new(folder) as store:
        tasks = tasks or Tasks(executor=Immediate())
        desk = Desk(store, REGISTERS, tasks, settings.load())
        window = MainWindow(desk, page_makers())
        window.resize(1366, 768)
        window.show()
        QApplication.processEvents()
        try:
            yield Desktop(store, desk, window)
        finally:
            for reader in desk.findChildren(Reader):
                worker: ReadingWorker = reader.worker
                worker.close()
            window.may_close = True
            window.close()
            window.deleteLater()
            desk.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    """Press a key where the keyboard is."""
    for _ in range(times):
        where = QApplication.focusWidget()
        assert where is not None, "nothing has the keyboard"
        QTest.keyClick(where, key, modifier)
        QApplication.processEvents()


def onward() -> None:
    """Ctrl+Enter goes on."""
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def words(text: str) -> None:
    """Type words where the keyboard is."""
    where = QApplication.focusWidget()
    assert where is not None, "nothing has the keyboard"
    QTest.keyClicks(where, text)
    QApplication.processEvents()


_CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QListView, QTableView)


def unnamed(window: QWidget) -> list[str]:
    """Controls that are shown and that a screen reader could not name."""
    controls = [w for kind in _CONTROLS for w in window.findChildren(kind) if w.isVisible() and _ours(w)]
    return [f"{type(w).__name__} {w.objectName()}" for w in controls if not _name(w)]


def _ours(widget: QWidget) -> bool:
    return widget.objectName() != "qt_spinbox_lineedit" and not type(widget).__name__.startswith("QTableCorner")


def _name(widget: QWidget) -> str:
    face: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name).strip() if face else ""


def access_keys(page: QWidget) -> list[str]:
    """The access keys of everything shown, one entry for each."""
    buttons = [b.text() for b in page.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.buddy()]
    marked = (text.replace("&&", "").partition("&")[2][:1].casefold() for text in (*buttons, *labels))
    return [key for key in marked if key]


def tab_round(page: QWidget, most: int = 120) -> list[QWidget]:
    """Where Tab leads, from the present place until it is reached again."""
    seen: list[QWidget] = []
    for _ in range(most):
        where = QApplication.focusWidget()
        assert where is not None
        if where in seen:
            return seen
        seen.append(where)
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came back; it was last on {type(seen[-1]).__name__}")


def cut_words(window: QWidget) -> list[str]:
    """Labels, buttons and places of the navigation that have too little room for their words."""
    lists = [w for w in window.findChildren(NavigationList) if w.isVisible() and not w.rail]
    places = [f"place “{entry.text}”" for part in lists for entry in part.entries() if not _has_room(part, entry)]
    return [f"{type(w).__name__} “{text}”" for w, text in _worded(window) if _is_cut(w, text)] + places


def _has_room(part: NavigationList, entry: Entry) -> bool:
    """Icon, words and what stands at the end, each with the least air that can be read."""
    icon, gaps = round(16 * Look.now.scale), 3 * 8 + 2 * 8
    ends = Look.now.metrics("caption").horizontalAdvance(str(entry.waiting or "") or entry.key)
    return Look.now.metrics("strong").horizontalAdvance(entry.text) + icon + ends + gaps <= part.width()


def _worded(window: QWidget) -> list[tuple[QWidget, str]]:
    labels = [w for w in window.findChildren(QLabel) if not isinstance(w, CutLabel)]
    buttons = [w for w in window.findChildren(QAbstractButton) if not isinstance(w, QToolButton)]
    both: list[QLabel | QAbstractButton] = [*labels, *buttons]
    return [(w, text) for w in both if w.isVisible() and (text := w.text().replace("&", ""))]


def _is_cut(widget: QWidget, text: str) -> bool:
    metrics, wide = widget.fontMetrics(), widget.width() - (28 if isinstance(widget, Tick) else 0)
    if isinstance(widget, Tick) or (isinstance(widget, QLabel) and widget.wordWrap()):
        need = metrics.boundingRect(0, 0, wide, 10_000, int(Qt.TextFlag.TextWordWrap), text).height()
        return need > widget.height() + 2
    if isinstance(widget, QPushButton) and widget.sizeHint().width() > widget.width() + 1:
        return True
    widest = max(metrics.horizontalAdvance(line) for line in text.splitlines())
    return widest > wide + 1 or metrics.height() > widget.height() + 1
