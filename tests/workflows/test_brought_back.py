"""After an older backup: what went again is said, lost numbers are explained, and paper brings their words back."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import PASSPHRASE
from workbench import clock
from workbench.errors import Plain
from workbench.records import agreement, backup, gone, history, record
from workbench.records.query import every
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.destruction_log import LogEntry, plainly
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import broughtback, corrections, disposal, numbering
from workbench.workflows.disposal import Authority, Doing
from workbench.workflows.reporting import destruction, log
from workbench.workflows.reporting.asked import Asked

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
PAPER = {"outcome": "destroyed", "description": "Box 2", "carried_out": dt.date(2026, 4, 20), "remarks": "Wet."}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


def opened(tmp_path: Path) -> Store:
    """The council's files, for work."""
    return Store.open(tmp_path / "council", PASSPHRASE, MODELS, profile=tmp_path / "profile")


def destroy(store: Store, *boxes: int) -> str:
    """Through the gate; the code on the record that is printed then."""
    batch = disposal.freeze(store, f"Batch of {boxes}", boxes)
    disposal.authorise(store, batch, Authority("Chair"))
    disposal.carry_out(store, batch, Doing("shredded", "Clerk"))
    return history.head().code


@pytest.fixture
def codes(tmp_path: Path) -> dict[str, str]:
    """Five boxes; the first goes, a backup on a stick, then the second, then two more: the codes printed, by number."""
    store, _ = Store.create(
        tmp_path / "council", Council("Test"), PASSPHRASE, "Clerk", MODELS, profile=tmp_path / "profile"
    )
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Complaints", "rule": TWO_YEARS}], op.id)
        due = [{"description": f"Box {n}", "series": 1, "trigger_date": dt.date(2024, 3, 12)} for n in range(1, 6)]
        record.add(Holding, due, op.id)
    first = destroy(store, 1)
    made = backup.make(store, "by hand")
    (tmp_path / "stick").mkdir()
    shutil.copy(made.path, tmp_path / "stick" / made.path.name)
    found = {"2026/001": first, "2026/002": destroy(store, 2), "2026/004": destroy(store, 3, 4)}
    store.close()
    return found


def brought_back(tmp_path: Path, *, all_lost: bool) -> Store:
    """The stick's backup put back, the disk being lost or not, and with it everything that tells of later."""
    if all_lost:
        for name in ("council", "profile"):
            shutil.rmtree(tmp_path / name)
    [path] = (tmp_path / "stick").glob("*.gwbackup")
    store, _ = broughtback.bring(path, tmp_path / "council", PASSPHRASE, tmp_path / "profile")
    return store


@pytest.fixture
def older(tmp_path: Path, codes: dict[str, str]) -> Iterator[Store]:
    """The backup is back, and the list beside the files tells of later."""
    store = brought_back(tmp_path, all_lost=False)
    yield store
    store.close()


@pytest.fixture
def bare(tmp_path: Path, codes: dict[str, str]) -> Iterator[Store]:
    """The backup is back on a new computer, and nothing tells of later but paper."""
    store = brought_back(tmp_path, all_lost=True)
    yield store
    store.close()


def entries() -> list[tuple[str, str]]:
    """Number and outcome of the log, in order of entry."""
    return [(v["number"], v["outcome"]) for v in record.values_of(LogEntry, every(LogEntry, ()).ids()).values()]


def boxes() -> list[str]:
    """What stands."""
    return [v["description"] for v in record.values_of(Holding, every(Holding, ()).ids()).values()]


LOST = [("2026/001", "destroyed"), *((f"2026/00{n}", "lost") for n in (2, 3, 4))]


def test_what_the_list_tells_went_again_and_its_numbers_are_explained(older: Store) -> None:
    assert boxes() == ["Box 5"]
    assert entries() == LOST
    back = broughtback.last()
    assert back is not None
    assert back.words.startswith("3 holdings were destroyed after this backup was made, and stood in it. They went")
    assert broughtback.lost().startswith("Numbers 2026/002, 2026/003, 2026/004 of the destruction log were given")
    assert agreement.report(older).intact
    assert numbering.explain(older) == [], "once"
    destroy(older, 5)
    assert entries()[-1] == ("2026/005", "destroyed")


def test_where_nothing_tells_of_later_the_restore_says_so(bare: Store) -> None:
    assert boxes() == ["Box 2", "Box 3", "Box 4", "Box 5"]
    back = broughtback.last()
    assert back is not None
    assert back.words.startswith("Nothing found here tells")
    assert entries() == [("2026/001", "destroyed")]
    assert broughtback.lost() == ""


def test_the_code_of_the_last_paper_proves_that_nothing_is_missing(bare: Store, codes: dict[str, str]) -> None:
    answer = broughtback.check(codes["2026/001"].replace("-", " ").lower(), "2026/001")
    assert (answer.well, answer.missing) == (True, ())
    assert answer.title == "Nothing that was printed up to this code is missing."


def test_an_unknown_code_and_its_number_say_how_many_are_missing(bare: Store, codes: dict[str, str]) -> None:
    said = broughtback.check(codes["2026/004"])
    assert (said.well, said.title) == (False, "Entries since are missing.")
    assert "How many are missing is not known" in said.text
    answer = broughtback.check(codes["2026/004"], " 2026/4 ")
    assert (answer.title, list(answer.missing)) == (
        "3 entries are missing: 2026/002, 2026/003, 2026/004.",
        ["2026/002", "2026/003", "2026/004"],
    )
    assert entries() == [("2026/001", "destroyed")], "asking enters nothing"
    assert broughtback.enter_lost(bare, "2026/004") == list(answer.missing)
    assert broughtback.enter_lost(bare, "2026/004") == [], "once"
    assert entries() == LOST
    destroy(bare, 2)
    assert entries()[-1] == ("2026/005", "destroyed"), "no number that is on paper is given again"


def test_a_number_from_paper_is_remembered_outside_the_store(tmp_path: Path, bare: Store) -> None:
    """The same backup is brought back once more: what was entered from paper is lost, its number is not."""
    broughtback.enter_lost(bare, "2026/004")
    bare.close()
    again = brought_back(tmp_path, all_lost=False)
    assert entries() == LOST
    again.close()


def test_the_paper_of_a_lost_entry_agrees_once_its_number_is_explained(older: Store, codes: dict[str, str]) -> None:
    answer = broughtback.check(codes["2026/004"], "2026/004")
    assert (answer.well, answer.missing) == (True, ())
    assert answer.title == "Nothing is missing but what is named as lost."


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("known", "2026/004", "The code is known, but the number is not."),
        ("strange", "2026/001", "The code is not known, though the number is."),
        ("short", "2026/004", "is no printed code"),
    ],
)
def test_code_and_number_that_do_not_belong_together_enter_nothing(
    bare: Store, codes: dict[str, str], code: str, number: str, said: str
) -> None:
    typed = {"known": codes["2026/001"], "strange": codes["2026/002"], "short": "ABCD"}[code]
    answer = broughtback.check(typed, number)
    assert said in answer.words
    assert (answer.well, answer.missing) == (False, ())


@pytest.mark.parametrize("number", ["14", "2026/", "2027/001", "2026/12x", "2026/90000", "²026/001", "2026/000"])
def test_a_slip_of_the_pen_uses_up_no_numbers(bare: Store, codes: dict[str, str], number: str) -> None:
    with pytest.raises(Plain, match="Nothing was entered"):
        broughtback.check(codes["2026/004"], number)
    with pytest.raises(Plain, match="Nothing was entered"):
        broughtback.enter_lost(bare, number)
    assert entries() == [("2026/001", "destroyed")]


def entry(number: str) -> int:
    """The record of an entry."""
    return corrections.numbered(number)


def test_a_lost_entry_is_entered_again_from_paper_and_never_written_over(older: Store) -> None:
    before = record.values_of(LogEntry, [entry("2026/002")])[entry("2026/002")]
    number = corrections.enter_again(older, entry("2026/002"), PAPER)
    assert number == "2026/005"
    [said] = record.values_of(LogEntry, [entry(number)]).values()
    assert said["remarks"] == "Entered again from the printed record 2026/002 on Tue 21 Apr 2026. Wet."
    assert (said["outcome"], said["description"], said["carried_out"]) == ("destroyed", "Box 2", dt.date(2026, 4, 20))
    [after] = record.values_of(LogEntry, [entry("2026/002")]).values()
    assert after == before, "the lost one stays as it was made"
    assert plainly(after) == ("Entered again from paper as entry 2026/005.", "2026/005: Box 2")
    assert plainly(said)[0] == "This entry was entered again from the printed record 2026/002."
    assert "2026/003, 2026/004 of" in broughtback.lost()
    with pytest.raises(Plain, match="entered again before"):
        corrections.enter_again(older, entry("2026/002"), PAPER)
    with pytest.raises(Plain, match="not lost"):
        corrections.enter_again(older, entry("2026/001"), PAPER)
    assert agreement.report(older).intact
    assert history.verify().intact


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": ""},
        {"outcome": "lost"},
        {"outcome": "correction"},
        {"description": " "},
        {"carried_out": None},
        {"carried_out": dt.date(2026, 4, 22)},
    ],
)
def test_what_the_paper_must_say(older: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(Plain, match="Nothing was entered"):
        corrections.enter_again(older, entry("2026/002"), PAPER | wrong)
    assert entries() == LOST


def test_log_and_record_of_destruction_say_which_is_lost_and_where_it_stands_again(older: Store) -> None:
    corrections.enter_again(older, entry("2026/002"), PAPER)
    asked = Asked(older.council)
    rows = {row[0]: row for row in log.made(asked).parts[0].rows}
    assert rows["2026/002"][2] == "Number given, entry lost"
    assert str(rows["2026/002"][-1]).startswith("Entered again from paper as 2026/005.")
    assert str(rows["2026/005"][-1]).startswith("This entry was entered again from the printed record 2026/002.")
    assert log.made(asked).parts[0].said == "", "no number is without its entry"
    forms = {form.heading: form for form in destruction.made(asked).forms}
    assert (
        "Entered again from paper as entry 2026/005 of Mon 20 Apr 2026."
        in forms["2026/002: number given, entry lost"].notes[0]
    )


def test_a_council_s_own_log_is_not_taken_for_numbers_given_here(tmp_path: Path, older: Store) -> None:
    with older.operation("Import a log", "import") as op:
        record.add(LogEntry, [{"number": "2025/007", "outcome": "destroyed", "description": "Own"}], op.id)
    older.close()
    store = opened(tmp_path)
    assert store.gone.counters == {"2026": 4}
    store.close()


def test_a_long_history_is_read_once_and_a_later_number_is_found(
    tmp_path: Path, older: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gone, "_READ_ANEW", 0)
    older.close()
    opened(tmp_path).close()
    store = opened(tmp_path)
    assert agreement.report(store).intact
    with store.operation("Give", "edit") as op:
        record.add(LogEntry, [{"number": "2026/009", "outcome": "destroyed", "description": "Box 9"}], op.id)
    connection = store.sealed.connection()
    assert gone.given(connection, MODELS)["2026"] == 9
    store.close()
