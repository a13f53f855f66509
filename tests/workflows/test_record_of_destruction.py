"""The record of destruction: made of the sealed log alone, and the same words years later."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from tests.reports.pages import texts
from tests.reports.structure import tables
from workbench import clock
from workbench.errors import Plain
from workbench.records import history, record
from workbench.records.database import database
from workbench.records.query import every
from workbench.records.store import COUNCIL, Store
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.rules.spans import Span
from workbench.workflows import disposal, publication
from workbench.workflows.disposal import Authority, Doing
from workbench.workflows.reporting import destruction
from workbench.workflows.reporting.asked import Asked

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
SUMMER = dt.timezone(dt.timedelta(hours=1))


def at(moment: str, zone: dt.timezone = SUMMER) -> None:
    """The clock of the office says that."""
    clock.set_source(lambda: dt.datetime.fromisoformat(moment).replace(tzinfo=zone))


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """The clock goes right again afterwards."""
    yield
    clock.set_source(None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two boxes of complaints, authorised on 20 April 2026 and shredded the next day."""
    at("2026-04-21T10:42:00")
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Complaints", "reference": "6.1", "rule": TWO_YEARS}], op.id)
            closed = {"series": 1, "trigger_date": dt.date(2024, 3, 12), "medium": "paper", "unit": "boxes"}
            boxes = [{**closed, "description": f"Box {n}", "quantity": n} for n in (1, 2)]
            numbers = record.add(Holding, boxes, op.id)
        batch = disposal.freeze(store, "Spring", numbers)
        disposal.authorise(store, batch, Authority("Chair of Finance", "Chair", dt.date(2026, 4, 20), "26/045"))
        doing = Doing("shredded", "The clerk", witness="The deputy", contractor="Shred <b>Ltd</b>", certificate="S-77")
        disposal.carry_out(store, batch, doing)
        yield store


def sheet(store: Store, folder: Path, *numbers: str) -> list[str]:
    """The words of each page, the line that says when it was printed left out."""
    made = destruction.made(Asked(store.council, numbers=numbers))
    publication.write_made(made, folder / "record.pdf")
    return [re.sub(r"Printed .*", "", page) for page in texts(folder / "record.pdf")]


def correct(store: Store) -> None:
    """Enter that the first entry was wrong."""
    entry = {
        "number": "2026/003",
        "outcome": "correction",
        "description": "It was three boxes.",
        "corrects": "2026/001",
        "carried_out": dt.date(2026, 5, 4),
    }
    with store.operation("Correct", "destruction") as op:
        record.add(LogEntry, [entry], op.id)


def test_it_says_all_that_the_log_holds(store: Store, tmp_path: Path) -> None:
    [page] = sheet(store, tmp_path, "2026/002")
    what, why, authority, how, entered, signed = tables(tmp_path / "record.pdf")
    code = entered[3][1]
    assert what == [
        ["Number", "2026/002"],
        ["What was done", "Destroyed"],
        ["Description", "Box 2"],
        ["Schedule reference", "6.1"],
        ["Record series", "Complaints"],
        ["Quantity", "2"],
        ["Counted in", "Boxes"],
        ["Medium", "Paper"],
    ]
    assert why == [
        ["Rule as it stood", "Keep each file for 2 years from the day it was closed."],
        ["Period ran from", "Tue 12 Mar 2024"],
        ["Could go from", "Fri 13 Mar 2026"],
        ["Holds checked", "No hold lay on it on Tue 21 Apr 2026."],
    ]
    assert authority == [
        ["Decided on", "Mon 20 Apr 2026"],
        ["Authorised by", "Chair of Finance"],
        ["Their role", "Chair"],
        ["Minute", "26/045"],
    ]
    assert how == [
        ["Carried out on", "Tue 21 Apr 2026"],
        ["Method", "Cross-cut shredding"],
        ["Done by", "The clerk"],
        ["Witness", "The deputy"],
        ["Contractor", "Shred <b>Ltd</b>"],
        ["Contractor's certificate", "S-77"],
    ]
    assert entered[:3] == [
        ["Entered on", "Tue 21 Apr 2026, 10:42"],
        ["Entered by", "Clerk"],
        ["Entry of the history", str(history.entry_with_code(code))],
    ]
    assert signed == [
        ["Signed as", "Name", "Signature", "Date"],
        ["Authorised by", "Chair of Finance, Chair", "", ""],
        ["Carried out by", "The clerk", "", ""],
        ["Witness", "The deputy", "", ""],
    ]
    words = " ".join(page.split())
    assert f"Code of the history: {code}, entry {entered[2][1]} of Tue 21 Apr 2026." in words
    assert "Nothing was entered for: records from, records to, place, archive value," in words
    assert "1 entry of the destruction log: 2026/002." in words


def test_the_code_is_that_of_the_entry_which_made_it_and_covers_those_before(store: Store) -> None:
    made = destruction.made(Asked(store.council, numbers=("2026/2", "2026/001")))
    codes = [fact.value for form in made.forms for fact in form.facts if fact.label == "Its code"]
    assert [form.heading for form in made.forms] == ["2026/001: destroyed", "2026/002: destroyed"]
    for number, code in enumerate(codes, 1):
        [entry] = [e for e in history.of_record("destruction-log", number) if e.action == "add"]
        assert history.entry_with_code(str(code)) == entry.seq
    assert str(codes[1]) in made.about.code


def test_it_reads_the_same_years_later(store: Store, tmp_path: Path) -> None:
    """A year on, in winter and in another zone, under another name, with another schedule and another clerk."""
    before = sheet(store, tmp_path, "2026/001", "2026/002")
    first = " ".join(texts(tmp_path / "record.pdf")[0].split())
    at("2031-12-24T08:00:00", dt.timezone(dt.timedelta(hours=-5)))
    store.set_setting(COUNCIL, {"name": "Another Council", "nation": "wales", "sample": True})
    store.user = "Somebody else"
    with store.operation("Change", "edit") as op:
        record.change(ScheduleLine, {1: {"record_series": "Grievances", "reference": "9", "rule": None}}, op.id)
    assert sheet(store, tmp_path, "2026/001", "2026/002") == before
    again = " ".join(texts(tmp_path / "record.pdf")[0].split())
    assert "Test Town Council" in before[0]
    assert again != first  # the day of printing, which the helper leaves out, does stand there
    assert "Another Council" not in "".join(texts(tmp_path / "record.pdf"))


def test_the_year_after_is_another_council_for_what_is_entered_then(store: Store) -> None:
    store.set_setting(COUNCIL, {"name": "Another Council", "nation": "wales"})
    correct(store)
    assert destruction.made(Asked(store.council, numbers=("2026/003",))).about.council == "Another Council"
    assert destruction.made(Asked(store.council, numbers=("2026/002",))).about.council == "Test Town Council"


def test_a_corrected_entry_says_so_and_keeps_its_words(store: Store, tmp_path: Path) -> None:
    before = destruction.made(Asked(store.council, numbers=("2026/001",)))
    correct(store)
    after = destruction.made(Asked(store.council, numbers=("2026/001", "2026/003")))
    assert after.forms[0].facts == before.forms[0].facts
    assert list(before.forms[0].notes) == []
    assert list(after.forms[0].notes) == [
        "Corrected by entry 2026/003 of Mon 4 May 2026. Read this entry together with it."
    ]
    assert list(after.forms[1].notes) == ["This entry corrects entry 2026/001. Both stand in the log."]
    assert "Corrected by entry 2026/003" in "".join(sheet(store, tmp_path, "2026/001"))


def test_an_entry_that_was_altered_is_not_printed(store: Store) -> None:
    connection = database.connection()
    table = record.table_name(LogEntry)
    connection.execute(f'DROP TRIGGER "{table}_stays_UPDATE"')
    connection.execute(f'UPDATE "{table}" SET quantity = 1 WHERE id = 2')
    destruction.made(Asked(store.council, numbers=("2026/001",)))
    with pytest.raises(Plain, match="Entry 2026/002 of the destruction log does not read as its history says"):
        destruction.made(Asked(store.council, numbers=("2026/001", "2026/002")))


def test_a_number_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(Plain, match=r"no entry 2026/099, 17\. Nothing was written"):
        destruction.made(Asked(store.council, numbers=("2026/001", "2026/099", "17")))
    with pytest.raises(Plain, match="no entry of that time"):
        destruction.made(Asked(store.council, span=Span(dt.date(2020, 1, 1), dt.date(2020, 12, 31))))
    made = destruction.made(Asked(store.council, span=Span(dt.date(2026, 4, 21), dt.date(2026, 4, 21))))
    assert len(made.forms) == 2
    assert destruction.numbers_of(list(every(LogEntry, ()).ids())) == ["2026/001", "2026/002"]


def test_the_entries_are_named_and_many_of_them_counted(store: Store) -> None:
    with store.operation("Enter", "destruction") as op:
        entries = [{"number": f"2027/{n:03d}", "outcome": "nothing", "description": "Check"} for n in range(1, 8)]
        record.add(LogEntry, entries, op.id)
    few = destruction.made(Asked(store.council, numbers=("2026/001", "2027/007")))
    assert few.about.subtitle == "2 entries of the destruction log: 2026/001, 2027/007."
    many = destruction.made(Asked(store.council, numbers=tuple(f"2027/{n}" for n in range(1, 8))))
    assert many.about.subtitle == "7 entries of the destruction log: 2027/001 to 2027/007, 7 in all."


def test_a_long_entry_loses_nothing(store: Store, tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(3000))
    with store.operation("Enter", "destruction") as op:
        record.add(
            LogEntry, [{"number": "2026/003", "outcome": "kept", "description": "Long", "remarks": words}], op.id
        )
    pages = sheet(store, tmp_path, "2026/003")
    assert len(pages) > 2
    [remarks] = [row[1] for table in tables(tmp_path / "record.pdf") for row in table if row[0] == "Remarks"]
    assert remarks == words
