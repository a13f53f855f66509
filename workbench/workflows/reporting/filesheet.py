"""One case as a full file sheet: what is entered, its clock, the lists that belong to it, its papers, its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from workbench import display
from workbench.records import attachments, record
from workbench.records.attachments import Owner
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Register, within
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import ENTRY, PARTS
from workbench.tabled import Cell, Heading, Part, Tables
from workbench.workflows import pastwords
from workbench.workflows.cases import access, joining, keeping, sinceclosing
from workbench.workflows.cases.about import about
from workbench.workflows.reporting.asked import Asked

TITLE = "File sheet"
WHAT = "One complaint or request with everything in it and its history."
_CLOCK = ("clock", "started", "acknowledge_by", "stage1_by", "stage2_by", "target", "due", "basis",
          "data_law", "working", "next_step")  # fmt: skip
_FILE = (Heading("Part"), Heading("What", naming=True), Heading("What is entered"))
_SAID = (Heading("What", naming=True), Heading("How it stands"))
_HAPPENED = (Heading("Day", "date"), Heading("Kind"), Heading("What happened", naming=True),
             Heading("What was said or written"), Heading("From"), Heading("To"), Heading("Noted by"),
             Heading("Since the closing"))  # fmt: skip
_PAPERS = (Heading("File", naming=True), Heading("Size"), Heading("Added", "date"), Heading("Since the closing"))
_PAST = (Heading("When"), Heading("Who"), Heading("What was done", naming=True), Heading("What changed"))


def of_reference(reference: str) -> tuple[str, int]:
    """The register and number of the file called so. Plain where there is none."""
    return joining.called(reference)


def is_recorded(register: str, case: int) -> bool:
    """Whether the printing of a file is recorded, which needs a store open for work. Plain where it is not theirs."""
    return access.is_restricted(access.look(register, case))


def made(store: Store, register: str, case: int) -> Tables:
    """The sheet of a file; that one for named people is printed is recorded. Plain where it is for others."""
    values, file = access.read(store, register, case, access.PRINTED), case_file(register)
    found = [part for part in PARTS if part is not ENTRY]
    parts = (
        Part("What is entered", _FILE, list(_entered(file.register, values)), file.sentence_of(values)),
        Part("The clock", _SAID, list(_clock(file.register, values))),
        *(made for part in found if (made := _listed(part, register, case))),
        _filled(Part("What happened", _HAPPENED, list(_happened(register, case, values)), "The last stands first.")),
        _filled(
            Part("Files kept with it", _PAPERS, list(_papers(register, case)), "Their names and sizes.", "No file.")
        ),
        Part("Holds and how long it is kept", _SAID, list(_kept(register, case, values))),
        Part("History", _PAST, list(_past(file.register, case)), "Every change as it was made; the last stands first."),
    )
    for_whom = " It is for named people only." if access.is_restricted(values) else ""
    said = f"{file.title_of(values)}. It holds personal data: keep it as safe as the file itself.{for_whom}"
    return Tables(Asked(store.council).about(f"{TITLE}: {values['reference']}", said), parts)


def _entered(register: Register, values: Values) -> Iterator[tuple[Cell, ...]]:
    """Every field that says something, by the parts of the form."""
    for section in register.form:
        for field in section.fields:
            if field.name not in _CLOCK and (text := display.show(field, values[field.name])):
                yield section.title, field.label, text


def _clock(register: Register, values: Values) -> Iterator[tuple[Cell, ...]]:
    """The days of the clock, and each sentence of its working in a row."""
    for field in (register.by_name[name] for name in _CLOCK if name in register.by_name):
        for number, text in enumerate(display.show(field, values[field.name]).splitlines()):
            yield field.label if not number else "", text


def _listed(part: Register, register: str, case: int) -> Part | None:
    """A list of the file with the columns that say something in any of its rows."""
    rows = keeping.parts(part, register, case).values()
    fields = list(dict.fromkeys((*part.columns, *part.fields)))
    headings = [Heading(f.label, naming=f is part.naming) for f in fields]
    shown = [tuple(display.show(f, row[f.name]) for f in fields) for row in rows]
    return _filled(Part(part.title, headings, shown)) if rows else None


def _filled(part: Part) -> Part:
    """The table without the columns that say nothing in any row; one without rows as it is."""
    places = [n for n in range(len(part.headings)) if not part.rows or any(row[n] for row in part.rows)]
    rows = [tuple(row[n] for n in places) for row in part.rows]
    return replace(part, headings=[part.headings[n] for n in places], rows=rows)


def _happened(register: str, case: int, values: Values) -> Iterator[tuple[Cell, ...]]:
    entries = keeping.parts(ENTRY, register, case)
    kinds = ENTRY.by_name["kind"]
    for one in keeping.timeline(register, values, case):
        entry: Any = entries.get(one.entry or 0, {})
        more = (entry.get(name, "") for name in ("words", "sender", "to", "by"))
        yield (one.day, kinds.label_of(one.kind), one.what, *more, one.since.capitalize())


def _papers(register: str, case: int) -> Iterator[tuple[Cell, ...]]:
    files = attachments.of(owner := Owner(register, case), older=True)
    since = sinceclosing.papers(owner, [kept.id for kept in files])
    for kept in files:
        late = sinceclosing.AFTER.capitalize() if kept.id in since else ""
        yield kept.name, display.size(kept.size), kept.added_on, late


def _kept(register: str, case: int, values: Values) -> Iterator[tuple[Cell, ...]]:
    known = about(register, case, values)
    yield known.kept, known.why
    yield from (("On hold", hold) for hold in known.holds)


def _past(register: Register, case: int) -> Sequence[tuple[Cell, ...]]:
    """What happened to the file and its lists, and who opened or printed it where that is recorded."""
    rows = list(_changed(register, case, ""))
    for part in PARTS:
        for number in keeping.parts(part, register.name, case):
            rows += _changed(part, number, f"{part.singular.capitalize()}: ")
    rows += [(utc, user, words, "") for user, utc, words in access.looked_at(register.name, case)]
    return [(display.moment(utc), *rest) for utc, *rest in sorted(rows, key=lambda row: row[0], reverse=True)]


def _changed(register: Register, number: int, of: str) -> Iterator[tuple[str, str, str, str]]:
    for entry in record.past_of(register.record, number):
        said = "\n".join(pastwords.changes(register.by_name, entry))
        yield entry.utc, entry.user, f"{of}{within(pastwords.done(entry)) if of else pastwords.done(entry)}", said
