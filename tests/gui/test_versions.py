"""Adopting, showing and publishing versions in the window, by keys and by sight."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.gui.conftest import PLACE, OpenCouncil, write
from tests.reports.pages import squeezed, texts
from workbench import clock
from workbench.gui.printing import PrintPage
from workbench.gui.register.page import RegisterPage
from workbench.gui.versions.adopting import AdoptPage
from workbench.gui.versions.page import VersionsPage
from workbench.gui.widgets.buttons import Button
from workbench.records import record
from workbench.registers import REGISTERS
from workbench.registers.schedule_versions import ScheduleVersion
from workbench.workflows import adopting

MAY = dt.date(2026, 5, 3)
VERSIONS = "versions/retention-schedule"


@pytest.fixture(autouse=True)
def _november(council: OpenCouncil) -> object:
    """It is 24 November 2026."""
    clock.set_source(lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
    yield
    clock.set_source(None)


def adopt(council: OpenCouncil, day: dt.date = MAY, minute: str = "26/045") -> None:
    """Adopt what stands, and change a line after."""
    adopting.adopt(council.store, REGISTERS[0], {"adopted_on": day, "minute": minute})
    with council.store.operation("Change", "edit") as operation:
        record.change(REGISTERS[0].record, {1: {"period_text": f"Changed after {minute}"}}, operation.id)


def press(council: OpenCouncil, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the cursor is."""
    QTest.keyClick(QApplication.focusWidget() or council.window, key, held)


def here(council: OpenCouncil) -> object:
    """The page shown."""
    return council.window.pages.page


def typed_decision(council: OpenCouncil) -> AdoptPage:
    """From the schedule to the questions of the adoption and through them, by keys alone."""
    council.page(PLACE)
    press(council, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    page = here(council)
    assert isinstance(page, VersionsPage)
    assert not page._changes.isVisible(), "there is no version to compare with yet"
    next(b for b in page.findChildren(Button) if "Adopt" in b.text()).setFocus()
    press(council, Qt.Key.Key_Return)
    form = here(council)
    assert isinstance(form, AdoptPage)
    for words in ("3/5/26", "26/045", "Council"):
        write(words)
        press(council, Qt.Key.Key_Tab)
    return form


def test_a_schedule_is_adopted_by_keys_alone_and_undone(council: OpenCouncil) -> None:
    schedule = council.page(PLACE)
    assert schedule._head.sentence.text().endswith("Draft, not yet adopted.")
    form = typed_decision(council)
    assert form._what.title.text() == "5 schedule lines as they stand now become version 1"
    form._act.setFocus()
    press(council, Qt.Key.Key_Return)
    page = here(council)
    assert isinstance(page, VersionsPage)
    words = "Version 1, adopted Sun 3 May 2026, minute 26/045"
    assert page._head.sentence.text() == f"{words}."
    assert page._said.text() == f"{words}. By: Council."
    assert council.window.passing.text.text() == f"{words}."
    council.page(PLACE)
    assert schedule._head.sentence.text().endswith(f"{words}.")
    council.desk.undo()
    assert schedule._head.sentence.text().endswith("Draft, not yet adopted.")


def test_what_is_wrong_stands_beside_the_box_and_what_was_typed_stays(council: OpenCouncil) -> None:
    adopt(council)
    form = council.page("adopt/retention-schedule")
    form._act.click()
    assert form._form.fields["adopted_on"].said == "Enter the day of adoption"
    assert form._form.fields["minute"].said == "Enter the minute reference"
    form._form.focus_field("adopted_on")
    write("2/5/26")
    form._form.focus_field("minute")
    write("26/046")
    form._act.click()
    assert (
        "on or after Sun 3 May 2026, when version 1 was adopted, minute 26/045" in form._form.fields["adopted_on"].said
    )
    assert form._summary.isVisible()
    assert form._form.values()["minute"] == "26/046"
    form._form.focus_field("version")
    write("9")
    assert form._act.text() == "Adopt version 9"
    assert [row.id for row in ScheduleVersion.select(ScheduleVersion.id)] == [1]


def test_the_lines_of_an_earlier_day_are_adopted_where_that_is_chosen(council: OpenCouncil) -> None:
    assert council.page("adopt/retention-schedule")._as_of.isHidden(), "everything was entered on one day"
    clock.set_source(lambda: dt.datetime(2036, 11, 24, 10, tzinfo=dt.UTC))
    with council.store.operation("Change", "edit") as operation:
        record.change(REGISTERS[0].record, {1: {"period_text": "Changed later"}}, operation.id)
    form = council.page("adopt/retention-schedule")
    assert form._as_of.isVisible()
    form._when.setCurrentIndex(1)
    form._when.activated.emit(1)
    assert "become version 1" in form._what.title.text()
    form._form.fields["adopted_on"].editor.show_value(MAY)
    form._form.fields["minute"].editor.show_value("26/045")
    form._act.click()
    assert council.page(VERSIONS)._sum.text().startswith("No schedule line added, none removed, 1 changed")


def test_what_applied_on_a_day_is_chosen_and_shown(council: OpenCouncil) -> None:
    adopt(council)
    adopt(council, dt.date(2026, 10, 4), "26/112")
    page = council.page(VERSIONS)
    assert page._which.currentText() == "Version 2, adopted Sun 4 Oct 2026, minute 26/112"
    page._day.setFocus()
    write("7 jun 2026")
    press(council, Qt.Key.Key_Return)
    assert page._said.text().startswith("Applied on Sun 7 Jun 2026. Version 1, adopted Sun 3 May 2026")
    page.verbs()["print"]()
    shown = here(council)
    assert isinstance(shown, PrintPage)
    assert shown._head.sentence.text().startswith("What applied on Sun 7 Jun 2026: Version 1")
    words = squeezed("".join(texts(shown._path)))  # type: ignore[arg-type]  # it was made
    assert "Changedafter" not in words
    assert squeezed("What applied on Sun 7 Jun 2026: Version 1, adopted Sun 3 May 2026, minute 26/045.") in words


@pytest.mark.parametrize(("typed", "said"), [("2 may 2026", "The first is version 1"), ("soon", "The day")])
def test_a_day_that_gives_no_version_says_why(council: OpenCouncil, typed: str, said: str) -> None:
    adopt(council)
    page = council.page(VERSIONS)
    page._day.setFocus()
    write(typed)
    press(council, Qt.Key.Key_Return)
    assert said in page._on._wrong.text()
    page._day.clear()
    page._day_typed()
    assert page._on._wrong.text() == ""


def test_a_version_is_exported_and_published(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(council)
    page = council.page(VERSIONS)
    asked: list[str] = []

    def where(_: object, __: str, proposed: str, ___: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(tmp_path / f"out{len(asked)}"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    page._export()
    page._publish()
    page._export_changes()
    page._which.setCurrentIndex(0)
    page._picked()
    page._publish()
    assert asked == [
        "Sample Town Council, retention schedule, version 1, 2026-11-24.xlsx",
        "Sample Town Council, retention schedule, version 1, 2026-11-24.html",
        "Sample Town Council, changes to the retention schedule, 2026-11-24.xlsx",
        "Sample Town Council, retention schedule, 2026-11-24.html",
    ]
    rows = list(openpyxl.load_workbook(tmp_path / "out1.xlsx").worksheets[0].iter_rows(values_only=True))
    assert "Changed after 26/045" not in str(rows)
    assert "Changed after" not in (tmp_path / "out2.html").read_text("utf-8")
    assert "Changed after 26/045" in str(openpyxl.load_workbook(tmp_path / "out3.xlsx").worksheets[0]["F2"].value)
    assert "1 change since, not yet adopted" in (tmp_path / "out4.html").read_text("utf-8")
    assert council.window.passing.text.text() == "5 lines written to “out4.html”."


def test_the_changes_are_counted_and_shown(council: OpenCouncil) -> None:
    adopt(council)
    page = council.page(VERSIONS)
    assert page._sum.text() == (
        "No schedule line added, none removed, 1 changed since version 1, adopted Sun 3 May 2026, minute 26/045."
    )
    page._print_changes()
    shown = here(council)
    assert isinstance(shown, PrintPage)
    assert shown._head.title.text() == "Changes to the retention schedule"
    words = squeezed("".join(texts(shown._path)))  # type: ignore[arg-type]  # it was made
    assert "Changedafter26/045" in words
    assert "5yearsafterthemeeting" in words


def test_home_leads_to_the_version_whose_review_is_near(council: OpenCouncil) -> None:
    decision = {"adopted_on": MAY, "minute": "26/045", "next_review": dt.date(2026, 12, 9)}
    adopting.adopt(council.store, REGISTERS[0], decision)
    home = council.page("home")
    assert home._head.title.text() == "Nothing is late. Next: Wed 9 Dec 2026"
    (item,) = [item for item in council.desk.due() if item.day]
    home._open(item)
    page = here(council)
    assert isinstance(page, RegisterPage)
    assert (page.register.name, page.listing.table.current_id()) == ("schedule-versions", 1)


def test_a_new_version_comes_from_adopting_only(council: OpenCouncil) -> None:
    page = council.page("register/schedule-versions")
    assert "import" not in page.verbs()
    assert "versions" not in page.verbs()
    page.verbs()["new"]()
    assert isinstance(here(council), AdoptPage)


def test_a_slip_in_the_minute_is_put_right_at_once_everywhere(council: OpenCouncil) -> None:
    adopt(council)
    schedule = council.page(PLACE)
    page = council.page("register/schedule-versions", 1)
    page.recording.keeper.save(1, "minute", "26/054")
    assert "minute 26/054" in schedule._head.sentence.text()
    page.recording.keeper.save(1, "version", None)
    assert record.values_of(ScheduleVersion, [1])[1]["version"] == 1
