"""Every page on the way from due to destroyed is left by Escape; it asks only where something entered would be lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import fill
from tests.gui.wizard import press, words
from workbench.gui.disposal.placing import HoldPage
from workbench.gui.disposal.sides import TwoSided
from workbench.gui.makers import DISPOSAL
from workbench.records import record
from workbench.records.query import every
from workbench.registers.checks import OPEN, Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holds import Hold
from workbench.registers.linked_folders import LinkedFolder
from workbench.workflows import checks, disposal
from workbench.workflows.checks import Reply
from workbench.workflows.disposal import Authority

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
FROM = "register/holdings"


@pytest.fixture
def about(council: OpenCouncil, tmp_path: Path) -> dict[str, object]:
    """What each page is told, so that it has something to show."""
    boxes, store = fill(council.store), council.store
    checks.make(store)
    check = every(Check, (), view=lambda: Check.answer == OPEN).ids()[0]
    checks.answer(store, check, Reply("nothing"))
    series = next(iter(record.values_of(Check, [check]).values()))["series"]
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "old.txt").write_text("old")
    with store.operation("Link", "edit") as op:
        values = {"name": "Letters", "series": series, "path": str(tmp_path / "letters"), "counts": "modified"}
        [folder] = record.add(LinkedFolder, [values], op.id)
    council.window.activateWindow()
    return {
        "batch": disposal.freeze(store, "November", boxes[:2]),
        "hold": (boxes[2],),
        "hold-series": (series,),
        "release": tuple(every(Hold, ()).ids()),
        "folder": folder,
        "labels": tuple(boxes),
        "correct": tuple(every(LogEntry, ()).ids()),
        "correct-answer": (check,),
    }


@pytest.mark.parametrize("place", DISPOSAL)
def test_escape_leaves(council: OpenCouncil, about: dict[str, object], place: str) -> None:
    council.page(FROM)
    page = council.page(place, about.get(place))
    assert council.window.pages.place == place
    for _ in range(2):
        if council.window.pages.place == place:
            press(Qt.Key.Key_Escape)
    assert council.window.pages.place == FROM
    assert not isinstance(page, TwoSided) or page.leaving.isHidden()


@pytest.mark.parametrize("place", ["due", "rounds", "hold", "release", "labels", "correct"])
def test_escape_leaves_a_page_with_nothing_on_it(council: OpenCouncil, place: str) -> None:
    council.page(FROM)
    council.window.activateWindow()
    council.page(place, ())
    for _ in range(2):
        if council.window.pages.place == place:
            press(Qt.Key.Key_Escape)
    assert council.window.pages.place == FROM


@pytest.mark.parametrize("place", ["hold", "hold-series", "release", "correct"])
def test_what_was_entered_is_asked_about_once(council: OpenCouncil, about: dict[str, object], place: str) -> None:
    council.page(FROM)
    page = council.page(place, about[place])
    typed_into = page.asking.form.fields[page.asking.form.first()].editor.boxes()[0]
    box = next(b for f in page.asking.form.fields.values() for b in f.editor.boxes() if not hasattr(b, "currentText"))
    box.setFocus()
    words("Police")
    press(Qt.Key.Key_Escape)
    assert (council.window.pages.place, QApplication.focusWidget()) == (place, page.leaving.stay)
    press(Qt.Key.Key_Escape)
    assert (page.leaving.isHidden(), QApplication.focusWidget()) == (True, box)
    assert typed_into.isVisible()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert council.window.pages.place == FROM
    assert page_again(council, place, about[place]).asking.changed() is False


def page_again(council: OpenCouncil, place: str, about: object) -> Any:
    """The page, asked for anew."""
    return council.page(place, about)


def test_a_look_at_the_help_loses_nothing_of_a_hold(council: OpenCouncil, about: dict[str, object]) -> None:
    page = council.page("hold", about["hold"])
    box = page.asking.form.fields["reason"].editor.boxes()[0]
    box.setFocus()
    words("Police request")
    council.window.go("help")
    council.window.go("back")
    page = council.here(HoldPage)
    assert page.asking.form.values()["reason"] == "Police request"


def test_what_was_unticked_is_asked_about(council: OpenCouncil, about: dict[str, object]) -> None:
    council.page(FROM)
    page = council.page("due")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    assert page.leaving.isVisible()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert council.window.pages.place == FROM


@pytest.mark.parametrize("size", [(1366, 688), (911, 459)])
def test_a_wrong_number_is_said_where_it_was_typed_and_in_sight(
    council: OpenCouncil, about: dict[str, object], size: tuple[int, int]
) -> None:
    council.window.resize(*size)
    number = about["batch"]
    assert isinstance(number, int)
    disposal.authorise(council.store, number, Authority("Chair"))
    page = council.page("batch", number)
    page.carry.show_values({"method": "shredded", "done_by": "Clerk"})
    page.carry.typed.setFocus()
    words("7")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert QApplication.focusWidget() is page.carry.typed
    said = page.carry.box_of("number typed")
    assert said.said == "Type 2 here, the number that goes. Nothing was destroyed"
    for part in (said._wrong, page.carry.typed):
        assert in_sight(part, page.right.viewport())
    assert page.carry.summary.isVisible()
    page.carry.summary.wanted.emit("number typed")
    assert QApplication.focusWidget() is page.carry.typed


def in_sight(part: Any, within: QWidget) -> bool:
    """Whether all of it is shown inside."""
    top = part.mapTo(within, QPoint(0, 0)).y()
    return bool(top >= 0 and top + part.height() <= within.height())


@pytest.mark.parametrize("size", [(1366, 688), (911, 459)])
@pytest.mark.parametrize(
    "place", ["register/holdings", "home", "settings", "due", "rounds", "batch", "hold", "reports"]
)
def test_news_in_passing_lie_over_nothing(
    council: OpenCouncil, about: dict[str, object], place: str, size: tuple[int, int]
) -> None:
    council.window.resize(*size)
    page = council.page(place, about.get(place))
    council.desk.say("A hold lies on 3 holdings. " * 4, "Undo", council.desk.undo)
    QApplication.processEvents()
    bar = council.window.passing
    there = bar.rect().translated(bar.mapTo(council.window, QPoint(0, 0)))
    assert bar.isVisible()
    assert council.window.rect().contains(there)
    assert council.window.width() == size[0]
    assert not there.intersects(page.rect().translated(page.mapTo(council.window, QPoint(0, 0))))
    assert bar.text.height() >= bar.text.heightForWidth(bar.text.width()), "all of it can be read"
