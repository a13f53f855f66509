"""A small council and its window, drawn nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers import PASSPHRASE
from workbench import app as desktop
from workbench import paths
from workbench.app import Program, dressed
from workbench.gui.desk import Desk
from workbench.gui.makers import page_makers
from workbench.gui.page import Page
from workbench.gui.register.page import RegisterPage
from workbench.gui.tasks import Immediate, Tasks
from workbench.gui.theme.look import Look
from workbench.gui.window import MainWindow
from workbench.records import record
from workbench.records.store import Council, Store
from workbench.register import Line, Register
from workbench.registers import MODELS, REGISTERS
from workbench.settings import Settings
from workbench.workflows import private

LINES = (
    ("1.1", "Agendas and reports", "5 years after the meeting"),
    ("1.2", "Complaint files", "2 years from closure of the complaint, then securely destroyed"),
    ("1.3", "Minutes", "Permanent"),
    ("1.10", "Paid invoices", "6 years after the end of the financial year"),
    ("2.1", "Letters <b>bold</b>", "Until no longer required"),
)


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Iterator[Look]:
    """The look, in a font that every machine has; the clipboard is empty when the tests end.

    Without a screen Qt frees what was copied after Python has gone, and rows copied from Python crash that.
    """
    made = dressed(qapp)
    for file in sorted(paths.resource("fonts").glob("OpenSans*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont("Open Sans")
    font.setPointSizeF(9.0)
    made.use_font(font)
    yield made
    QApplication.clipboard().clear()


@pytest.fixture
def schedule() -> Register:
    """The first register."""
    return REGISTERS[0]


def line(reference: str, series: str, period: str) -> dict[str, Any]:
    """The values of a schedule line as an import would make them."""
    texts = {"reference": reference, "record_series": series, "period_text": period}
    understand = REGISTERS[0].understand
    assert understand is not None
    return {**texts, **understand(Line(texts)).values}


PLACE = "register/retention-schedule"
Shown = TypeVar("Shown", bound=Page)


@dataclass
class OpenCouncil:
    """An open council with its desk and window, everything done at once."""

    store: Store
    desk: Desk
    window: MainWindow
    errors: list[BaseException]

    def page(self, place: str, about: object = None) -> Any:
        """Go to a place and give its page."""
        self.window.go(place, about)
        return self.window.pages.page

    def here(self, kind: type[Shown]) -> Shown:
        """The page shown now, which must be of that kind."""
        page = self.window.pages.page
        assert isinstance(page, kind)
        return page

    def values(self, series: str) -> dict[str, Any]:
        """What is kept of a record series."""
        model = REGISTERS[0].record
        found = record.values_of(model, [row.id for row in model.select(model.id)])
        return next(v for v in found.values() if v["record_series"] == series)


def put_away(window: MainWindow) -> None:
    """Close a window, its desk and its store."""
    desk, store = window.desk, window.desk.store
    window.may_close = True
    window.close()
    window.deleteLater()
    desk.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    store.close()


@pytest.fixture
def council(tmp_path: Path, look: Look) -> Iterator[OpenCouncil]:
    """A sample council with five schedule lines."""
    store, _ = Store.create(
        tmp_path / "council", Council("Sample Town Council", "england", True), PASSPHRASE, "Clerk", MODELS
    )
    with store.operation("Begin", "import") as operation:
        record.add(REGISTERS[0].record, [line(*given) for given in LINES], operation.id)
    look.choose("light", 100)
    tasks = Tasks(executor=Immediate())
    errors: list[BaseException] = []
    tasks.failed.connect(errors.append)
    desk = Desk(store, REGISTERS, tasks, Settings())
    window = MainWindow(desk, page_makers())
    window.resize(1366, 688)
    window.show()
    window.go("home")
    yield OpenCouncil(store, desk, window, errors)
    assert errors == []
    put_away(window)


@pytest.fixture
def page(council: OpenCouncil) -> RegisterPage:
    """The page of the schedule."""
    shown = council.page(PLACE)
    assert isinstance(shown, RegisterPage)
    return shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A council's folder with one schedule line, closed."""
    store, _ = Store.create(tmp_path / "council", Council("Test Town Council"), PASSPHRASE, "Clerk", MODELS)
    with store.operation("Begin", "import") as operation:
        record.add(REGISTERS[0].record, [line("1.1", "Minutes", "Permanent")], operation.id)
    store.close()
    return tmp_path / "council"


@pytest.fixture
def program(qapp: QApplication, look: Look, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program before its door; it never ends the tests with it."""
    monkeypatch.setattr(desktop, "dressed", lambda _: look)
    made = Program(qapp)
    monkeypatch.setattr(made, "_app", _Stays())
    made.start(folder)
    yield made
    made._put_away()
    made.doorway.page.close()
    made.tasks.stop()
    made.doorway.single.stop()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class _Stays:
    """An application that does not end."""

    ended = False

    def quit(self) -> None:
        """Only note it."""
        self.ended = True


def shown(page: RegisterPage, column: int = 1) -> list[str]:
    """The texts of a column."""
    model = page.listing.table.records
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def write(text: str) -> None:
    """Type where the cursor is."""
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, text)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """What was handed to other programs."""
    seen: list[Path] = []

    def note(url: QUrl) -> bool:
        seen.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    yield seen
    private.sweep()
