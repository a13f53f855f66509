"""The command line as product.md fixes it: what is printed where, and the three exit statuses."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest

from tests.helpers import PASSPHRASE
from workbench import cli, clock, settings, terminal
from workbench.paths import resource
from workbench.records import keys
from workbench.records.store import Store
from workbench.registers import MODELS, REGISTERS, retention_schedule
from workbench.workflows import importing, sample
from workbench.workflows.reporting.catalogue import PURPOSES

KIRKLEES = str(resource("schedules/kirklees-customer-service.xlsx"))
PARISH = str(resource("schedules/town-council-schedule.xlsx"))
SCHEDULE = "retention-schedule"


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output; nothing may stand before or after it."""
        return json.loads(self.out)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The program with these arguments, in this process."""
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(keys.cost, "m", 64)
    monkeypatch.setattr(keys.cost, "t", 1)

    def asked(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.run([str(a) for a in arguments], lambda folder: 0)
        said = capsys.readouterr()
        return Answer(int(ended.value.code or 0), said.out, said.err)

    return asked


@pytest.fixture
def council(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council's folder, named in the environment."""
    folder = tmp_path / "council"
    monkeypatch.setenv("WORKBENCH_STORE", str(folder))
    assert ask("init", "--council", "Cyngor Tref Llanrŵst", "--nation", "wales").status == 0
    return folder


def refused(answer: Answer) -> str:
    """The one plain line of a command that could not be done."""
    assert answer.status == 1
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert "Traceback" not in answer.err
    return answer.err


def misused(answer: Answer) -> str:
    """What is said of wrong use."""
    assert answer.status == 2
    assert answer.out == ""
    assert "Traceback" not in answer.err
    return answer.err


def rows(ask: Ask, *more: str) -> list[dict[str, Any]]:
    """The rows of the schedule as a script gets them."""
    listed = ask("list", SCHEDULE, "--json", *more)
    assert (listed.status, listed.err) == (0, "")
    assert listed.json["register"] == SCHEDULE
    found: list[dict[str, Any]] = listed.json["rows"]
    return found


# ---- what only computes needs no council -----------------------------------------------------------------------------


def test_version_and_help(ask: Ask) -> None:
    assert ask("--version").out.startswith("Governance Workbench 0.1.")
    listed = ask("--help").out
    assert all(
        f"\n  {command} " in listed for command in ("demo", "init", "import", "export", "list", "due", "explain")
    )
    assert all(f"\n  {command} " in listed for command in ("report", "backup", "restore", "verify", "move", "undo"))


def test_explain_has_the_fixed_keys(ask: Ask) -> None:
    answer = ask("explain", "6 years after closure", "--date", "29/02/2024", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert list(answer.json) == [
        "text", "kind", "amount", "unit", "trigger", "minimum", "bound", "limbs", "disposal_action", "needs_review",
        "questions", "explanation", "keep_until", "eligible_from", "dispose_by",
    ]  # fmt: skip
    assert (answer.json["kind"], answer.json["amount"], answer.json["unit"]) == ("fixed", 6, "years")
    assert (answer.json["keep_until"], answer.json["eligible_from"]) == ("2030-02-28", "2030-03-01")


def test_explain_without_a_date_gives_none(ask: Ask) -> None:
    answer = ask("explain", "6 years", "--json").json
    assert (answer["keep_until"], answer["eligible_from"], answer["dispose_by"]) == (None, None, None)
    assert "Which day" in ask("explain", "6 years").out


def test_days_are_read_day_first_or_refused(ask: Ask) -> None:
    assert ask("explain", "1 year after closure", "--date", "3/4/2026", "--json").json["keep_until"] == "2027-04-03"
    assert "February 2026 has 28 days" in misused(ask("explain", "1 year", "--date", "31/02/2026"))
    assert "Give the words" in misused(ask("explain", " "))


def test_a_dry_run_needs_no_council_and_leaves_nothing(ask: Ask, tmp_path: Path) -> None:
    answer = ask("import", KIRKLEES, "--dry-run", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.json["counts"]["new"] == len(answer.json["rows"]) == 25
    first = answer.json["rows"][0]
    assert (first["sheet"], first["row"], first["record_series"]) == ("Appendix 1", 6, "Blue Badge Record Log")
    assert (first["kind"], first["amount"], first["unit"]) == ("rolling", 3, "months")
    assert list(tmp_path.iterdir()) == []
    assert answer.json["compared"] is False
    assert "was not held against any records" in ask("import", KIRKLEES, "--dry-run").out


def test_a_dry_run_is_held_against_the_records_of_a_council_that_is_named(ask: Ask, council: Path) -> None:
    ask("import", PARISH)
    planned = ask("import", PARISH, "--dry-run", "--json").json
    assert (planned["compared"], planned["counts"]["new"], planned["counts"]["same"]) == (True, 0, 71)
    told = ask("import", PARISH, "--dry-run").out
    assert "71 same" in told
    assert "was not held against" not in told


def test_a_period_that_begins_with_a_dash_is_wrong_use_with_the_way_to_write_it(ask: Ask) -> None:
    assert 'workbench explain -- "-5 years"' in misused(ask("explain", "-5 years"))
    answer = ask("explain", "--json", "--", "-5 years").json
    assert answer["needs_review"]
    assert "-5 years" in answer["questions"][0]


# ---- a council -------------------------------------------------------------------------------------------------------


def test_init_makes_encrypted_files_and_shows_the_recovery_key_once(ask: Ask, tmp_path: Path) -> None:
    made = ask("--store", tmp_path / "c", "init", "--council", "Test")
    assert (made.status, made.err) == (0, "")
    key = next(line.removeprefix("Recovery key: ") for line in made.out.splitlines() if line.startswith("Recovery key"))
    assert (tmp_path / "c" / "council.gwb").read_bytes()[:15] != b"SQLite format 3"
    Store.open(tmp_path / "c", key, MODELS, read_only=True).close()
    assert "already holds" in refused(ask("--store", tmp_path / "c", "init", "--council", "Other"))


@pytest.mark.parametrize(
    ("given", "said"), [(("--council", " "), "needs a name"), ((), "--council"), (("--nation", "france"), "france")]
)
def test_init_wants_a_name_and_a_nation(ask: Ask, tmp_path: Path, given: tuple[str, ...], said: str) -> None:
    assert said in misused(ask("--store", tmp_path / "c", "init", *given))
    assert not (tmp_path / "c").exists()


def test_an_empty_passphrase_makes_nothing(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "  ")
    assert "empty" in refused(ask("--store", tmp_path / "c", "init", "--council", "Test"))
    assert not (tmp_path / "c").exists()


def test_a_short_passphrase_is_remarked_on(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "plum")
    made = ask("--store", tmp_path / "c", "init", "--council", "Test")
    assert made.status == 0
    assert "short" in made.err


def test_a_passphrase_nobody_can_be_asked_for(ask: Ask, council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    assert "WORKBENCH_PASSPHRASE" in refused(ask("list", SCHEDULE))


def test_a_passphrase_asked_for_twice(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    typed = iter(["one thing and another", "something else again"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    assert "not the same" in refused(ask("--store", tmp_path / "c", "init", "--council", "Test"))


def test_a_wrong_passphrase(ask: Ask, council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "wrong")
    assert "does not open these files" in refused(ask("list", SCHEDULE))


def test_no_council_there(ask: Ask, tmp_path: Path) -> None:
    for command in (("list", SCHEDULE), ("due",), ("verify",), ("import", PARISH), ("backup",), ("undo",)):
        assert "no council's files" in refused(ask(*command, "--store", tmp_path / "none"))


def test_an_import_applies_and_the_same_again_changes_nothing(ask: Ask, council: Path) -> None:
    first = ask("import", PARISH, "--json")
    assert (first.status, first.err) == (0, "")
    assert first.json["counts"]["new"] == 71
    again = ask("import", PARISH)
    assert "71 same" in again.out
    assert len(rows(ask)) == 71
    assert "79 records" in ask("undo").out
    assert rows(ask) == []
    assert "nothing to take back" in refused(ask("undo"))


def test_unclear_rows_come_in_marked_with_their_question(ask: Ask, council: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ours.csv"
    period = "6 years after closure or 3 years after last contact, whichever is the shorter or the longer"
    sheet.write_text(f'Ref,Record series,Retention period,Personal data\n1,Files,"{period}",maybe\n', "utf-8")
    planned = ask("import", sheet, "--dry-run", "--json").json
    done = ask("import", sheet)
    assert done.status == 0
    (row,) = rows(ask)
    assert row["period_text"] == period
    assert row["to_be_checked"] is planned["rows"][0]["needs_review"]
    assert row["question"].splitlines() == planned["rows"][0]["questions"]
    assert "“maybe” is neither yes nor no" in row["question"]
    assert planned["counts"]["unclear"] == 1
    assert "1 row read from “ours.csv”: 1 new. 1 waits for an answer: 1 to be checked." in done.out


def test_a_refused_row_stops_the_whole_import(ask: Ask, council: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ours.csv"
    sheet.write_text("Ref,Record series,Retention period\n1,Minutes,Permanent\n2,,6 years\n", "utf-8")
    told = refused(ask("import", sheet))
    assert "1 cell of “ours.csv” cannot be taken in. Nothing was changed." in told
    assert "row 3" in told
    assert rows(ask) == []
    assert "row 3" in ask("import", sheet, "--dry-run").out
    assert "--leave-out" in told


def test_refused_rows_are_left_in_the_sheet_where_that_is_asked_for(ask: Ask, council: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ours.csv"
    sheet.write_text("Ref,Record series,Retention period\n1,Minutes,Permanent\n2,,6 years\n", "utf-8")
    done = ask("import", sheet, "--leave-out")
    assert done.status == 0
    assert "row 3 is left out: Enter the record series." in done.out
    assert "1 new, 1 left out" in done.out
    assert [row["record_series"] for row in rows(ask)] == ["Minutes"]


def test_undo_says_which_record(ask: Ask, council: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ours.csv"
    for period in ("Permanent", "6 years"):
        sheet.write_text(f"Ref,Record series,Retention period\n1,Minutes,{period}\n", "utf-8")
        ask("import", sheet)
    assert "Taken back: Import ours.csv: “Minutes” (1 record)." in ask("undo").out
    assert rows(ask)[0]["period_text"] == "Permanent"
    assert "“Minutes” (1 record)." in ask("undo").out


def test_a_register_of_nothing_is_said_to_hold_nothing(ask: Ask, council: Path, tmp_path: Path) -> None:
    for command, name in (("export", "a.xlsx"), ("export", "a.csv"), ("report", "a.pdf")):
        assert "There is nothing" in ask(command, SCHEDULE, "--out", tmp_path / name).out
    ask("import", PARISH)
    assert "There is nothing" not in ask("export", SCHEDULE, "--out", tmp_path / "a.xlsx").out


@pytest.mark.parametrize("name", ["nothing.xlsx", "letter.docx", "folder", "noise.xlsx"])
def test_files_that_are_no_schedule(ask: Ask, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "letter.docx").write_bytes(b"Dear clerk")
    (tmp_path / "noise.xlsx").write_bytes(os.urandom(300))
    for form in ((), ("--json",)):
        told = refused(ask("import", tmp_path / name, "--dry-run", *form))
        assert name in told
        assert "Nothing was changed" in told


def test_an_unknown_register_or_report(ask: Ask, council: Path, tmp_path: Path) -> None:
    for command in (("list", "nope"), ("export", "nope", "--out", "x.xlsx"), ("import", PARISH, "--register", "nope")):
        assert f"There are: {SCHEDULE}" in refused(ask(*command))
    assert f"committee, {SCHEDULE}" in refused(ask("report", "nope", "--out", tmp_path / "x.pdf")).replace(
        "file-sheet, ", ""
    )


def test_list_gives_the_fields_by_name(ask: Ask, council: Path) -> None:
    ask("import", PARISH)
    found = rows(ask, "--search", "allotment")
    assert {row["reference"] for row in found} == {"E02", "E03", "E04"}
    names = {field.name for field in retention_schedule.REGISTER.fields if field.kind != "rule"}
    assert names | {"kind", "amount", "unit", "trigger", "bound", "limbs"} <= set(found[0])
    shown = ask("list", SCHEDULE, "--search", "allotment").out.splitlines()
    assert shown[0].split("\t")[:2] == ["Reference", "Record series"]
    assert len(shown) == 4


def test_due_says_what_waits(ask: Ask, council: Path, tmp_path: Path) -> None:
    assert "Nothing waits" in ask("due").out
    sheet = tmp_path / "ours.csv"
    sheet.write_text("Record series,Retention period\nMinutes,6 years\nMaps,quantum\n", "utf-8")
    ask("import", sheet)
    answer = ask("due", "--on", "1 December 2026", "--json")
    assert (answer.status, answer.err, answer.json["on"]) == (0, "", "2026-12-01")
    acts = [item["what"] for item in answer.json["due"]]
    assert acts == ["Give the start day of 1 schedule line", "Give the period of 1 schedule line"]
    assert "1 schedule line" in ask("due").out


def test_a_report_and_an_export_are_what_their_names_say(ask: Ask, council: Path, tmp_path: Path) -> None:
    ask("import", PARISH)
    printed, workbook, table = tmp_path / "a.pdf", tmp_path / "a.xlsx", tmp_path / "a.csv"
    assert "71 rows" in ask("report", SCHEDULE, "--out", printed).out
    assert "71 rows" in ask("export", SCHEDULE, "--out", workbook).out
    assert ask("export", SCHEDULE, "--out", table).status == 0
    assert "Cyngor Tref Llanrŵst" in pypdfium2.PdfDocument(printed)[0].get_textpage().get_text_range()
    assert openpyxl.load_workbook(workbook).worksheets[0].max_row == 72
    assert len(table.read_text("utf-8-sig").splitlines()) >= 72
    for command, name in (("report", "a.docx"), ("export", "a.pdf"), ("export", "a")):
        assert "must end in" in misused(ask(command, SCHEDULE, "--out", tmp_path / name))
        assert not (tmp_path / name).exists() or name == "a.pdf"


def test_report_help_names_the_reports(ask: Ask) -> None:
    helped = ask("report", "--help")
    assert helped.status == 0
    listed = [line.split()[0] for line in helped.out.partition("Reports:")[2].splitlines() if line.strip()]
    assert {"due", "checks", "destruction-log", "record-of-destruction", "officers", "holdings", SCHEDULE} <= set(
        listed
    )
    assert len(listed) == len(set(listed))


@pytest.fixture
def with_disposal(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample council, named as the one that is asked."""
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "sample council")
    monkeypatch.setenv("WORKBENCH_STORE", str(tmp_path / "sample"))
    assert ask("demo", "--no-window", "--folder", tmp_path / "sample").status == 0
    return tmp_path


def test_reports_made_for_a_purpose(ask: Ask, with_disposal: Path) -> None:
    year = ("--from", "1/4/2020", "--to", "31/3/2030")
    asked: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("due", ("--on", "1/4/2027")),
        ("checks", ()),
        ("checks", year),
        ("destruction-log", year),
        ("record-of-destruction", ("--number", "2026/001", "--number", "2026/3")),
        ("record-of-destruction", year),
        ("officers", ("--officer", "clerk", "--on", "31/12/2026")),
        ("committee", ()),
        ("committee", ("--period", "2025-26")),
    )
    for name, options in asked:
        for ending in ("pdf", "xlsx"):
            out = with_disposal / f"a.{ending}"
            done = ask("report", name, "--out", out, *options)
            assert (done.status, done.err) == (0, "")
            assert out.name in done.out
            assert out.stat().st_size > 5_000
    log = ask("report", "destruction-log", "--out", with_disposal / "a.pdf")
    assert "6 entries: 4 destroyed, 2 nothing was due." in log.out
    last = ask("report", "committee", "--period", "2025-Q2", "--out", with_disposal / "b.pdf")
    assert "Figures for the committee, April to June 2025: " in last.out
    assert "Name a quarter as 2026-Q3" in misused(
        ask("report", "committee", "--period", "Q2", "--out", with_disposal / "b.pdf")
    )
    assert "It takes --period" in misused(
        ask("report", "committee", "--from", "1/4/2025", "--out", with_disposal / "b.pdf")
    )
    assert "--period" in misused(ask("report", "due", "--period", "2025-26", "--out", with_disposal / "b.pdf"))
    empty = ask("report", "destruction-log", "--out", with_disposal / "b.pdf", "--to", "1/4/2020")
    assert (empty.status, "the file says so" in empty.out) == (0, True)


def test_the_code_at_the_foot_is_found_again(ask: Ask, with_disposal: Path) -> None:
    out = with_disposal / "a.pdf"
    for name, options in (("due", ()), ("holdings", ()), ("record-of-destruction", ("--number", "2026/002"))):
        assert ask("report", name, "--out", out, *options).status == 0
        with pypdfium2.PdfDocument(out) as printed:
            words = printed[0].get_textpage().get_text_range()
        found = re.search(r"Code of the history: (\S{14}), entry (\d+) of", " ".join(words.split()))
        assert found, name
        assert f"This code belongs to entry {found[2]} of the history" in ask("verify", f"--code={found[1]}").out


def test_a_report_that_cannot_be_made_says_why_in_one_line(ask: Ask, with_disposal: Path) -> None:
    out = with_disposal / "none.pdf"
    refusals: tuple[tuple[str, tuple[str, ...], str], ...] = (
        ("record-of-destruction", ("--number", "2026/099"), "no entry 2026/099"),
        ("record-of-destruction", ("--from", "1/4/2020", "--to", "2/4/2020"), "no entry of that time"),
        ("officers", ("--officer", "Bob"), "No officer is called “Bob”"),
    )
    for name, options, said in refusals:
        assert said in refused(ask("report", name, "--out", out, *options))
    wrong: tuple[tuple[str, tuple[str, ...], str], ...] = (
        ("checks", ("--from", "31/2/2026"), "February 2026 has 28 days"),
        ("checks", ("--from", ""), "must be a date"),
        ("checks", ("--from", "1/4/2026", "--to", "31/3/2026"), "is before Wed 1 Apr 2026"),
        ("checks", ("--number", "2026/001"), "It takes --from, --to."),
        ("due", ("--version", "1"), "It takes --on."),
        ("record-of-destruction", (), "Say which entries"),
        ("record-of-destruction", ("--number", " "), "Nothing is given"),
        ("record-of-destruction", ("--number", "2026/001", "--to", "1/4/2027"), "not both"),
        ("officers", ("--officer", ""), "Nothing is given"),
        (SCHEDULE, ("--from", "1/4/2026"), "It takes --since, --version, --on."),
    )
    for name, options, said in wrong:
        assert said in misused(ask("report", name, "--out", out, *options))
    assert "must end in .pdf or .xlsx" in misused(ask("report", "due", "--out", with_disposal / "a.docx"))
    assert not out.exists()


def test_places_that_cannot_be_written(ask: Ask, council: Path, tmp_path: Path) -> None:
    for command, ending in (("report", "pdf"), ("export", "xlsx"), ("export", "csv")):
        (tmp_path / f"folder.{ending}").mkdir(exist_ok=True)
        assert "There is no folder" in refused(ask(command, SCHEDULE, "--out", tmp_path / "none" / f"a.{ending}"))
        assert "is a folder" in refused(ask(command, SCHEDULE, "--out", tmp_path / f"folder.{ending}"))


def test_while_another_has_it_open_reading_alone_is_done(ask: Ask, council: Path, tmp_path: Path) -> None:
    ask("import", PARISH)
    holder = (
        "import sys; from pathlib import Path; from workbench.records.store import Store; "
        "from workbench.registers import MODELS; store = Store.open(Path(sys.argv[1]), sys.argv[2], MODELS); "
        "print('open', flush=True); sys.stdin.read(); store.close()"
    )
    command = [sys.executable, "-c", holder, str(council), PASSPHRASE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        for writes in (("import", KIRKLEES), ("undo",), ("backup",), ("move", "--to", tmp_path / "new")):
            assert "in use by" in refused(ask(*writes))
        assert len(rows(ask)) == 71
        assert ask("due").status == ask("verify").status == 0
        assert ask("report", SCHEDULE, "--out", tmp_path / "a.pdf").status == 0
        other.stdin.close()


def test_backup_restore_and_move(ask: Ask, council: Path, tmp_path: Path) -> None:
    ask("import", PARISH)
    (tmp_path / "usb").mkdir()
    assert ask("backup", "--to", tmp_path / "usb").status == 0
    (copy,) = (tmp_path / "usb").iterdir()
    ask("undo")
    back = ask("restore", copy)
    assert back.status == 0
    assert "passphrase" not in back.out + back.err, "nothing was changed since, so there is nothing to say"
    assert len(rows(ask)) == 71
    assert "is not a backup" in refused(ask("restore", PARISH))
    assert "There is no file" in refused(ask("restore", tmp_path / "none"))
    assert ask("move", "--to", tmp_path / "new").status == 0
    assert [path.name for path in council.iterdir()] == ["council.moved"]
    moved = ask("list", SCHEDULE, "--json", "--store", tmp_path / "new")
    assert len(moved.json["rows"]) == 71
    assert "intact" in ask("verify", f"--store={tmp_path / 'new'}").out
    elsewhere = ask("restore", copy, "--store", tmp_path / "new computer")
    assert elsewhere.err == "It opens with the passphrase and the recovery sheet of the time it was made.\n"
    assert elsewhere.out.splitlines()[-1].startswith("From now on the passphrase and the recovery sheet of ")


def test_a_restore_is_held_against_the_paper(ask: Ask, council: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    assert ask("backup", "--to", tmp_path / "usb").status == 0
    (copy,) = (tmp_path / "usb").iterdir()
    code, year = "7777-7777-7777", clock.today().year
    new = ("restore", copy, "--store", tmp_path / "new computer")
    assert "--code" in misused(ask(*new, "--number", f"{year}/003"))
    assert "is no number of the log" in refused(ask(*new, "--code", code, "--number", "003"))
    assert not (tmp_path / "new computer").exists(), "what is wrong is said before anything is done"
    back = ask(*new, "--code", code, "--number", f"{year}/003")
    assert back.status == 0
    assert f"3 entries are missing: {year}/001, {year}/002, {year}/003." in back.out
    assert "Each has an entry that says so" in back.out
    log = ask("list", "destruction-log", "--json", "--store", tmp_path / "new computer").json["rows"]
    assert [row["number"] for row in log] == [f"{year}/001", f"{year}/002", f"{year}/003"]


def test_a_damaged_file_is_said(ask: Ask, council: Path) -> None:
    ask("import", PARISH)
    path = council / "council.gwb"
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)
    refused(ask("verify"))


# ---- versions adopted by minute --------------------------------------------------------------------------------------


def test_a_letter_is_filled_in_and_what_is_missing_is_said(ask: Ask, with_disposal: Path) -> None:
    listed = ask("list", "rights-requests", "--search", "Applicant B", "--json").json["rows"]
    [case] = [row["reference"] for row in listed]
    out, no_folder = with_disposal / "letter.docx", with_disposal / "no" / "letter.docx"
    mine = ("letter", "acknowledgement", "--case", case)
    done = ask(*mine, "--out", out)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"Acknowledgement in {out}. It is not protected there."
    assert "To fill in: The council’s address, Address." in done.out
    assert "Dear Applicant B," in [p.text for p in docx.Document(str(out)).paragraphs]
    assert out.stat().st_mode & 0o077 == 0 or os.name == "nt"
    unknown = ask("letter", "acknowledgement", "--case", "RR-9", "--out", out)
    assert "There is no file with the reference “RR-9”" in refused(unknown)
    assert f"{case} has no letter “stage1”" in refused(ask("letter", "stage1", "--case", case, "--out", out))
    own = with_disposal / "sample" / "letters" / "acknowledgement.docx"
    own.parent.mkdir()
    own.write_text("no Word file")
    said = refused(ask(*mine, "--out", out))
    assert "is no Word file" in said
    assert str(own) in said
    assert ask(*mine, "--ours", "--out", out).status == 0
    assert "There is no folder" in refused(ask(*mine, "--ours", "--out", no_folder))
    assert ask("letter", "nothing", "--case", case, "--out", out).status == 2
    assert ask(*mine, "--out", with_disposal / "letter.odt").status == 2


@pytest.fixture
def adopted(ask: Ask, council: Path, tmp_path: Path) -> Path:
    """A schedule adopted in May 2026 and changed since: minutes kept 7 years."""
    sheet = tmp_path / "ours.csv"
    for period in ("6 years", "7 years"):
        sheet.write_text(f"Ref,Record series,Retention period,Owner\n1,Minutes,{period},Jo Bloggs\n", "utf-8")
        assert ask("import", sheet).status == 0
        if period == "6 years":
            done = ask("adopt", "--on", "3 May 2026", "--minute", "26/045", "--review", "3/5/2027", "--by", "Council")
            assert (done.status, done.err) == (0, "")
            assert done.out.startswith("Version 1, adopted Sun 3 May 2026, minute 26/045. The retention schedule")
    return tmp_path


def test_a_version_is_shown_by_number_and_by_day(ask: Ask, adopted: Path) -> None:
    for n, (asked, period) in enumerate(
        ((("--version", "1"), "6 years"), (("--on", "1/9/2026"), "6 years"), ((), "7 years"))
    ):
        out = adopted / f"{n}.xlsx"
        assert ask("export", SCHEDULE, "--out", out, *asked).status == 0
        cells = [str(c) for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True) for c in row]
        assert period in cells
        assert ask("report", SCHEDULE, "--out", adopted / f"{n}.pdf", *asked).status == 0
        page = pypdfium2.PdfDocument(adopted / f"{n}.pdf")[0].get_textpage().get_text_range()
        assert period in page
        assert "minute 26/045" in page
    assert "What applied on Tue 1 Sep 2026" in ask("export", SCHEDULE, "--out", adopted / "a.csv", "--on", "1/9/26").out
    told = refused(ask("export", SCHEDULE, "--out", adopted / "b.xlsx", "--on", "2/5/2026"))
    assert "The first is version 1, adopted Sun 3 May 2026" in told
    assert "Adopted versions: 1." in refused(ask("report", SCHEDULE, "--out", adopted / "b.pdf", "--version", "2"))
    assert "no adopted versions" in refused(
        ask("export", "schedule-versions", "--out", adopted / "b.xlsx", "--version", "1")
    )
    assert not (adopted / "b.xlsx").exists()
    assert "not both" in misused(
        ask("export", SCHEDULE, "--out", adopted / "b.xlsx", "--on", "1/9/26", "--version", "1")
    )


def test_what_changed_since_a_version(ask: Ask, adopted: Path) -> None:
    assert "1 row on 1 page" in ask("report", "schedule-changes", "--since", "1", "--out", adopted / "c.pdf").out
    told = ask("report", "schedule-changes", "--out", adopted / "c.xlsx").out
    assert "2 rows in" in told, "the words, and what they mean"
    assert "There is no version 3" in refused(
        ask("report", "schedule-changes", "--since", "3", "--out", adopted / "d.pdf")
    )
    assert "compares with no version" in misused(ask("report", SCHEDULE, "--since", "1", "--out", adopted / "d.pdf"))
    assert "--since" in misused(ask("report", "schedule-changes", "--version", "1", "--out", adopted / "d.pdf"))
    assert "must end in .pdf or .xlsx" in misused(ask("report", "schedule-changes", "--out", adopted / "d.html"))
    assert "must end in .pdf" in misused(ask("report", SCHEDULE, "--out", adopted / "d.xlsx"))
    assert "schedule-changes" in ask("report", "--help").out


def test_ones_own_workbook_takes_no_version(ask: Ask, adopted: Path) -> None:
    own = ("--into", adopted / "ours.csv", "--out", adopted / "b.xlsx")
    for asked in (("--version", "1"), ("--on", "1/9/2026")):
        assert "takes what stands now" in misused(ask("export", SCHEDULE, *own, *asked))
    assert not (adopted / "b.xlsx").exists()


def test_the_web_page_names_the_version_and_no_owner(ask: Ask, adopted: Path) -> None:
    assert "1 row of the retention schedule is in" in ask("export", SCHEDULE, "--out", adopted / "a.html").out
    text = (adopted / "a.html").read_text("utf-8")
    assert "minute 26/045; 1 change since, not yet adopted." in text
    assert "Jo Bloggs" not in text


def test_an_adoption_is_refused_or_taken_back(ask: Ask, adopted: Path) -> None:
    told = refused(ask("adopt", "--on", "2/5/2026", "--minute", "26/046"))
    assert "on or after Sun 3 May 2026, when version 1 was adopted, minute 26/045" in told
    assert "Nothing was changed." in told
    assert "Enter the minute reference" in refused(ask("adopt", "--on", "1/9/2026", "--minute", " "))
    assert "must be" in misused(ask("adopt", "--on", "the other day", "--minute", "1"))
    assert ask("adopt", "--on", "1/9/2026", "--minute", "26/100").status == 0
    assert "“26/100”" in ask("undo").out
    assert "act of their own" in refused(ask("import", PARISH, "--register", "schedule-versions"))
    (due,) = [item for item in ask("due", "--on", "1/4/2027", "--json").json["due"] if item["day"]]
    assert (due["what"], due["day"], due["days_left"]) == ("Review the retention schedule", "2027-05-03", 32)


# ---- the sample ------------------------------------------------------------------------------------------------------


def test_demo_twice_and_never_over_a_real_council(
    ask: Ask, tmp_path: Path, council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no sample" in refused(ask("demo", "--no-window", "--folder", council))
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    folder = tmp_path / "sample"
    first = ask("demo", "--no-window", "--folder", folder)
    assert (first.status, first.err) == (0, "")
    assert "Kirklees" in first.out
    assert "Passphrase: sample council" in first.out
    assert {p.suffix for p in (folder / "reports").iterdir()} == {".pdf", ".xlsx", ".html"}
    full = [register for register in REGISTERS if register.name != "bank-holidays"]  # no one-off day is made up
    both = 2 * (len(full) + len(PURPOSES))  # PDF and workbook of each register and of each report
    published = 2  # the web page and the changes
    assert len(list((folder / "reports").iterdir())) == both + published
    before = (folder / "council.gwb").read_bytes()
    assert "was made before" in ask("demo", "--no-window", "--folder", folder).out
    assert (folder / "council.gwb").read_bytes() == before
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "sample council")
    assert len(rows(ask, "--store", str(folder))) == 96


def test_a_passphrase_of_ones_own_is_not_shown_by_the_demo(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "kept to myself")
    made = ask("demo", "--no-window", "--folder", tmp_path / "sample")
    assert made.status == 0
    assert "kept to myself" not in made.out + made.err


def test_a_demo_that_is_stopped_leaves_nothing(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sample, "write_out", stop)
        assert "Stopped. Nothing of it was kept." in refused(ask("demo", "--no-window", "--folder", tmp_path / "s"))
    assert list((tmp_path / "s").iterdir()) == []
    assert "71 lines" in ask("demo", "--no-window", "--folder", tmp_path / "s").out


def test_demo_opens_the_window_only_where_there_is_a_screen(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for screen, said in ((True, ""), (False, "There is no screen here. Open it with: workbench --store")):
        monkeypatch.setattr(terminal, "has_display", lambda screen=screen: screen)
        answer = ask("demo", "--folder", tmp_path / "sample")
        assert answer.status == 0
        assert answer.out.splitlines()[-1].startswith(said or "Passphrase")
    assert "no screen" in refused(ask())


# ---- however it ends -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("nonsense",), ("--nonsense",), ("list",), ("report", SCHEDULE), ("restore",)])
def test_wrong_use(ask: Ask, arguments: tuple[str, ...]) -> None:
    assert "Usage: workbench" in misused(ask(*arguments))


@pytest.mark.parametrize(
    ("fault", "said"),
    [(KeyboardInterrupt(), "Stopped"), (RuntimeError("secret name"), "Your records are safe"), (OSError(28, "x"), "")],
)
def test_whatever_fails_inside_is_one_plain_line(
    ask: Ask, council: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, said: str
) -> None:
    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr(importing, "read", fails)
    told = refused(ask("import", PARISH))
    assert said in told
    assert "secret name" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is another thing there")
def test_a_reader_that_went_away(council: Path) -> None:
    environment = {**os.environ, "WORKBENCH_PASSPHRASE": PASSPHRASE}
    subprocess.run(
        [sys.executable, "-m", "workbench", "import", PARISH], env=environment, check=True, capture_output=True
    )
    command = f'"{sys.executable}" -m workbench list {SCHEDULE} --json | head -c 1; echo; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == "{"
    assert done.stdout.split()[1] in ("0", "1")
    assert done.stderr == ""


def test_an_older_copy_is_remarked_on(ask: Ask, council: Path, tmp_path: Path) -> None:
    shutil.copy(council / "council.gwb", tmp_path / "old")
    assert ask("import", KIRKLEES).err == ""
    shutil.copy(tmp_path / "old", council / "council.gwb")
    for command in (("list", SCHEDULE), ("due", "--json"), ("backup",)):
        answer = ask(*command)
        assert answer.status == 0
        assert answer.err.startswith("This looks like an older copy")
        assert "Nothing was changed" not in answer.err
        assert "The command works with it all the same" in answer.err
    assert ask("verify").err.count("This looks like an older copy") == 1


def test_a_refused_row_names_what_can_be_done_without_a_window(ask: Ask, council: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Box", "Record series", "Description"], ["1", None, "Old letters"], ["2", "Letters", "More"]):
        sheet.append(row)
    book.save(tmp_path / "boxes.xlsx")
    told = ask("import", tmp_path / "boxes.xlsx", "--register", "holdings", "--dry-run").out
    assert "or leave the row out with --leave-out" in told
    assert "Type it here" not in told
    assert "Type it here" not in ask("import", tmp_path / "boxes.xlsx", "--register", "holdings").err


def test_what_a_sheet_leaves_open_is_said_before_and_at_the_import(ask: Ask, council: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    names = ["Record series", "Retention period"]
    sheet.append([*names, None, *names])
    sheet.append(["Minutes", "6 years", None, "Plans", "3 years"])
    sheet.append(["Minutes", "6 years", None, "Maps", "3 years"])
    book.save(tmp_path / "both.xlsx")
    dry = ask("import", tmp_path / "both.xlsx", "--dry-run", "--json").json
    assert [row["amount"] for row in dry["rows"]] == [6, 6]
    assert [row["warnings"] for row in dry["rows"]] == [[], ["Says the same as Sheet, row 2."]]
    done = ask("import", tmp_path / "both.xlsx")
    for said in (" ".join(dry["said"]), done.out):
        assert "A second table stands beside the first, from column D “Record series” on." in said
        assert "Sheet, row 3 says the same as a row above it. Both are taken in." in said


@pytest.mark.usefixtures("council")
def test_a_printed_code_is_looked_for(ask: Ask) -> None:
    said = ask("verify").out
    code = said.rpartition("code ")[2].partition(".")[0].split()[0]
    assert "Nothing before it has been altered. This code belongs to entry" in ask("verify", f"--code={code}").out
    assert f"entry {rows_of_history(said)}" in ask("verify", f"--code={code.lower().replace('-', ' ')}").out
    assert "is not known" in refused(ask("verify", "--code=0000-0000-0000"))
    assert "is no printed code" in refused(ask("verify", "--code=12"))


def rows_of_history(said: str) -> str:
    """The number of entries that the check read."""
    return said.partition("intact: ")[2].partition(" ")[0]


# ---- a council's own workbook ----------------------------------------------------------------------------------------


def test_a_workbook_that_was_imported_is_never_written_over(ask: Ask, council: Path, tmp_path: Path) -> None:
    own, copy, edited = tmp_path / "ours.xlsx", tmp_path / "a copy.xlsx", tmp_path / "elsewhere" / "ours.xlsx"
    edited.parent.mkdir()
    for path in (own, copy):
        shutil.copy(PARISH, path)
    assert ask("import", own).status == 0
    shutil.copy(KIRKLEES, edited)
    for path in (own, copy, edited):
        before = path.read_bytes()
        told = refused(ask("export", SCHEDULE, "--out", path))
        assert f"“{path.name}” is a workbook that was imported here" in told
        assert "Nothing was written." in told
        assert path.read_bytes() == before
    new = tmp_path / "new.xlsx"
    for _ in range(2):
        assert ask("export", SCHEDULE, "--out", new).status == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such file there")
def test_an_answer_that_cannot_be_written_is_told_from_work_that_failed(ask: Ask, council: Path) -> None:
    environment = {**os.environ, "WORKBENCH_PASSPHRASE": PASSPHRASE}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "import", PARISH],
            env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("The work was done and nothing is lost, but the answer could not be written")
    assert done.stderr.count("\n") == 1
    assert len(rows(ask)) == 71


def test_a_dry_run_leaves_out_what_the_import_would(ask: Ask, council: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ours.csv"
    sheet.write_text("Ref,Record series,Retention period\n1,Minutes,Permanent\n2,,6 years\n", "utf-8")
    told = ask("import", sheet, "--dry-run", "--leave-out").out
    assert "row 3 is left out: Enter the record series." in told
    assert "1 new, 1 left out" in told
    planned = ask("import", sheet, "--dry-run", "--leave-out", "--json").json
    assert planned["counts"] == ask("import", sheet, "--leave-out", "--json").json["counts"]
    assert ask("import", sheet, "--dry-run", "--json").json["counts"]["refused"] == 1


def test_a_dry_run_goes_by_the_folder_that_the_import_would_write_to(
    ask: Ask, council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("import", PARISH)
    named = "Name the council's folder with --store to do so."
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    told = ask("import", PARISH, "--dry-run").out
    assert "Set WORKBENCH_PASSPHRASE, or run in a terminal, to do so." in told
    assert named not in told
    monkeypatch.delenv("WORKBENCH_STORE")
    settings.save(settings.load().opened(council))
    assert named in ask("import", PARISH, "--dry-run").out
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "of another council")
    other = ask("import", PARISH, "--dry-run")
    assert (other.status, named in other.out) == (0, True)
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)
    held = ask("import", PARISH, "--dry-run").out
    assert "71 same" in held
    assert "was not held against" not in held


def test_a_store_without_its_folder_is_said_as_that(ask: Ask) -> None:
    for arguments in (("explain", "6 years", "--store"), ("--store",)):
        assert "Option '--store' requires an argument." in misused(ask(*arguments))


def test_a_search_of_signs_finds_just_what_holds_them(ask: Ask, council: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ours.csv"
    sheet.write_text("Record series,Retention period\nMinutes,6 years\nGrants at 50%,6 years\n", "utf-8")
    ask("import", sheet)
    assert [row["record_series"] for row in rows(ask, "--search", "%")] == ["Grants at 50%"]
    assert rows(ask, "--search", "_") == []


def test_lines_and_columns_that_do_not_come_in_are_named(ask: Ask, council: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ours.csv"
    sheet.write_text(
        "Record series,Retention period,Cost\nFINANCE,,\nInvoices,6 years,3\nMaps,2 years,4\nTotal,,7\n", "utf-8"
    )
    planned = ask("import", sheet, "--dry-run", "--json").json
    assert planned["set_aside"] == [
        {"sheet": "ours", "row": 2, "kind": "section", "text": "FINANCE"},
        {"sheet": "ours", "row": 5, "kind": "note", "text": "Total"},
    ]
    for told in (ask("import", sheet, "--dry-run").out, ask("import", sheet).out):
        assert "Not taken in from sheet “ours”: column C “Cost”." in told
        assert "Taken for sections, not for records: sheet “ours” row 2 “FINANCE”." in told
        assert "Taken for notes, not for records: sheet “ours” row 5 “Total”." in told


def test_papers_made_of_something_named(ask: Ask, tmp_path: Path) -> None:
    batch = "Store room, spring clearance"
    ask("demo", f"--folder={tmp_path / 'demo'}", "--no-window")
    there = f"--store={tmp_path / 'demo'}"
    for ending in ("pdf", "xlsx"):
        out = tmp_path / f"list.{ending}"
        assert (
            "4 holdings for the shredding firm"
            in ask("report", "shredding-list", f"--batch={batch}", f"--out={out}", there).out
        )
        assert out.stat().st_size
    assert "no batch called" in refused(
        ask("report", "shredding-list", "--batch=None", f"--out={tmp_path / 'a.pdf'}", there)
    )
    assert ask("report", "shredding-list", f"--out={tmp_path / 'a.pdf'}", there).status == 2
    assert ask("report", "box-labels", f"--batch={batch}", f"--out={tmp_path / 'a.pdf'}", there).status == 2
    assert ask("report", "holdings", f"--batch={batch}", f"--out={tmp_path / 'a.pdf'}", there).status == 2
    assert "in " in ask("report", "checks-calendar", f"--out={tmp_path / 'a.ics'}", there).out
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert (
        "4 labels on 1 page"
        in ask("report", "box-labels", "--labels=3x8", "--begin=7", f"--out={tmp_path / 'b.pdf'}", there).out
    )
    assert ask("report", "box-labels", "--labels=9x9", f"--out={tmp_path / 'b.pdf'}", there).status == 2
    assert "checks-calendar" in ask("report", "--help").out


def test_a_deadline_goes_by_the_calendar_of_the_council_that_is_named(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """30 Nov 2026 is a bank holiday in Scotland alone."""
    folder = str(tmp_path / "scottish")
    assert ask("init", "--council", "Glen", "--nation", "scotland", "--store", folder).status == 0
    asked = ("deadline", "sar", "--received", "2026-10-31", "--json")

    def due(*more: str) -> str:
        return str(json.loads(ask(*asked, *more).out)["due"])

    assert due() == "2026-11-30"
    assert due("--store", folder) == "2026-12-01"
    assert due("--store", folder, "--holiday", "2026-12-01") == "2026-12-02"
    assert due("--store", folder, "--nation", "england") == "2026-11-30"
    monkeypatch.delenv("WORKBENCH_PASSPHRASE")
    unread = ask(*asked, "--store", folder)
    assert json.loads(unread.out)["due"] == "2026-11-30"
    assert "The bank holidays are England's." in unread.err


SAR_LOG = """Ref,Requester,Date received,Type,Date of response,Outcome
SAR1,Applicant A,03/02/2026,Subject access,20/02/2026,Answered in full
SAR2,Applicant B,05/03/2026,Subject access,20/03/2026,Answered in full
SAR3,Applicant C,05/11/2026,Subject access,12/11/2026,Answered in full
SAR4,Applicant D,15/11/2026,Subject access,,
"""


def test_old_files_are_closed_on_the_day_of_the_answer_where_that_is_asked_for(
    ask: Ask, council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 25))
    sheet = tmp_path / "sar.csv"
    sheet.write_text(SAR_LOG, "utf-8")
    mine, closing = ("import", sheet, "--register", "rights-requests"), "--closed-when-answered"

    def closed() -> dict[str, str | None]:
        found = ask("list", "rights-requests", "--json").json["rows"]
        return {row["reference"]: row["closed_on"] for row in found}

    stay = "2 files were answered more than three months ago, and the sheet names no day of closing. They stay open."
    told = ask(*mine, "--dry-run").out
    assert f"{stay} To close on the day of the answer, pass {closing}." in told
    assert "row 2" not in told, "it is said once for all of them"
    assert f"{stay} To close on the day of the answer, take this back with “workbench undo”" in ask(*mine).out
    assert closed() == dict.fromkeys(("SAR1", "SAR2", "SAR3", "SAR4"))
    ask("undo")
    foreseen = ask(*mine, "--dry-run", closing, "--json").json
    assert [row["closed_on"] for row in foreseen["rows"]] == ["2026-02-20", "2026-03-20", None, None]
    assert foreseen["old_answered"] == 2
    done = ask(*mine, closing)
    assert "2 files were answered more than three months ago and are closed on the day of the answer." in done.out
    assert closed() == {"SAR1": "2026-02-20", "SAR2": "2026-03-20", "SAR3": None, "SAR4": None}
    again = ask(*mine)
    assert "answered more than three months ago" not in again.out, "nothing of the sheet is new"


def test_only_files_are_closed_when_answered(ask: Ask, council: Path) -> None:
    wrong = ask("import", PARISH, "--closed-when-answered")
    assert wrong.status == 2
    assert "Only complaints and rights requests are closed." in wrong.err
    assert rows(ask) == []
