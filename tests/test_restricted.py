"""A file for named people by every way out of the program: its words are planted, and looked for where they may not be.

Each outlet is walked twice, by somebody who is not named, who must find nothing, and by somebody who is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing as closing_after
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest

from tests.helpers import PASSPHRASE
from workbench import cli, clock
from workbench.display import show
from workbench.errors import Plain
from workbench.exchange.drafting import Draft
from workbench.exchange.plan import Plan, Standing
from workbench.records import attachments, history, keys, record
from workbench.records.attachments import Attachment, Owner
from workbench.records.columns import TEXTS, Stored
from workbench.records.database import database
from workbench.records.fields import Link
from workbench.records.query import Filter, Order, every
from workbench.records.store import Council, Store
from workbench.records.undo import undo
from workbench.registers import MODELS, REGISTERS
from workbench.registers.bank_holidays import BankHoliday
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import PARTS
from workbench.registers.complaints import REGISTER, Complaint
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import diary, givingback, importing, printedcode, publication
from workbench.workflows.cases import about, access, closing, joining, keeping, letters, opening
from workbench.workflows.reporting import filesheet

TODAY = dt.date(2026, 11, 25)
TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
NAMED_ONE, STRANGER = "Ann", "Bob"
SECRET, OPEN, REQUEST = 1, 2, 1
REFERENCE = "C-2026/001"
PLANTED = "zq"  # begins every planted word and no other
OWN = ("Reference", "Subject", "Date received", "Complainant", "Details of complaint", "Findings")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(keys.cost, "m", 64)
    monkeypatch.setattr(keys.cost, "t", 1)
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", PASSPHRASE)


def planted(model: Any, but: tuple[str, ...] = ()) -> dict[str, str]:
    """A word of its own in every text of a kind of record that somebody types."""
    fields = (f for f in record.meaning(model).fields if f.kind in TEXTS and not f.derived and f.name not in but)
    return {field.name: f"{PLANTED}{model.register_name.replace('-', '')}{field.name}" for field in fields}


def as_reader(store: Store, name: str) -> None:
    """Somebody else sits down at the computer."""
    store.user = name
    database.obj.reader, database.obj.people = name, (NAMED_ONE, STRANGER)


def own_workbook(folder: Path) -> Path:
    """The council's own list of complaints, as it was before one of them was restricted."""
    path, book = folder / "own.xlsx", openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Complaints"
    sheet.append(OWN)
    for number in (1, 2):
        day = dt.date(2026, 10, 12 + number)
        sheet.append([f"C-2026/00{number}", f"Bins {number}", day, f"Olive {number}", "none", "none yet"])
    book.save(path)
    return path


def plant(store: Store, folder: Path) -> None:
    """Two complaints out of a workbook, the first then restricted and full of planted words, and a request joined."""
    as_reader(store, NAMED_ONE)
    with store.operation("Add", "edit") as op:
        [line] = record.add(ScheduleLine, [{"record_series": "Files", "reference": "6.1", "rule": TWO_YEARS}], op.id)
    importing.apply(store, *taken_in(store, own_workbook(folder)))
    secret = {
        **planted(Complaint, ("reference", "named")), "series": line, "kind": "data", "channel": "email",
        "vexatious": "yes", "vexatious_review": dt.date(2026, 12, 10), "readers": NAMED, "named": NAMED_ONE,
    }  # fmt: skip
    with store.operation("Restrict", "edit") as op:
        record.change(Complaint, {SECRET: secret, OPEN: {"series": line, "kind": "complaint"}}, op.id)
    for part in PARTS[:-1]:
        needed = {"kind": "call", "day": TODAY, "role": "about", "ground": "harm"}
        fits = {name: value for name, value in needed.items() if name in part.by_name}
        keeping.add_part(store, part, "complaints", SECRET, {**planted(part.record, ("by",)), **fits})
    with store.operation("Add a file", "edit") as op:
        attachments.keep(store, Owner("complaints", SECRET), f"{PLANTED}name.txt", f"{PLANTED}body".encode(), op.id)
    values = {"right": "access", "requester": "Other", "received": dt.date(2026, 10, 13), "channel": "email"}
    opening.open_case(store, "rights-requests", {**values, "series": line}, [line])
    joining.join(store, ("rights-requests", REQUEST), ("complaints", SECRET), f"{PLANTED}why they belong together")
    keeping.change(store, "complaints", SECRET, {"outcome": "upheld", "channel": "letter"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for everything that is written."""
    return tmp_path


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[[str], Store]]:
    """The council with the restricted file, open for somebody."""
    stores: list[Store] = []

    def for_whom(user: str) -> Store:
        store, _ = Store.create(folder / "council", Council("Test TC", "england"), PASSPHRASE, user, MODELS)
        stores.append(store)
        plant(store, folder)
        as_reader(store, user)
        return store

    yield for_whom
    for store in stores:
        store.close()


def words_of(path: Path) -> str:
    """All words of a file that was written."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pages:
            return "".join(page.get_textpage().get_text_bounded() for page in pages)
    if path.suffix == ".docx":
        return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    return path.read_text("utf-8-sig")


def found_in(text: object) -> bool:
    """Whether a planted word stands in it, however it was broken over lines."""
    return PLANTED in "".join(str(text).split()).lower()


# ---- inside the program ----------------------------------------------------------------------------------------------


def lists() -> Iterator[Any]:
    """Every register with all of its fields, the parts of files among them."""
    for register in (*REGISTERS, *PARTS):
        yield [row.values for row in every(register.record, record.meaning(register.record).fields).rows()]
    yield [row.values for row in every(Attachment, (Attachment.name,)).rows()]


def values() -> Iterator[Any]:
    """Everything there is by its number."""
    for model in MODELS:
        yield record.values_of(model, range(1, 30))


def searches() -> Iterator[Any]:
    """Which registers find the words, by the search box and by a filter."""
    for register in REGISTERS:
        for field in record.meaning(register.record).fields:
            word = f"{PLANTED}complaints{field.name}"
            if every(register.record, (), words=word).count() or (
                every(register.record, (), filters=(Filter(field.name, PLANTED),)).count()
            ):
                yield word


def home() -> Iterator[Any]:
    """What Home lists, and whose vexatiousness is to be looked at."""
    for due in [*diary.due(REGISTERS, TODAY), *diary.known(REGISTERS)]:
        yield due.act, due.reason
        if "vexatious" in due.act:
            yield PLANTED


def twice() -> Iterator[Any]:
    """The file that is offered as the same thing logged before."""
    file = case_file("complaints")
    given = {"complainant": planted(Complaint)["complainant"], "received": dt.date(2026, 10, 13)}
    yield from (PLANTED for _ in opening.likely_twice(file, given))


def parts() -> Iterator[Any]:
    """What belongs to the file, and what stands beside its neighbour."""
    yield from (keeping.parts(part, "complaints", SECRET) for part in PARTS)
    yield [kept.name for kept in attachments.of(Owner("complaints", SECRET))]
    yield keeping.parts(PARTS[-1], "rights-requests", REQUEST)


def attachment() -> Iterator[Any]:
    """A document by its number."""
    yield attachments.one(1).name
    yield b"".join(attachments.read(1))


def past() -> Iterator[Any]:
    """What happened to the file, in the list's panel and by the codes printed in the feet of reports."""
    for register in (*REGISTERS, *PARTS):
        for number in range(1, 10):
            yield [(e.fields and e.before, e.after) for e in record.past_of(register.record, number)]
    yield [one.name for one in history.recent()]


def codes() -> Iterator[Any]:
    """The record of an entry of the history, by the code of a report's foot."""
    for seq in range(1, history.head().seq + 1):
        yield printedcode._about(seq)


INSIDE: dict[str, Callable[[], Iterator[Any]]] = {
    "lists": lists, "values": values, "searches": searches, "Home": home, "logged twice": twice, "parts": parts,
    "attachment": attachment, "past": past, "codes": codes,
}  # fmt: skip


def said_by(outlet: Callable[[], Iterator[Any]]) -> str:
    """What an outlet says, a refusal among it."""
    try:
        return "\n".join(map(str, outlet()))
    except Plain as refused:
        return str(refused)


@pytest.mark.parametrize("outlet", INSIDE)
def test_nothing_of_it_comes_out_inside_the_program(outlet: str, opened: Callable[[str], Store]) -> None:
    store = opened(STRANGER)
    assert not found_in(said_by(INSIDE[outlet]))
    as_reader(store, NAMED_ONE)
    assert found_in(said_by(INSIDE[outlet])), "who is named sees it there, or this looks in the wrong place"


def acts(store: Store) -> dict[str, Callable[[], object]]:
    """What may be done with a file by its number."""
    key = ("complaints", SECRET)
    part = PARTS[0]
    return {
        "look": lambda: about.about(*key, opening.of(case_file(key[0]), SECRET)),
        "sheet": lambda: filesheet.made(store, *key).parts,
        "letter": lambda: letters.write(store, *key, "data-acknowledgement"),
        "change": lambda: keeping.change(store, *key, {"subject": "Other"}),
        "name oneself": lambda: keeping.change(store, *key, {"named": STRANGER}),
        "add": lambda: keeping.note(store, *key, {"kind": "call", "what": "Rang"}),
        "part": lambda: keeping.change_part(store, part, 1, {"what": "Other"}),
        "close": lambda: closing.close(store, *key),
        "join": lambda: joining.join(store, ("complaints", OPEN), key),
        "remove": lambda: written(store, record.remove),
        "restore": lambda: written(store, record.restore),
        "take back": lambda: written(store, record.take_back),
    }


def written(store: Store, act: Any) -> None:
    """Something done with the record itself."""
    with store.operation("Do", "edit") as op:
        act(Complaint, [SECRET], op.id)


def test_nothing_is_done_with_it_by_who_is_not_named(opened: Callable[[str], Store]) -> None:
    store = opened(STRANGER)
    before, head = record.stored_of(Complaint, [SECRET]), history.head().seq
    for name, act in acts(store).items():
        with pytest.raises(Plain, match=r"restricted to named people|no longer there") as refused:
            act()
        assert not found_in(refused.value), name
    assert (record.stored_of(Complaint, [SECRET]), history.head().seq) == (before, head)
    as_reader(store, NAMED_ONE)
    doing = acts(store)
    for name in ("look", "sheet", "letter", "change", "add", "join", "restore"):
        doing[name]()


def test_undo_does_not_open_it(opened: Callable[[str], Store]) -> None:
    """Taking back the restriction, or the file with everything in it, is a way in as well."""
    store = opened(STRANGER)
    done = {one.name: one.id for one in history.recent()}
    for name in ("Change C-2026/001", "Add to C-2026/001", "Add a file", "Join two files"):
        with pytest.raises(Plain, match="restricted to named people"):
            undo(store, done[name])
    as_reader(store, NAMED_ONE)
    assert undo(store, done["Change C-2026/001"]).changes == 1
    as_reader(store, STRANGER)
    with pytest.raises(Plain, match="restricted to named people"):
        undo(store, done["Restrict"])
    assert record.is_hidden(Complaint, SECRET)


def test_a_holiday_that_moves_its_days_is_undone_by_anybody(opened: Callable[[str], Store]) -> None:
    """Its days were worked out, not typed: nobody has to read the file for that."""
    store = opened(STRANGER)
    as_reader(store, NAMED_ONE)
    keeping.change(store, "complaints", SECRET, {"kind": "complaint"})  # whose days are the council's own
    as_reader(store, STRANGER)
    before = record.stored_of(Complaint, [OPEN, SECRET])
    with store.operation("Add a holiday", "edit") as op:
        record.add(BankHoliday, [{"day": dt.date(2026, 10, 16), "where": "all", "name": "Jubilee"}], op.id)
    moved = record.stored_of(Complaint, [OPEN, SECRET])
    assert moved[SECRET] != before[SECRET]
    assert moved[OPEN] != before[OPEN]
    undo(store, op.id)
    told = (record.meaning(Complaint).names.index("changed"),)
    after = record.stored_of(Complaint, [OPEN, SECRET])
    assert [drop(row, told) for row in after.values()] == [drop(row, told) for row in before.values()]


def drop(row: Stored, places: tuple[int, ...]) -> list[Any]:
    """A row without some of its columns."""
    return [value for place, value in enumerate(row) if place not in places]


# ---- what a place in a list, or a number, would give away -----------------------------------------------------------


def test_its_place_in_a_sorted_list_says_nothing(opened: Callable[[str], Store]) -> None:
    store = opened(STRANGER)
    for field in record.meaning(Complaint).fields:
        if field.name in ("created", "changed", "removed"):
            continue
        for way in (False, True):
            order = every(Complaint, (), order=(Order(field.name, way),)).ids()
            if field.name not in Complaint.shown_to_all:
                assert order[-1] == SECRET or show(field, record.values_of(Complaint, [OPEN])[OPEN][field.name]) == ""
    assert list(every(Complaint, (), order=(Order("reference"),)).ids()) == [SECRET, OPEN]
    falling = (Order("complainant", descending=True),)  # zq comes after Olive
    assert list(every(Complaint, (), order=falling).ids()) == [OPEN, SECRET]
    as_reader(store, NAMED_ONE)
    assert list(every(Complaint, (), order=falling).ids()) == [SECRET, OPEN]


def test_a_view_holds_it_only_by_what_shows(opened: Callable[[str], Store]) -> None:
    store = opened(STRANGER)

    def held() -> dict[str, bool]:
        return {view.title: SECRET in every(Complaint, (), view=view.where).ids() for view in REGISTER.views}

    stranger = held()
    as_reader(store, NAMED_ONE)
    named = held()
    assert (stranger["All"], stranger["Open"]) == (True, True), "that it is there, and its clock, show to all"
    assert (stranger["Data protection"], named["Data protection"]) == (False, True)
    assert {title for title in named if named[title] != stranger[title]} == {"Data protection"}


def test_no_box_points_to_a_kind_that_can_be_hidden(opened: Callable[[str], Store]) -> None:
    """A box offers all records of the register it points to, by their names."""
    opened(STRANGER)
    for model in MODELS:
        for field in record.meaning(model).fields:
            if isinstance(field, Link):
                assert field.to.model.hidden() is None, field.name


# ---- by files and the command line -----------------------------------------------------------------------------------


class Desk:
    """Commands given one after the other, and all they said and wrote."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def ask(self, *arguments: str | Path, status: int | None = 0) -> str:
        """What a command says, and what stands in the file it writes."""
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.run(["--store", str(self.folder / "council"), *map(str, arguments)], lambda _: 0)
        said = self._capsys.readouterr()
        assert status in (None, int(ended.value.code or 0)), said.err
        out = next((Path(b) for a, b in pairwise(arguments) if a == "--out"), None)
        return said.out + said.err + (words_of(out) if out and out.exists() else "")


def theirs(folder: Path, *cells: str) -> Path:
    """A sheet by which somebody tries to reach the file: its reference, and other words."""
    path = folder / "theirs.csv"
    row = ",".join(f'"{cell}"' for cell in cells)
    path.write_text(f"Reference,Subject,Date received,Who may open it,People named\n{row}\n", encoding="utf-8")
    return path


def commands(desk: Desk) -> Iterator[tuple[str, str]]:
    """Every command that shows or writes records, by a name, with what came out of it."""
    out, allowed = desk.folder, None  # it may be refused, as long as it says nothing
    for register in REGISTERS:
        for name, more in {
            "list": (),
            "json": ("--json",),
            "search": ("--search", f"{PLANTED}complaintssubject"),
        }.items():
            yield f"{name} {register.name}", desk.ask("list", register.name, *more)
    yield "due", desk.ask("due") + desk.ask("due", "--json")
    for ending in ("xlsx", "csv", "html"):
        yield f"export {ending}", desk.ask("export", "complaints", "--out", out / f"all.{ending}", status=allowed)
    yield "export without", desk.ask("export", "complaints", "--out", out / "without.xlsx", "--without-personal")
    sheet = theirs(out, REFERENCE, "Other words", "13/10/2026", "Only the people named", STRANGER)
    yield "dry run", desk.ask("import", sheet, "--register", "complaints", "--dry-run", status=allowed)
    yield "dry run json", desk.ask("import", sheet, "--register", "complaints", "--dry-run", "--json", status=allowed)
    yield "sheet", desk.ask("report", "file-sheet", "--case", "RR-2026/001", "--out", out / "other.pdf")
    yield "own sheet", desk.ask("report", "file-sheet", "--case", REFERENCE, "--out", out / "own.pdf", status=allowed)
    letter = ("letter", "data-acknowledgement", "--case", REFERENCE, "--out", out / "letter.docx")
    yield "letter", desk.ask(*letter, status=allowed)
    for name in publication.titles():
        yield f"report {name}", desk.ask("report", name, "--out", out / f"{name}.pdf", status=allowed)
    yield "calendar", desk.ask("report", "checks-calendar", "--out", out / "checks.ics", status=allowed)
    yield "verify", desk.ask("verify")
    back = ("export", "complaints", "--into", out / "own.xlsx", "--out", out / "given.xlsx")
    yield "given back", desk.ask(*back)
    yield "undo", desk.ask("undo", status=allowed)


# Where somebody who is named finds the words; elsewhere nothing of a complaint belongs.
SHOWN = {
    "list complaints", "json complaints", "search complaints", "export xlsx", "export csv", "dry run",
    "dry run json", "sheet", "own sheet", "letter", "report complaints", "given back",
}  # fmt: skip


def test_nothing_of_it_comes_out_by_files_and_commands(
    opened: Callable[[str], Store], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(STRANGER).close()
    told = {name for name, said in commands(Desk(folder, capsys)) if found_in(said)}
    assert told == set()


def test_who_is_named_finds_it_by_files_and_commands(
    opened: Callable[[str], Store], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(NAMED_ONE).close()
    assert {name for name, said in commands(Desk(folder, capsys)) if found_in(said)} == SHOWN
    assert taken(folder) == [
        *["Shown by the command line"] * 3,  # as a table, as JSON, and found by a word
        "Exported with its register",  # as a workbook; as a web page, or without personal data, nothing of it leaves
        "Exported with its register",  # as a CSV
        "Printed as a file sheet",
        "A letter was written from it",
        "Printed in a list",
        "Given back into a workbook",
    ], "one entry each time that what stands in it left"


def taken(folder: Path) -> list[str]:
    """In which ways what stands in the file left the program, as its history has it."""
    with closing_after(Store.open(folder / "council", PASSPHRASE, MODELS)):
        assert not access.looked_at("complaints", OPEN), "only a file for named people has such entries"
        return [how for _, _, how in access.looked_at("complaints", SECRET)]


def test_what_somebody_else_takes_is_not_recorded_for_a_file_that_is_covered_in_it(
    opened: Callable[[str], Store], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(STRANGER).close()
    said = Desk(folder, capsys).ask("export", "complaints", "--out", folder / "all.xlsx")
    assert "recorded" not in said
    assert taken(folder) == []


def test_an_export_says_that_it_is_recorded_and_is_one_operation_for_many(
    opened: Callable[[str], Store], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = opened(NAMED_ONE)
    values = {"kind": "complaint", "received": dt.date(2026, 10, 13), "readers": NAMED, "named": NAMED_ONE}
    with store.operation("Add", "import") as op:
        record.add(Complaint, [{**values, "reference": f"C-2025/{n:03}", "subject": "Bins"} for n in range(40)], op.id)
    store.close()
    said = Desk(folder, capsys).ask("export", "complaints", "--out", folder / "all.xlsx")
    assert "41 files in it are for named people only: that they left is recorded." in said
    with closing_after(Store.open(folder / "council", PASSPHRASE, MODELS)):
        [done, *_] = history.recent(1)
        assert (done.name, len(history.of_operation(done.id))) == ("Export 41 restricted files", 41)


def test_nothing_leaves_where_it_cannot_be_recorded(opened: Callable[[str], Store], folder: Path) -> None:
    opened(NAMED_ONE).close()
    with closing_after(Store.open(folder / "council", PASSPHRASE, MODELS, read_only=True)) as store:
        as_reader(store, NAMED_ONE)
        with pytest.raises(Plain, match="nothing can be recorded while the files are open to read only"):
            publication.export(REGISTER, store, folder / "out.xlsx")
        assert not (folder / "out.xlsx").exists()
        assert publication.export(REGISTER, store, folder / "without.xlsx", personal=False).rows == 2


# ---- its workbook, there and back ------------------------------------------------------------------------------------


def taken_in(store: Store, path: Path) -> tuple[Draft, Plan]:
    """A workbook held against the complaints."""
    draft = importing.propose(REGISTER, importing.read(path), store)
    return draft, importing.plan(draft, store)


def test_no_sheet_of_somebody_else_changes_it(opened: Callable[[str], Store], folder: Path) -> None:
    store = opened(STRANGER)
    before = record.stored_of(Complaint, [SECRET])
    sheet = theirs(folder, REFERENCE, "Other words", "13/10/2026", "Only the people named", f"{STRANGER}, {NAMED_ONE}")
    draft, plan = taken_in(store, sheet)
    [row] = plan.rows
    assert (row.standing, dict(row.before)) == (Standing.REFUSED, {})
    assert "C-2026/001 is restricted to named people" in str(row.refusals[0])
    with pytest.raises(Plain, match="Nothing was changed"):
        importing.apply(store, draft, plan)
    plan.leave_out(0)
    importing.apply(store, draft, plan)
    assert record.stored_of(Complaint, [SECRET]) == before
    as_reader(store, NAMED_ONE)
    assert taken_in(store, sheet)[1].rows[0].standing is Standing.CHANGED


def test_what_somebody_else_exported_comes_in_again_as_it_is(opened: Callable[[str], Store], folder: Path) -> None:
    store = opened(STRANGER)
    publication.export(REGISTER, store, folder / "out.xlsx")
    draft, plan = taken_in(store, folder / "out.xlsx")
    assert [row.standing for row in plan.rows] == [Standing.SAME, Standing.SAME]
    head = record.stored_of(Complaint, [SECRET, OPEN])
    importing.apply(store, draft, plan)
    assert record.stored_of(Complaint, [SECRET, OPEN]) == head


def test_a_sheet_names_who_brings_it_and_who_signs_in(opened: Callable[[str], Store], folder: Path) -> None:
    """Else who brings it could shut everybody out by a slip."""
    store = opened(STRANGER)
    for named, why in ((NAMED_ONE, "Name yourself too (Bob)"), (f"{STRANGER}, Typo", "“Typo” does not sign in")):
        _, plan = taken_in(store, theirs(folder, "", "New words", "13/10/2026", "Only the people named", named))
        assert why in str(plan.rows[0].refusals[0])
    both = f"{STRANGER}, {NAMED_ONE}"
    draft, plan = taken_in(store, theirs(folder, "", "New words", "13/10/2026", "Only the people named", both))
    importing.apply(store, draft, plan)
    assert record.values_of(Complaint, [3])[3]["reference"] == "C-2026/003"
    as_reader(store, "Somebody else")
    assert record.is_hidden(Complaint, 3)


def test_giving_back_leaves_its_line_and_takes_nothing_from_it(opened: Callable[[str], Store], folder: Path) -> None:
    """The line says less than the file then; taken in again by who is named, it changes nothing in the file."""
    store = opened(STRANGER)
    keeping.change(store, "complaints", OPEN, {"subject": "Bins, again"})
    own, given = folder / "own.xlsx", folder / "given.xlsx"
    said = givingback.into(store, REGISTER, own, given, importing.read(own)).given.said
    assert any("1 complaint is restricted to named people" in line for line in said)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(given)["Complaints"].iter_rows()]
    assert [row[1] for row in rows[1:3]] == ["Bins 1", "Bins, again"]
    assert rows[1][3:6] == ["Olive 1", "none", "none yet"]
    as_reader(store, NAMED_ONE)
    before = record.stored_of(Complaint, [SECRET])
    draft, plan = taken_in(store, given)
    importing.apply(store, draft, plan)
    assert record.stored_of(Complaint, [SECRET]) == before
    again = folder / "again.xlsx"
    givingback.into(store, REGISTER, given, again, importing.read(given))
    assert found_in(words_of(again)), "who is named gives its words back"


def test_who_restricts_a_file_is_named_where_nobody_else_is(opened: Callable[[str], Store]) -> None:
    store = opened(STRANGER)
    keeping.change(store, "complaints", OPEN, {"readers": NAMED})
    assert record.values_of(Complaint, [OPEN])[OPEN]["named"] == STRANGER
    keeping.change(store, "complaints", OPEN, {"named": NAMED_ONE})
    assert not record.is_hidden(Complaint, OPEN), "nobody shuts out themselves"
    as_reader(store, NAMED_ONE)
    keeping.change(store, "complaints", OPEN, {"named": NAMED_ONE})
    as_reader(store, STRANGER)
    assert record.is_hidden(Complaint, OPEN), "the other may be left to it"
