"""Adopted by minute: what stands, what applied on a day, what changed since; worked by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.helpers import open_new
from tests.reports.pages import squeezed, texts
from tests.visitors import VISITORS
from workbench import clock, editions
from workbench.errors import Plain
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.records import history, record
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.registers import REGISTERS
from workbench.registers.retention_schedule import REGISTER, ScheduleLine
from workbench.registers.schedule_versions import REGISTER as VERSIONS
from workbench.reports.catalogue import Wanted, report
from workbench.workflows import adopting, diary, publication

MAY, JUNE, OCTOBER = dt.date(2026, 5, 3), dt.date(2026, 6, 7), dt.date(2026, 10, 4)
LINES = (("A1", "Minutes", "Permanent"), ("A2", "Agendas", "5 years"), ("A3", "Letters", "2 years"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council on 24 November 2026 with three lines and no version yet."""
    clock.set_source(lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
    with open_new(tmp_path) as made:
        with made.operation("Add", "edit") as operation:
            rows = [{"reference": r, "record_series": s, "period_text": p, "owner": "Jo Bloggs"} for r, s, p in LINES]
            record.add(ScheduleLine, rows, operation.id)
        yield made
    clock.set_source(None)


def adopt(store: Store, day: dt.date, minute: str, **more: Any) -> None:
    """Adopt what stands."""
    adopting.adopt(store, REGISTER, {"adopted_on": day, "minute": minute, **more})


def change(store: Store, number: int, **values: Any) -> None:
    """Change a line."""
    with store.operation("Change", "edit") as operation:
        record.change(ScheduleLine, {number: values}, operation.id)


def twice(store: Store) -> None:
    """Version 1 in May, A2 changed, version 2 in October; then A3 renamed, A1 removed, A4 added, a note written."""
    adopt(store, MAY, "26/045")
    change(store, 2, period_text="6 years")
    adopt(store, OCTOBER, "26/112", next_review=dt.date(2027, 1, 10))
    change(store, 3, record_series="Correspondence", notes="Ask the archivist")
    change(store, 2, notes="Seen", owner="Sam Smith", to_be_checked=True, question="Which day?")
    with store.operation("More", "edit") as operation:
        record.remove(ScheduleLine, [1], operation.id)
        record.add(ScheduleLine, [{"reference": "A4", "record_series": "Maps"}], operation.id)


def about(book: openpyxl.Workbook) -> dict[str, str]:
    """Labels and words of the sheet that says what a workbook is."""
    return {str(label): str(words) for label, words in book["About"].iter_rows(max_col=2, values_only=True)}


def said(edition: editions.Edition) -> list[tuple[str, str, str]]:
    """Reference, series and period of an edition's lines."""
    fields = (ScheduleLine.reference, ScheduleLine.record_series, ScheduleLine.period_text)
    return list(edition.values(fields))


def test_until_adopted_it_is_a_draft(store: Store) -> None:
    assert editions.words_now(REGISTER) == "Draft, not yet adopted."
    assert editions.draft_said(REGISTER) == "Draft, no version adopted yet"
    adopt(store, MAY, "26/045")
    assert editions.words_now(REGISTER) == "Version 1, adopted Sun 3 May 2026, minute 26/045."
    assert editions.draft_said(REGISTER) == "Draft after version 1: no changes"
    change(store, 2, period_text="6 years")
    assert (
        editions.words_now(REGISTER)
        == "Version 1, adopted Sun 3 May 2026, minute 26/045; 1 change since, not yet adopted."
    )
    assert editions.draft_said(REGISTER) == "Draft after version 1: 1 change"
    assert editions.words_now(VERSIONS) == editions.words_now(VISITORS) == ""


def test_each_version_stands_as_it_was_adopted(store: Store) -> None:
    twice(store)
    assert said(editions.of_version(REGISTER, 1)) == list(LINES)
    second = [LINES[0], ("A2", "Agendas", "6 years"), LINES[2]]
    assert said(editions.of_version(REGISTER, 2)) == second
    for day, lines in ((MAY, list(LINES)), (JUNE, list(LINES)), (OCTOBER, second), (dt.date(2030, 1, 1), second)):
        assert said(editions.applied_on(REGISTER, day)) == lines
    words = editions.applied_on(REGISTER, JUNE).words
    assert words == "What applied on Sun 7 Jun 2026: Version 1, adopted Sun 3 May 2026, minute 26/045."


def test_before_the_first_version_nothing_applied(store: Store) -> None:
    with pytest.raises(Plain, match=r"No version .* applied on Sat 2 May 2026\. None has been adopted yet\."):
        editions.applied_on(REGISTER, MAY - dt.timedelta(days=1))
    twice(store)
    with pytest.raises(Plain, match=r"The first is version 1, adopted Sun 3 May 2026, minute 26/045\."):
        editions.applied_on(REGISTER, MAY - dt.timedelta(days=1))
    with pytest.raises(Plain, match=r"There is no version 7 of the retention schedule\. Adopted versions: 1, 2\."):
        editions.of_version(REGISTER, 7)


def test_what_changed_is_told_by_lines_and_words(store: Store) -> None:
    twice(store)
    since = editions.changes_since(REGISTER, editions.of_version(REGISTER, 1).adopted)
    assert [past.values["reference"] for past in since.added] == ["A4"]
    assert [past.values["reference"] for past in since.removed] == ["A1"]
    assert [list(changed.words()) for changed in since.changed] == [
        [("Agreed period", "5 years", "6 years")],
        [("Record series", "Letters", "Correspondence")],
    ]
    assert since.words == "1 schedule line added, 1 removed, 2 changed"
    latest = editions.changes_since(REGISTER, editions.of_version(REGISTER, 2).adopted)
    assert latest.words == "1 schedule line added, 1 removed, 1 changed", "working notes are no change"
    assert len(editions.changes_since(REGISTER, None).added) == 3


def test_a_change_put_back_and_a_line_brought_in_again_are_no_change(store: Store) -> None:
    adopt(store, MAY, "26/045")
    change(store, 2, period_text="6 years")
    change(store, 2, period_text="5 years")
    with store.operation("Again", "edit") as operation:
        record.remove(ScheduleLine, [3], operation.id)
        record.add(
            ScheduleLine, [{"reference": "A3", "record_series": "Letters", "period_text": "2 years"}], operation.id
        )
    assert editions.words_now(REGISTER) == "Version 1, adopted Sun 3 May 2026, minute 26/045."
    with store.operation("Twice", "edit") as operation:
        record.add(
            ScheduleLine, [{"reference": "A3", "record_series": "Letters", "period_text": "2 years"}], operation.id
        )
    assert "1 change since" in editions.words_now(REGISTER)


def test_many_changes_are_not_counted_one_by_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    adopt(store, MAY, "26/045")
    monkeypatch.setattr(editions, "COUNTED", 2)
    for number in (1, 2, 3):
        assert ("more than 2 changes" in editions.words_now(REGISTER)) is False
        change(store, number, period_text="9 years")
    assert editions.draft_said(REGISTER) == "Draft after version 1: more than 2 changes"


@pytest.mark.parametrize(
    ("decision", "field", "words"),
    [
        ({"adopted_on": None, "minute": "1"}, "adopted_on", "Enter the day of adoption"),
        ({"adopted_on": OCTOBER, "minute": ""}, "minute", "Enter the minute reference"),
        (
            {"adopted_on": JUNE, "minute": "1"},
            "adopted_on",
            "on or after Sun 4 Oct 2026, when version 2 was adopted, minute 26/112",
        ),
        ({"adopted_on": dt.date(2026, 11, 25), "minute": "1"}, "adopted_on", "today or in the past"),
        (
            {"adopted_on": OCTOBER, "minute": "1", "version": 2},
            "version",
            "higher than 2, the version adopted on Sun 4 Oct 2026",
        ),
        ({"adopted_on": OCTOBER, "minute": "1", "next_review": JUNE}, "next_review", "on or after Sun 4 Oct 2026"),
    ],
)
def test_a_decision_that_cannot_be_right_is_refused(
    store: Store, decision: dict[str, Any], field: str, words: str
) -> None:
    twice(store)
    before = history.head()
    with pytest.raises(adopting.NotAdopted, match=words) as refused:
        adopting.adopt(store, REGISTER, decision)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert str(refused.value).endswith("Nothing was changed.")
    assert history.head() == before


def test_a_register_that_is_not_adopted_says_so(store: Store) -> None:
    with pytest.raises(Plain, match="“Schedule versions” is not adopted by minute"):
        adopting.adopt(store, VERSIONS, {"adopted_on": MAY, "minute": "1"})


def on(day: dt.date) -> None:
    """It is noon of that day, in London."""
    clock.set_source(lambda: dt.datetime.combine(day, dt.time(12), dt.UTC))


def test_what_was_printed_for_the_committee_is_adopted_though_more_was_changed_since(store: Store) -> None:
    on(dt.date(2026, 11, 25))
    change(store, 2, period_text="6 years")
    on(dt.date(2026, 11, 27))
    change(store, 2, period_text="7 years")
    assert [day for day, _ in adopting.earlier_ends(REGISTER)] == [dt.date(2026, 11, 25), dt.date(2026, 11, 24)]
    decision = {"adopted_on": dt.date(2026, 11, 27), "minute": "26/150"}
    with pytest.raises(Plain, match=r"Nothing was entered by Mon 23 Nov 2026\. Nothing was adopted\."):
        adopting.adopt(store, REGISTER, decision, dt.date(2026, 11, 23))
    adopting.adopt(store, REGISTER, decision, dt.date(2026, 11, 26))
    assert said(editions.of_version(REGISTER, 1))[1] == ("A2", "Agendas", "6 years")
    assert "1 change since" in editions.words_now(REGISTER)
    with pytest.raises(Plain, match=r"Nothing was changed after version 1 by Thu 26 Nov 2026\."):
        adopting.adopt(store, REGISTER, decision, dt.date(2026, 11, 26))
    adopting.adopt(store, REGISTER, decision, dt.date(2026, 11, 27))
    assert said(editions.of_version(REGISTER, 2))[1] == ("A2", "Agendas", "7 years")
    assert adopting.earlier_ends(REGISTER) == []


def test_the_councils_own_numbers_go_on_and_are_not_given_twice(store: Store) -> None:
    adopt(store, MAY, "26/045", version=4)
    adopt(store, JUNE, "26/060")
    assert [version.number for version in editions.versions(REGISTER)] == [5, 4]
    with store.operation("Remove", "edit") as operation:
        record.remove(VERSIONS.record, [2], operation.id)
    assert "Version 4" in editions.words_now(REGISTER)
    adopt(store, OCTOBER, "26/112")
    assert [version.number for version in editions.versions(REGISTER)] == [6, 4]


def test_a_slip_is_corrected_in_the_open_and_undo_takes_an_adoption_back(store: Store) -> None:
    twice(store)
    values = record.values_of(VERSIONS.record, [1])[1]
    assert VERSIONS.problems(values) == []
    assert [p.field for p in VERSIONS.problems({**values, "adopted_on": dt.date(2026, 10, 5)})] == ["adopted_on"]
    assert [p.field for p in VERSIONS.problems({**values, "version": None})] == ["version"]
    with store.operation("Change", "edit") as operation:
        record.change(VERSIONS.record, {1: {"minute": "26/054"}}, operation.id)
    assert said(editions.of_version(REGISTER, 1)) == list(LINES)
    assert history.of_record(VERSIONS.name, 1)[-1].before == {"minute": "26/045"}
    adopt(store, dt.date(2026, 11, 24), "26/150")
    undo(store, history.recent(1)[0].id)
    assert [version.number for version in editions.versions(REGISTER)] == [2, 1]


def test_the_review_of_the_version_in_force_is_told_sixty_days_before_and_when_late(store: Store) -> None:
    adopt(store, MAY, "26/045", next_review=dt.date(2026, 11, 1))
    adopt(store, OCTOBER, "26/112", next_review=dt.date(2027, 1, 10))
    told = [diary.due(REGISTERS, day) for day in (dt.date(2026, 11, 10), dt.date(2026, 11, 11), dt.date(2027, 2, 1))]
    dated = [[(item.act, item.day, item.record) for item in items if item.day] for items in told]
    review = ("Review the retention schedule", dt.date(2027, 1, 10), 2)
    assert dated == [[], [review], [review]]
    assert told[1][0].reason == "Version 2, adopted Sun 4 Oct 2026, minute 26/112. This is its day of review."
    assert told[2][0].days_left(dt.date(2027, 2, 1)) == -22


def test_every_outlet_says_which_version_and_minute(store: Store, tmp_path: Path) -> None:
    twice(store)
    now = "Version 2, adopted Sun 4 Oct 2026, minute 26/112; 3 changes since, not yet adopted."
    report("retention-schedule", REGISTERS).write(Wanted(store.council), tmp_path / "now.pdf", None)
    assert squeezed(now) in squeezed("".join(texts(tmp_path / "now.pdf")))
    write_workbook(table_of(REGISTER, store.council), tmp_path / "now.xlsx")
    facts = about(openpyxl.load_workbook(tmp_path / "now.xlsx"))
    assert facts["Version"] == now
    publication.export(REGISTER, store, tmp_path / "now.html")
    assert now in (tmp_path / "now.html").read_text("utf-8")


def test_an_adopted_version_goes_out_whole(store: Store, tmp_path: Path) -> None:
    twice(store)
    edition = publication.edition_of(REGISTER, 1, None)
    report("retention-schedule", REGISTERS).write(Wanted(store.council, edition=edition), tmp_path / "a.pdf", None)
    page = "".join(texts(tmp_path / "a.pdf"))
    assert "3 schedule lines. Version 1, adopted Sun 3 May 2026, minute 26/045." in " ".join(page.split())
    assert all(word in page for word in ("Minutes", "5 years", "Letters"))
    assert "Correspondence" not in page
    assert "Maps" not in page
    assert publication.export(REGISTER, store, tmp_path / "a.xlsx", edition).rows == 3
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == ["A1", "A2", "A3"]
    facts = about(book)
    assert facts["Version"] == "Version 1, adopted Sun 3 May 2026, minute 26/045."
    assert "Do not import it again" in str(facts["Bring it back"])


def test_the_changes_as_a_workbook(store: Store, tmp_path: Path) -> None:
    twice(store)
    wanted = publication.report("schedule-changes")
    wanted_since = Wanted(store.council, since=editions.of_version(REGISTER, 1).adopted)
    assert publication.write_report(wanted, wanted_since, tmp_path / "c.xlsx").rows == 4
    rows = list(openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("Change", "Reference", "Record series", "What", "Old words", "New words")
    assert rows[1][:4] == ("Added", "A4", "Maps", "The whole schedule line")
    assert rows[2] == ("Removed", "A1", "Minutes", "The whole schedule line", "Agreed period: Permanent", None)
    assert rows[3] == ("Changed", "A2", "Agendas", "Agreed period", "5 years", "6 years")
    assert rows[4] == ("Changed", "A3", "Correspondence", "Record series", "Letters", "Correspondence")
    assert not any("Jo Bloggs" in str(cell) or "archivist" in str(cell) for row in rows for cell in row)


def test_the_changes_on_paper(store: Store, tmp_path: Path) -> None:
    twice(store)
    wanted = publication.report("schedule-changes")
    wanted_since = Wanted(store.council, since=editions.of_version(REGISTER, 1).adopted)
    done = publication.write_report(wanted, wanted_since, tmp_path / "c.pdf")
    page = " ".join("".join(texts(tmp_path / "c.pdf")).split())
    assert (done.rows, done.pages) == (4, 1)
    assert "1 schedule line added, 1 removed, 2 changed since version 1, adopted Sun 3 May 2026" in page
    for heading in ("Schedule lines added (1)", "Schedule lines removed (1)", "Schedule lines changed (2)"):
        assert heading in page
    assert "A2 Agendas Agreed period 5 years 6 years" in page
    assert "Version 2, adopted Sun 4 Oct 2026" in page, "and how it stands now, at the foot"
    assert "Bloggs" not in page


def test_no_changes_are_said_to_be_none(store: Store, tmp_path: Path) -> None:
    adopt(store, MAY, "26/045")
    done = publication.write_report(publication.report("schedule-changes"), Wanted(store.council), tmp_path / "c.pdf")
    assert done.rows == 0
    page = " ".join("".join(texts(tmp_path / "c.pdf")).split())
    assert "No schedule line added, none removed, none changed" in page
    assert "Nothing was changed since version 1, adopted Sun 3 May 2026, minute 26/045." in page
