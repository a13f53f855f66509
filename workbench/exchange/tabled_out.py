"""A report made for a purpose as tables on their way out to a workbook: the same cells that its PDF has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.exchange.outgoing import OutColumn, OutTable, Value
from workbench.tabled import About, Cell, Fact, Forms, Part, Report, Tables

_KIND = "Report"


def tables_of(report: Report) -> list[OutTable]:
    """A table for each sheet of the workbook."""
    if isinstance(report, Forms):
        return [_of_forms(report)]
    if report.grouped and report.parts:
        return [_grouped(report)]
    return [_of_part(report.about, part, first=part is report.parts[0]) for part in report.parts]


def _of_part(about: About, part: Part, *, first: bool) -> OutTable:
    said = ((part.title, part.said),) if part.said else ()
    columns = [OutColumn(heading.label, heading.kind) for heading in part.headings]
    return _table(about, part.title, columns, part.rows, (*(_notes(about) if first else ()), *said))


def _notes(about: About) -> tuple[tuple[str, str], ...]:
    return (("In short", about.subtitle), ("Code", about.code))


def _table(
    about: About,
    sheet: str,
    columns: Sequence[OutColumn],
    rows: Sequence[Sequence[Value]],
    notes: tuple[tuple[str, str], ...],
) -> OutTable:
    return OutTable(
        council=about.council,
        title=about.title,
        columns=columns,
        rows=rows,
        made=about.made,
        filter=about.covers,
        sample=about.sample,
        past=True,
        kind=_KIND,
        sheet=sheet,
        notes=notes,
    )


def _grouped(report: Tables) -> OutTable:
    """The parts below each other, each row beginning with the title of its part."""
    first = report.parts[0]
    columns = [OutColumn(report.grouped), *(OutColumn(h.label, h.kind) for h in first.headings)]
    rows: list[Sequence[Cell]] = [(part.title, *row) for part in report.parts for row in part.rows]
    return _table(report.about, report.about.title, columns, rows, _notes(report.about))


def _of_forms(report: Forms) -> OutTable:
    """A row for each form, a column for each label; what must be known of a form first and last beside them."""
    labels = report.labels()
    columns = [OutColumn(label, kind) for label, kind in labels.items()]
    columns += [OutColumn("Please note"), OutColumn("Not entered")]
    rows = list(_rows(report, list(labels)))
    return _table(report.about, report.about.title, columns, rows, _notes(report.about))


def _rows(report: Forms, labels: Sequence[str]) -> Iterator[Sequence[Value]]:
    for form in report.forms:
        said = _by_label(form.facts)
        yield (*(said.get(label) for label in labels), "\n".join(form.notes), form.close)


def _by_label(facts: Sequence[Fact]) -> dict[str, Cell]:
    return {fact.label: fact.value for fact in facts}
