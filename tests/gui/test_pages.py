"""Home, find, print, export, help: what they say and where they lead."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from tests.gui.conftest import line
from workbench.gui import printing
from workbench.gui.found import FoundPage
from workbench.gui.helping import TOPICS, HelpPage, help_text
from workbench.gui.home.words import chip, groups, heading, spoken
from workbench.gui.menus import MENUS
from workbench.gui.navigation import Entry
from workbench.gui.printing import PrintPage
from workbench.gui.register import outlets
from workbench.gui.register.page import RegisterPage
from workbench.gui.table.copying import clipboard, guarded
from workbench.gui.unlock import Door, UnlockPage
from workbench.gui.widgets.basics import CutLabel, Label
from workbench.gui.widgets.buttons import Button
from workbench.records import record
from workbench.registers import REGISTERS
from workbench.reports.preview import Preview
from workbench.workflows.diary import Due

if TYPE_CHECKING:
    from tests.gui.conftest import OpenCouncil
    from workbench.gui.theme.look import Look

TUESDAY = dt.date(2026, 11, 24)


def due(act: str, day: dt.date | None) -> Due:
    """Something to do."""
    return Due(act, "Because.", day, "retention-schedule", "clock")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "Nothing is late, nothing waits"),
        ([-5, -1, 0, 3, 5], "Two things are late, three are due this week"),
        ([-5], "One thing is late"),
        ([4], "Nothing is late, one is due this week"),
        ([15], "Nothing is late. Next: Wed 9 Dec 2026"),
    ],
)
def test_home_answers_in_its_heading(days: list[int], words: str) -> None:
    items = [due("Do", TUESDAY + dt.timedelta(days=n)) for n in days]
    assert heading(items, TUESDAY) == words


def test_home_groups_in_order_and_says_how_long() -> None:
    items = [
        due("Late", dt.date(2026, 11, 19)),
        due("Soon", dt.date(2026, 11, 29)),
        due("Month", dt.date(2026, 11, 30)),
        due("Later", dt.date(2026, 12, 1)),
    ]
    shown = groups([*items, due("Ask", None)], TUESDAY)
    assert [(g.title, [i.act for i in g.items]) for g in shown] == [
        ("Overdue", ["Late"]),
        ("This week", ["Soon"]),
        ("This month", ["Month"]),
        ("To be answered", ["Ask"]),
        ("Later", ["Later"]),
    ]
    late = chip(items[0], TUESDAY, this_week=False)
    soon = chip(items[1], TUESDAY, this_week=True)
    assert late is not None
    assert soon is not None
    assert (late.text, late.tone) == ("5 days late", "red")
    assert (soon.text, soon.tone) == ("5 days left", "amber")
    assert spoken(items[0], "Overdue", TUESDAY) == "Overdue. Late, due Thu 19 Nov 2026, 5 days late. Because."


def test_find_looks_everywhere_and_opens_the_record(council: OpenCouncil) -> None:
    page = council.page("found", "compl")
    assert isinstance(page, FoundPage)
    assert page.count_text() == "1 found"
    links = [b for b in page.findChildren(Button) if b.text() == "Complaint files"]
    links[0].click()
    assert council.window.pages.place == "register/retention-schedule"
    assert council.here(RegisterPage).recording.panel._title.text() == "Complaint files"


def test_find_takes_any_typing(council: OpenCouncil) -> None:
    for typed in ('"', "*", "AND", "(", "a" * 300, "' OR 1=1 --"):
        assert isinstance(council.page("found", typed), FoundPage)


def test_what_comes_out_otherwise_is_said(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with council.store.operation("Change", "edit") as operation:
        changes = {1: {"record_series": "Party 🎉"}, 2: {"notes": "a" * 40_000}}
        record.change(REGISTERS[0].record, changes, operation.id)
    council.page("register/retention-schedule").verbs()["print"]()
    heads = [label.text() for label in council.here(PrintPage).findChildren(Label)]
    assert any("stand as boxes in the PDF: 🎉." in text for text in heads)
    monkeypatch.setattr(outlets, "ask_save", lambda *_: tmp_path / "out.xlsx")
    said: list[str] = []
    council.desk.said.connect(lambda message: said.append(message.text))
    council.page("register/retention-schedule").verbs()["export"]()
    assert "1 text longer than a cell of Excel can hold" in said[-1]


def test_print_shows_the_pdf_of_what_is_shown(council: OpenCouncil, tmp_path: Path) -> None:
    page = council.page("register/retention-schedule")
    page.listing.selection = page.listing.selection.filtered("record_series", "i")
    page.verbs()["print"]()
    shown = council.window.pages.page
    assert isinstance(shown, printing.PrintPage)
    assert shown._path is not None
    with Preview(shown._path) as pages:
        words = pages.text(0)
    assert "Paid invoices" in words
    assert "Agendas" not in words.replace("Agendas and reports", "Agendas") or "Record series: i" in words
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert printing.print_pages(shown._path, printer) == 1
    with Preview(tmp_path / "printed.pdf") as printed:
        assert len(printed) == 1


def test_export_writes_what_is_shown(council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlets, "ask_save", lambda *_: tmp_path / "out.xlsx")
    page = council.page("register/retention-schedule")
    page.listing.selection = page.listing.selection.filtered("record_series", "complaint")
    page.verbs()["export"]()
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    series = [row[3] for row in sheet.iter_rows(values_only=True)]
    assert "Complaint files" in series
    assert "Minutes" not in series
    assert council.window.passing.isVisible()


def test_every_page_has_its_help(council: OpenCouncil) -> None:
    topics = dict(TOPICS)
    for place in ("home", "settings", "about", "found", *[f"register/{r.name}" for r in REGISTERS]):
        page = council.page(place)
        assert page.help_topic in topics
    for topic in topics:
        assert help_text(topic).startswith("# ")


def test_help_finds_words_in_all_topics(council: OpenCouncil, tmp_path: Path) -> None:
    page = council.page("help", "home")
    assert isinstance(page, HelpPage)
    QTest.keyClicks(page._words, "sealed envelope")
    assert "Backup and restore" in page._text.toPlainText()
    assert "Export and print" not in page._text.toPlainText()
    page._words.setText("zzz")
    assert "Nothing found" in page._text.toPlainText()
    page._follow(QUrl("keys"))
    assert (page._words.text(), page._topic) == ("", "keys")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    page.print_on(printer)
    with Preview(tmp_path / "keys.pdf") as printed:
        words = "".join(printed.text(n) for n in range(len(printed)))
    assert "Ctrl+Shift+S" in words
    assert "Shift+Enter in a table" in words


def test_every_key_of_the_rules_is_in_the_menus() -> None:
    wanted = [
        "F2",
        "Ctrl+C",
        "Ctrl+V",
        "Ctrl+D",
        "Ctrl+;",
        "Ctrl+F",
        "Ctrl+E",
        "Ctrl+N",
        "Ctrl+Z",
        "Ctrl+Y",
        "Ctrl+P",
        "F1",
        "F5",
        "Ctrl+L",
    ]
    assert set(wanted) <= {key for _, menu in MENUS for entry in menu if entry for key in entry.keys}


def test_the_way_back_leads_to_what_was_seen(council: OpenCouncil) -> None:
    page = council.page("register/retention-schedule")
    page.listing.table.step(2)
    page.verbs()["print"]()
    council.window.go("help")
    council.window.go("back")
    printing_page = council.window.pages.page
    assert isinstance(printing_page, printing.PrintPage)
    assert printing_page._pages == 1, "the pages are made again, not waited for without end"
    council.window.go("back")
    assert council.window.pages.place == "register/retention-schedule"
    assert page.listing.table.currentIndex().row() == 2


def test_home_and_register_count_alike(council: OpenCouncil) -> None:
    model = REGISTERS[0].record
    with council.store.operation("Add", "edit") as operation:
        record.add(model, [line("9.1", "Diaries", "6 years"), line("9.2", "Notes", "5 years")], operation.id)
    council.window.refresh_navigation()
    home = council.page("home")
    links = {b.text(): b for b in home.findChildren(Button) if b.accessibleName()}
    assert links["no start day"].accessibleName() == "2 no start day"
    assert home._head.title.text() == "Nothing is late, 2 wait for an answer"
    assert Entry("Schedule", waiting=2).spoken() == "Schedule, 2 wait for an answer"
    links["no start day"].click()
    page = council.here(RegisterPage)
    assert page.listing.selection.title() == "No start day"
    assert page._head.sentence.text().startswith("7 schedule lines, 2 wait for an answer. ")
    assert council.desk.waiting(REGISTERS[0]).number == 2


def test_a_long_path_is_cut_in_its_middle(council: OpenCouncil) -> None:
    label = CutLabel("/a/very/long/way/to/the/council/Sample Town Council", council.window, middle=True)
    label.resize(200, 20)
    assert label.text().startswith("/a")
    assert label.text().endswith("Council")
    assert "…" in label.text()


def test_no_key_does_two_things() -> None:
    keys = [key for _, menu in MENUS for entry in menu if entry for key in entry.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@home", "\tx"])
def test_no_workbook_takes_a_copied_text_for_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"


def test_copied_lines_stay_lines() -> None:
    data = clipboard(["Ref", "Text"], [["1", "two\nlines"], ["2", "<b>&"]])
    assert data.text() == 'Ref\tText\n1\t"two\nlines"\n2\t<b>&'
    assert "&lt;b&gt;&amp;" in data.html()


def test_the_door_knows_nothing_of_the_records(look: Look) -> None:
    door = UnlockPage()
    door.show_door(Door(Path("/tmp/council"), "Test Town Council", sample=True), [(Path("/tmp/other"), "Other")])
    tried: list[str] = []
    door.tried.connect(tried.append)
    door._try()
    assert tried == [], "an empty box is not tried"
    door.box.setText("words")
    door._try()
    assert tried == ["words"]
    door.deleteLater()
