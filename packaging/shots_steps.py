"""Pictures of what goes step by step: the import wizard, the first start, the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from shots_messy import write_messy

from workbench.exchange.dates import DayOrder
from workbench.gui.doorway import door_of
from workbench.gui.importing.checking import Card
from workbench.gui.importing.findings import DateChoice, Findings, Place
from workbench.gui.importing.page import ImportPage
from workbench.gui.importing.steps import Step
from workbench.gui.starting.page import StartPage
from workbench.gui.tasks import Immediate, Tasks
from workbench.gui.unlock import UnlockPage
from workbench.gui.window import MainWindow
from workbench.records import failures
from workbench.registers import REGISTERS

Take = Callable[[QWidget, str], None]
_PASSPHRASE = "plum ferry lantern Tuesday"


def wizard(window: MainWindow, room: Path, take: Take) -> None:
    """Every step of an import of a messy workbook, until it is undone."""
    window.go(f"import/{REGISTERS[0].name}")
    page = window.pages.page
    assert isinstance(page, ImportPage)
    take(window, "40-import-file")
    wrong = room / "photo of the schedule.xlsx"
    wrong.write_bytes(b"\x89PNG no workbook")
    page.conductor.open_file(wrong)
    take(window, "41-import-file-refused")
    QGuiApplication.clipboard().setText("Only words")
    page.file.paste_now()
    take(window, "42-import-paste-refused")
    page.conductor.open_file(write_messy(room / "Retention schedule 2021 (final).xlsx"))
    take(window, "43-import-sheet")
    page.sheet.tables.flip(page.sheet.tables.model().index(0, 0))
    page.next()
    take(window, "44-import-sheet-nothing-ticked")
    page.sheet.tables.flip(page.sheet.tables.model().index(0, 0))
    page.next()
    _columns(window, page, take)
    _reading(window, page, take)
    _check(window, page, take)
    _end(window, page, take)


def _columns(window: MainWindow, page: ImportPage, take: Take) -> None:
    take(window, "45-import-columns")
    naming = page.columns.trip.register.naming.name
    where = next(n for n, name in page.trip.taken[0].columns.items() if name == naming)
    page.columns._matched(where, "")
    page.next()
    take(window, "46-import-columns-problem")
    page.columns._matched(where, naming)
    page.next()


def _reading(window: MainWindow, page: ImportPage, take: Take) -> None:
    take(window, "47-import-reading")
    found = page.reading._findings
    days = [(f"{a:02}/{b:02}/2024", dt.date(2024, b, a), dt.date(2024, a, b)) for a, b in
            ((1, 2), (3, 4), (5, 6), (11, 7), (12, 10))]  # fmt: skip
    place = Place(page.trip.taken[0].shape, 10, "Minute ref")
    page.reading.show_findings(Findings(found.said, (DateChoice(place, DayOrder.ASK, tuple(days)),), found.words))
    page.next()
    take(window, "48-import-reading-dates")
    page.reading.show_findings(found)
    page.next()


def _check(window: MainWindow, page: ImportPage, take: Take) -> None:
    checking = page.trip.checking
    assert checking
    take(window, "50-import-check")
    page.check.panel.keep()
    take(window, "51-import-check-answered")
    page.next()
    take(window, "52-import-check-stopped")
    page.check.panel.choose(0)
    page.check.panel.cure.setText("Papers of the former burial board")
    page.check.panel.keep()
    take(window, "53-import-check-fixed")
    for name, heap in (("54-import-check-changed", Card.CHANGED), ("55-import-check-new", Card.NEW)):
        page.check.show_card(heap)
        take(window, name)
    checking.leave_out(checking.asked[-1:])
    page.check.show_card(Card.LEFT)
    take(window, "56-import-check-left-out")
    page.next()


def _end(window: MainWindow, page: ImportPage, take: Take) -> None:
    take(window, "57-import-answers")
    page.conductor.go(Step.IMPORT)
    page.running._stepped((2140, 8000, "Adding"))
    page.running.halt.show()
    take(window, "58-import-running")
    page.conductor.go(Step.ANSWERS)
    page.next()
    take(window, "60-import-result")
    page.result.undo.click()
    take(window, "61-import-undone")


def first_start(width: int, height: int, room: Path, take: Take) -> None:
    """The four steps, with what may be wrong on each."""
    page = StartPage(Tasks(executor=Immediate()), room / "Records" / "Llandudno Town Council")
    page.resize(width, height)
    page.show()
    take(page, "70-start-council")
    page.next()
    take(page, "71-start-council-problem")
    page.council.council.setText("Llandudno Town Council")
    page.next()
    take(page, "72-start-place")
    page.place.passphrase.setText("too short")
    page.next()
    take(page, "73-start-place-problem")
    page.place.folder.setText(str(Path.home() / "OneDrive" / "Council"))
    take(page, "74-start-place-warned")
    page.place.folder.setText(str(room / "Records" / "Llandudno Town Council"))
    page.place.user.setText("Sam Morgan, clerk")
    for box in (page.place.passphrase, page.place.again):
        box.setText(_PASSPHRASE)
    page.next()
    take(page, "75-start-recovery")
    page.save_sheet(room / "Recovery sheet.pdf")
    page.key.one.setText("ABCD")
    page.next()
    take(page, "76-start-recovery-problem")
    page._show(3)
    take(page, "77-start-first-lines")
    page.close()
    page.deleteLater()


def doors(folder: Path, width: int, height: int, take: Take) -> None:
    """The unlock card, and each thing that may keep it shut."""
    door = UnlockPage()
    door.resize(width, height)
    door.show_door(door_of(folder, "Locked at 10:52 after 10 minutes. Drafts are kept.", sample=True), [])
    door.show()
    take(door, "30-unlock")
    door.box.setText("plum ferry lantern")
    QTest.keyClicks(door.box, "PLUM")
    door.box.setText("plum ferry lantern")
    door.refuse_secret()
    take(door, "31-unlock-wrong")
    _shut(door, folder, take)
    door.close()
    door.deleteLater()


def _shut(door: UnlockPage, folder: Path, take: Take) -> None:
    in_use = failures.InUse(
        f"The council's files in {folder} are in use by Sam Morgan on OFFICE-2 since 10:42. Nothing was changed. "
        "Close them there first, or open them here to read only."
    )
    said: tuple[tuple[str, Exception], ...] = (
        ("32-unlock-in-use", in_use),
        ("33-unlock-damaged", failures.damaged(folder / "council.gwb")),
        ("34-unlock-read-only-place", failures.read_only(folder)),
        ("35-unlock-too-soon", failures.TooSoon(30)),
    )
    for name, error in said:
        title, _, text = str(error).partition(". ")
        door.refuse(title, text, offer_reading=isinstance(error, failures.InUse | failures.ReadOnlyPlace))
        take(door, name)
    door._switch()
    take(door, "36-unlock-envelope")
    door.box.setText("ABCD-1234")
    door.refuse_secret()
    take(door, "37-unlock-envelope-wrong")
