"""Which column is what: proposed from header words and contents, corrected by the person, remembered by shape."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from workbench.exchange.book import letter
from workbench.exchange.dates import reads_as, settling
from workbench.exchange.readings import ColumnReading
from workbench.exchange.shapes import normal
from workbench.exchange.suiting import (
    FAMILIAR,
    LEAST_CONTENTS,
    LETTERS,
    SURELY_HEADED,
    Target,
    contents_score,
    heading_score,
    may_join,
    misfit,
    naming_score,
    score_of,
    texts_of,
)
from workbench.exchange.table import Column, Table

LEAST_NEEDED = 0.25  # contents that a required target recognises better than any other column's
NEAR = 0.05
# Headings of sheets about the document, never about what the council holds
_ABOUT = frozenset(
    ("version", "author", "change", "changes", "meaning", "definition", "abbreviation", "acronym", "amendment")
)

Columns = dict[int, str | None]


@dataclass(frozen=True)
class Mapping:
    """Column place to target name, None for "do not import"; `section` and `service` name what the banners feed.

    `readings` are what a person said of how columns are to be read; `day_questions` what is open about dates.
    """

    columns: Columns
    shape: str
    questions: tuple[str, ...] = ()
    section: str | None = None
    service: str | None = None
    missing: tuple[str, ...] = ()  # labels of required targets that nothing feeds
    readings: dict[int, ColumnReading] = field(default_factory=dict)
    day_questions: dict[int, str] = field(default_factory=dict)
    remembered: bool = False


@dataclass(frozen=True)
class Choice:
    """A table with its mapping, whether it is to be imported, and the reason in words."""

    table: Table
    mapping: Mapping
    included: bool
    reason: str


@dataclass(frozen=True)
class _Rated:
    """How well a column suits a target, and whether it may feed it beside another."""

    score: float
    joins: bool
    order: int
    column: Column
    target: Target


def shape_of(table: Table) -> str:
    """The same for every table with these headings in these columns; without headings, with as many columns."""
    named = bool(table.header_rows)
    words = [f"{c.index}:{normal(c.group)}/{normal(c.heading)}" if named else f"{c.index}:" for c in table.columns]
    return hashlib.sha256("|".join(words).encode("utf-8", "replace")).hexdigest()[:16]


def propose(table: Table, targets: Sequence[Target], remembered: Mapping | None = None) -> Mapping:
    """What each column is taken for; a mapping remembered for this shape, by an earlier person, wins."""
    shape, beside = shape_of(table), _beside(table)
    samples = {column.index: texts_of(table, place) for place, column in enumerate(table.columns)}
    if remembered is not None and remembered.shape == shape:
        names = {target.name for target in targets}
        kept = {column.index: remembered.columns.get(column.index) for column in table.columns}
        columns = {place: name if name in names else None for place, name in kept.items()}
        mapping = replace(remembered, columns=columns, questions=(), remembered=True)
    else:
        first = replace(table, columns=table.columns[: len(table.columns) - len(beside)])
        rated = _rate(first, targets, samples)
        columns = _assign(first, rated)
        mapping = Mapping(columns, shape, _close_calls(rated, columns))
        _fill(first, targets, columns, samples)
        columns.update({column.index: None for column in beside})
    mapping = replace(mapping, section=_section(table, targets, columns), service=_service(table, targets, columns))
    if beside:
        mapping = replace(mapping, questions=(*mapping.questions, _left_beside(beside)))
    return _with_days(table, targets, replace(mapping, missing=_missing(targets, mapping)))


def _beside(table: Table) -> tuple[Column, ...]:
    """The columns of a second table that stands beside the first: those from where the headings begin again."""
    keys = [normal(column.full_heading) for column in table.columns]
    again = [n for n in range(2, len(keys) - 1) if keys[n : n + 2] == keys[:2]]
    return table.columns[again[0] :] if all(keys[:2]) and again else ()


def _left_beside(beside: Sequence[Column]) -> str:
    return (
        f"A second table stands beside the first, from column {_named(beside[0])} on. It is not taken in. "
        "Put it below the first or on a sheet of its own, and read the workbook again."
    )


def choose(
    tables: Iterable[Table], targets: Sequence[Target], remembered: Iterable[Mapping] = ()
) -> tuple[Choice, ...]:
    """Every table with its mapping and whether it is one to import, and why not where it is not."""
    known = {mapping.shape: mapping for mapping in remembered}
    found = list(tables)
    proposed = {kin: propose(alike, targets, known.get(shape_of(alike))) for kin, alike in _alike(found).items()}
    choices = []
    for table in found:
        mapping = proposed[_kin(table)]
        against = _against(table, mapping)
        choices.append(Choice(table, mapping, not against, against or table.said()))
    return tuple(choices)


def _kin(table: Table) -> str:
    """The same for tables whose columns mean the same: those under the same headings."""
    return shape_of(table) if table.header_rows else f"{table.sheet} {id(table)}"


def _alike(tables: Sequence[Table]) -> dict[str, Table]:
    """One table for all under the same headings, as a council's sheets have them, so that they are read alike."""
    kin: dict[str, list[Table]] = {}
    for table in tables:
        kin.setdefault(_kin(table), []).append(table)
    return {
        name: replace(some[0], rows=tuple(row for table in some for row in table.rows)) if len(some) > 1 else some[0]
        for name, some in kin.items()
    }


def _rate(table: Table, targets: Sequence[Target], samples: dict[int, list[str]]) -> list[_Rated]:
    """Every column held against every target, best first."""
    headed = bool(table.header_rows)
    found = []
    for column in table.columns:
        texts = samples[column.index]
        contents, worded = [contents_score(target, texts) for target in targets], any(map(LETTERS.search, texts))
        for order, target in enumerate(targets):
            score = score_of(column, target, contents[order], max(contents), headed)
            if score > 0:
                joins = may_join(column, target, contents[order], max(contents), worded=worded)
                found.append(_Rated(score, joins, order, column, target))
    return sorted(found, key=lambda one: (-one.score, one.order, one.column.index))


def _assign(table: Table, rated: Sequence[_Rated]) -> Columns:
    """Best score first: a column feeds one target, a target takes one column unless it joins several."""
    columns: Columns = {column.index: None for column in table.columns}
    taken: set[str] = set()
    for one in rated:
        name = one.target.name
        if columns[one.column.index] is None and (name not in taken or one.joins):
            columns[one.column.index] = name
            taken.add(name)
    return columns


def _close_calls(rated: Sequence[_Rated], columns: Columns) -> tuple[str, ...]:
    """A question where a second column, left without use, suits a required target as well as the one taken."""
    questions = []
    for best in rated:
        if not best.target.required or columns[best.column.index] != best.target.name:
            continue
        near = [one for one in rated if one.target is best.target and columns[one.column.index] is None]
        if near and near[0].score >= best.score - NEAR:
            questions.append(
                f"Is “{best.target.label}” in column {_named(best.column)} or in column {_named(near[0].column)}?"
            )
    return tuple(questions)


def _named(column: Column) -> str:
    return f"{letter(column.index)} “{' '.join(column.heading.split())}”"


def _fill(table: Table, targets: Sequence[Target], columns: Columns, samples: dict[int, list[str]]) -> None:
    """Targets that no heading feeds, by contents: those that recognise them, then the required one that names rows."""
    if any(normal(column.heading) in _ABOUT for column in table.columns):
        return
    for target in sorted(targets, key=lambda target: target.recognise is None):
        fed = {target.name, target.instead} & set(columns.values())
        if not fed and (target.required or target.recognise):
            best = _recognised(table, target, columns, samples) if target.recognise else None
            best = best or (_naming_column(table, targets, target, columns, samples) if target.required else None)
            if best is not None:
                columns[best.index] = target.name


def _recognised(table: Table, target: Target, columns: Columns, samples: dict[int, list[str]]) -> Column | None:
    """The free column whose contents the target recognises best; a required target needs fewer of them."""
    free = [column for column in table.columns if columns[column.index] is None]
    best = max(free, key=lambda column: contents_score(target, samples[column.index]), default=None)
    least = LEAST_NEEDED if target.required else FAMILIAR
    return best if best is not None and contents_score(target, samples[best.index]) >= least else None


def _naming_column(
    table: Table, targets: Sequence[Target], wanted: Target, columns: Columns, samples: dict[int, list[str]]
) -> Column | None:
    """The column that suits a required target best, whether by recognition or by naming its rows.

    Columns without use come first, with those that a target takes by a doubtful heading or whose values it cannot hold.
    """
    named = {target.name: target for target in targets}
    needed = {target.name for target in targets if target.required or target.recognise}

    def suits(column: Column) -> float:
        texts = samples[column.index]
        return contents_score(wanted, texts) if wanted.recognise else naming_score(texts, len(table.rows))

    def doubtful(column: Column) -> bool:
        fed = named.get(columns[column.index] or "")
        known = any(contents_score(target, samples[column.index]) >= FAMILIAR for target in targets)
        return not known and (
            fed is None or heading_score(column, fed) < SURELY_HEADED or misfit(fed, samples[column.index])
        )

    fit = [c for c in table.columns if columns[c.index] not in needed and suits(c) >= LEAST_CONTENTS]
    chosen = [column for column in fit if doubtful(column)] or fit
    return max(chosen, key=lambda column: (suits(column) + heading_score(column, wanted), -column.index), default=None)


def _section(table: Table, targets: Sequence[Target], columns: Columns) -> str | None:
    """What the section lines feed: a target they read as and no column feeds, else "section" where there is one."""
    sections = list(dict.fromkeys(row.section for row in table.rows if row.section))
    if not sections:
        return None
    fed = set(columns.values())
    for target in targets:
        if target.name not in fed and contents_score(target, sections) >= LEAST_CONTENTS:
            return target.name
    return next((target.name for target in targets if target.name == "section"), None)


def _service(table: Table, targets: Sequence[Target], columns: Columns) -> str | None:
    """What the banners over the sections feed: "service", where there is one and no column does."""
    named = any(target.name == "service" for target in targets) and "service" not in columns.values()
    return "service" if named and any(row.service for row in table.rows) else None


def _missing(targets: Sequence[Target], mapping: Mapping) -> tuple[str, ...]:
    return tuple(target.label for target in lacking(targets, mapping))


def lacking(targets: Sequence[Target], mapping: Mapping) -> list[Target]:
    """The required targets that nothing feeds, neither they nor what will do instead."""
    fed = {*mapping.columns.values(), mapping.section, mapping.service}
    return [t for t in targets if t.required and not fed & {t.name, t.instead or t.name}]


def _with_days(table: Table, targets: Sequence[Target], mapping: Mapping) -> Mapping:
    """The mapping with a question for each column of dates that leaves its order open; an answer that fits stands."""
    days = {target.name for target in targets if target.day}
    said, questions = dict(mapping.readings), dict[int, str]()
    dated = [(place, column) for place, column in enumerate(table.columns) if mapping.columns[column.index] in days]
    found = [(column, reads_as([row.values[place] for row in table.rows])) for place, column in dated]
    told = settling(reading for _, reading in found) is not None
    for column, reading in found:
        before = said.get(column.index)
        if before and (not reading.bears(month_first=before.month_first) or (told and before.month_first)):
            del said[column.index]
        if reading.question and column.index not in said and not told:
            questions[column.index] = f"Column {_named(column)}: {reading.question}"
    return replace(mapping, readings=said, day_questions=questions)


def _against(table: Table, mapping: Mapping) -> str:
    """Why a table is left out unless the person says otherwise; empty where it is taken."""
    name = f"Sheet “{table.sheet}”"
    if not table.rows:
        return f"{name} holds no rows."
    about = sum(1 for column in table.columns if normal(column.heading) in _ABOUT)
    if not mapping.remembered and (about >= 2 or (about and mapping.missing)):
        return f"{name} is about the document itself: its versions or a key."
    if mapping.missing:
        return f"{name}: no column reads as “{mapping.missing[0]}”."
    return ""
