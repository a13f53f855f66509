"""The committee's page and workbook out of the store: one object, printed, shown and written alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench import clock, display
from workbench.editions import versions
from workbench.exchange.grids_out import Grid, GridSheet, write_grids
from workbench.exchange.outgoing import Written
from workbench.records import history
from workbench.records.query import every
from workbench.records.store import Store
from workbench.register import within
from workbench.registers import REGISTERS
from workbench.registers.checks import OPEN, Check
from workbench.registers.disposal_batches import FROZEN, Batch
from workbench.reports.charts import Bars, Parts
from workbench.reports.committee import COLUMNS, Committee, Figure
from workbench.rules.casefigures import BREAKDOWNS, CaseFigure, CommitteeFigures, Counts, figures, needed_from
from workbench.rules.counted import HIDDEN, OTHER, TOTAL, UNDER, Protected, Shown
from workbench.rules.fixedperiods import Period, finished
from workbench.workflows import rounds_figures as checked
from workbench.workflows import statistics
from workbench.workflows.rounds_figures import RoundFigures
from workbench.workflows.statistics import Breakdowns

AHEAD = dt.timedelta(days=60)
_LARGE = 4  # large numbers side by side
_SERIES = 2  # registers in the chart
_COMING = 3
_IN_CELLS = (*COLUMNS[:2], "Had a limit", *COLUMNS[2:5], "Longest, days", "Average, days")
_NONE = ("none", "none")
UNPUBLISHED = "The workbook holds breakdowns once they are published, as later ones are checked against them."


@dataclass(frozen=True)
class Made:
    """The page of a period, and the breakdowns that go out with it."""

    period: Period
    page: Committee
    breakdowns: tuple[Breakdowns, ...]
    figures: CommitteeFigures
    grids: tuple[Grid, ...]


def make(store: Store, period: Period | None = None, *, cases: Sequence[CaseFigure] | None = None) -> Made:
    """The figures of a period, the last quarter that is over where none is given."""
    today = clock.today()
    period = period or finished(today)[0]
    found = statistics.cases_from(store, needed_from(period)) if cases is None else statistics.Cases.of(cases)
    counted = figures(found.figures, period, today, statistics.smallest(store), found.frames)
    page = _page(store, counted, today)
    grids = _short(counted, today), _at_length(counted, page.note, today)
    return Made(period, page, statistics.breakdowns(store, found, period), counted, grids)


def _page(store: Store, counted: CommitteeFigures, today: dt.date) -> Committee:
    period, council, rounds = counted.period, store.council, checked.rounds()
    now = checked.round_figures(rounds, period, today)
    parts = checked.by_part(rounds, period, today)
    named = "this year" if period.is_year else "this quarter"
    return Committee(
        council=council.name,
        title=f"Information governance, {period.title}",
        subtitle=f"For the committee. Made {display.day(today)}.",
        answer=_answer(counted, now),
        besides=f"{_destroyed(period)} {_history()}",
        figures=tuple(_large(counted, rounds, today))[:_LARGE],
        received=_received(counted),
        checks=Parts(f"Routine checks {named}", ("Destroyed", "Nothing was due", "Late"), parts) if now.due else None,
        how=tuple(_how(counted, now)),
        note=_note(statistics.smallest(store)),
        asked=tuple(_asked(counted, now)),
        coming=tuple(_coming(today)),
        made=clock.now(),
        sample=council.sample,
    )


def register_title(name: str) -> str:
    """The title of a register of cases."""
    found = next((r.title for r in REGISTERS if r.name == name), "")
    return found or name.replace("-", " ").capitalize()


def _answer(counted: CommitteeFigures, now: RoundFigures) -> str:
    """The answer in a sentence or two, from what is always shown."""
    overdue = sum(one.now.overdue for one in counted.registers)
    late = sum(one.now.timed - one.now.on_time for one in counted.registers)
    closed, some = (any(getattr(one.now, name) for one in counted.registers) for name in ("closed", "open"))
    well = "No closed case went past a limit and none is overdue." if closed else "No case is overdue."
    said = (
        f"{display.count(late, 'closed case', 'closed cases')} went past a limit." if late else "",
        f"{display.count(overdue, 'case is', 'cases are')} overdue." if overdue else "",
        well if (closed or some) and not (late or overdue) else "",
        f"{display.count(now.late, 'routine check was', 'routine checks were')} late." if now.late else "",
        "Every routine check was done in time." if now.due and not now.late else "",
    )
    return " ".join(filter(None, said)) or "Nothing fell due in this period."


def _destroyed(period: Period) -> str:
    number = checked.destructions(period)
    if not number:
        return "Nothing was destroyed."
    return f"{display.count(number, 'entry', 'entries')} in the destruction log, each checked for holds as it was made."


def _history() -> str:
    whole = history.verify()
    return "No record of a change was altered or lost." if whole.intact else whole.sentence


def _compared(period: Period, before: str, year_ago: str) -> str:
    if period.is_year:
        return f"{before} the year before"
    return f"{before} last quarter, {year_ago} a year ago"


def _large(counted: CommitteeFigures, rounds: Sequence[checked.Round], today: dt.date) -> Iterator[Figure]:
    period = counted.period
    three = (period, period.before, period.year_before)
    for one in counted.registers[:_SERIES]:
        said = [f"{counts.received:,}" for counts in (one.now, one.before, one.year_ago)]
        yield Figure(said[0], f"{within(register_title(one.register))} received", _compared(period, *said[1:]))
    checks = [checked.round_figures(rounds, p, today) for p in three]
    said = [f"{c.on_time:,} of {c.due:,}" if c.due else "none due" for c in checks]
    yield Figure(said[0], "checks done in time", _compared(period, *said[1:]))
    said = [f"{checked.destructions(p):,}" for p in three]
    yield Figure(said[0], "destructions in the log", _compared(period, *said[1:]))


def _received(counted: CommitteeFigures) -> Bars | None:
    shown = counted.registers[:_SERIES]
    if not shown:
        return None
    labels = tuple(period.short for period, _ in shown[0].course)
    series = tuple((register_title(one.register), tuple(n for _, n in one.course)) for one in shown)
    return Bars("Received each year" if counted.period.is_year else "Received each quarter", labels, series)


def _how(counted: CommitteeFigures, now: RoundFigures) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in counted.registers:
        yield register_title(one.register), _counts(one.now)
    days = [display.count(number, "day") if now.done else "none" for number in (now.longest, now.average)]
    yield (
        "Routine checks",
        (f"{now.due:,}", f"{now.done:,}", _share(now.on_time, now.done), f"{now.open:,}", f"{now.late:,}", *days),
    )


def _counts(counts: Counts) -> tuple[str, ...]:
    days = ["not shown" if number is None else display.count(number, "day") for number in _lengths(counts)]
    return (
        f"{counts.received:,}",
        f"{counts.closed:,}",
        _share(counts.on_time, counts.timed),
        f"{counts.open:,}",
        f"{counts.overdue:,}",
        *(days if counts.closed else ("none", "none")),
    )


def _lengths(counts: Counts) -> tuple[int | None, int | None]:
    return counts.longest, counts.average


def _share(on_time: int, of: int) -> str:
    return f"{on_time:,} of {of:,}" if of else "none closed"


def _note(least: int) -> str:
    return (
        "On time is what was answered, withdrawn or closed by its limit, a complaint at every stage. Longest and "
        f"average are given for {least} or more only. Breakdowns are in the workbook once published: zero and numbers "
        f"under {least} are left out there, and others that would give a small one away."
    )


def _asked(counted: CommitteeFigures, now: RoundFigures) -> Iterator[str]:
    yield "Note the figures above."
    if overdue := sum(one.now.overdue for one in counted.registers):
        yield f"Note that {display.count(overdue, 'case is', 'cases are')} overdue."
    if now.late:
        yield f"Note that {display.count(now.late, 'routine check was', 'routine checks were')} late."
    waiting = every(Batch, (), view=lambda: Batch.standing == FROZEN).count()
    if waiting:
        yield f"Authorise {display.count(waiting, 'disposal batch', 'disposal batches')}, list attached."


def _coming(today: dt.date) -> Iterator[tuple[str, str]]:
    """The next days that the committee may want to know of."""
    latest = ((register, next(iter(versions(register)), None)) for register in REGISTERS if register.versions)
    found = [
        (version.review, f"Review of the {within(register.title)}, minute {version.minute}")
        for register, version in latest
        if version and version.review
    ]
    days: dict[dt.date, int] = {}
    for row in every(Check, (Check.due_on,), view=lambda: Check.answer == OPEN).rows():
        days[row.values[0]] = days.get(row.values[0], 0) + 1
    found += [(day, f"{display.count(n, 'routine check')} due") for day, n in days.items()]
    near = sorted((day, words) for day, words in found if today <= day <= today + AHEAD)
    yield from ((display.day(day), words) for day, words in near[:_COMING])


def left_out(given: Breakdowns) -> str:
    """What the breakdowns of a register leave out, and why."""
    tables, least = given.publication.tables, given.publication.threshold
    under, hidden = (sum(table.number(what) for table in tables) for what in (UNDER, HIDDEN))
    merged = sum(len(rows) for table in tables for rows in table.merged)
    if tables and not any(table.total for table in tables):
        return "There were no cases to break down."
    if not (under or hidden or merged) and len(tables) == len(BREAKDOWNS):
        return "Nothing had to be left out."
    before = " Beside what was published before, they would tell of single cases." * bool(_earlier(given))
    if not any(isinstance(shown, int) for table in tables for shown in table.cells.values()):
        return f"No breakdown can be shown: there are too few cases.{before}"
    if not (under or hidden or merged):
        why = before or " Together with these they would tell of single cases."
        return f"No number is missing from these breakdowns. The others cannot be shown.{why}"
    said = [
        f"{under:,} under {least} left out" if under else "",
        f"{merged:,} small rows counted together as “other”" if merged else "",
        f"{hidden:,} hidden because a small number could be worked out from them" if hidden else "",
    ]
    return f"{'; '.join(part for part in said if part)}."


def _earlier(given: Breakdowns) -> list[object]:
    """What was published of a register besides these very tables."""
    return [one for one in statistics.published(given.register) if one != (given.period, given.publication)]


def given_out(breakdowns: Sequence[Breakdowns]) -> str:
    """Whether these breakdowns were given out, or others of their period; how it stands with them."""
    days = [day for one in breakdowns for period, day in statistics.given_out(one.register) if period == one.period]
    if breakdowns and all(map(statistics.is_published, breakdowns)):
        return f"Published on {display.day(max(days))}."
    earlier = f" Others of this period were published on {display.day(max(days))}." if days else ""
    return f"Draft, not published yet.{earlier}"


def waits_for_publishing(breakdowns: Sequence[Breakdowns]) -> bool:
    """Whether a workbook written now would lack some of these breakdowns."""
    return any(one.publication.tables and not statistics.is_published(one) for one in breakdowns)


def write_committee(made: Made, path: Path) -> Written:
    """Write the page's table as a workbook, and the breakdowns that were published.

    Two drafts with one case between them would give it away, and nothing keeps what a draft said: so no breakdown is
    written that is not kept.
    """
    page = made.page
    sheets = [GridSheet("Figures", page.title, page.answer, made.grids)]
    sheets += [_sheet(given) for given in made.breakdowns]
    return write_grids(page.council, page.made, sheets, path)


def _short(counted: CommitteeFigures, today: dt.date) -> Grid:
    """What the page says in large numbers, each in a cell of its own beside what it was before."""
    period, rounds = counted.period, checked.rounds()
    earlier = (period.before,) if period.is_year else (period.before, period.year_before)
    headings = ("This year", "The year before") if period.is_year else ("This quarter", "Last quarter", "A year ago")
    checks = [checked.round_figures(rounds, one, today) for one in (period, *earlier)]
    rows: list[tuple[str | int, ...]] = []
    for one in counted.registers:
        numbers = [counts.received for counts in (one.now, one.before, one.year_ago)]
        rows.append((f"{register_title(one.register)} received", *numbers[: len(headings)]))
    rows += [
        ("Routine checks due", *(one.due for one in checks)),
        ("Routine checks done in time", *(one.on_time for one in checks)),
        ("Destructions in the log", *(checked.destructions(one) for one in (period, *earlier))),
    ]
    return Grid("In short", ("What", *headings), tuple(rows))


def _at_length(counted: CommitteeFigures, note: str, today: dt.date) -> Grid:
    """The table of the page, each number in a cell of its own."""
    rows = [(register_title(one.register), *_numbers(one.now)) for one in counted.registers]
    now = checked.round_figures(checked.rounds(), counted.period, today)
    days = (now.longest, now.average) if now.done else _NONE
    rows.append(("Routine checks", now.due, now.done, now.done, now.on_time, now.open, now.late, *days))
    return Grid("How we did", ("Register", *_IN_CELLS), tuple(rows), note)


def _numbers(counts: Counts) -> tuple[str | int, ...]:
    days = ["not shown" if number is None else number for number in _lengths(counts)] if counts.closed else _NONE
    return (counts.received, counts.closed, counts.timed, counts.on_time, counts.open, counts.overdue, *days)


def _sheet(given: Breakdowns) -> GridSheet:
    title = register_title(given.register)
    if waits_for_publishing([given]):
        return GridSheet(title, f"{title}, {given.period.title}", f"{given_out([given])} {UNPUBLISHED}", ())
    shown = {table.dimensions for table in given.publication.tables if not _says_nothing(table)}
    few = [" and ".join(names) for names in BREAKDOWNS if names not in shown]
    words = f"{given_out([given])} {left_out(given)}{f' Nothing can be shown by {_listed(few)}.' if few else ''}"
    return GridSheet(title, f"{title}, {given.period.title}", words, tuple(_grids(given)))


def _says_nothing(table: Protected) -> bool:
    """Whether all values of a dimension were counted together."""
    return any(len(rows) < 2 for rows in table.rows)


def _by(table: Protected) -> str:
    return " and ".join(table.dimensions)


def _listed(words: Sequence[str]) -> str:
    return ", by ".join(words)


def _grids(given: Breakdowns) -> Iterator[Grid]:
    for table in given.publication.tables:
        if not _says_nothing(table):
            counted = "Closed" if "outcome" in table.dimensions else "Received"
            yield _grid(table, f"{counted} by {_by(table)}", given.publication.threshold)


def _grid(table: Protected, title: str, least: int) -> Grid:
    first, *more = table.rows
    across: Sequence[str | None] = (*more[0], TOTAL) if more else (None,)
    headings = (table.dimensions[0].capitalize(), *(_value(v) if v is not None else "Number" for v in across))
    rows = tuple((_value(value), *_cells(table, value, across, least)) for value in (*first, TOTAL))
    merged = [", ".join(values) for values in table.merged if values]
    return Grid(title, headings, rows, f"Other: {'; '.join(merged)}." if merged else "")


def _cells(table: Protected, value: str, across: Sequence[str | None], least: int) -> Iterator[str | int]:
    """The words of a row, the sum over everything from the total that is always shown."""
    for other in across:
        cell = (value,) if other is None else (value, other)
        yield _word(table.total if set(cell) == {TOTAL} else table.cells[cell], least)


def _value(value: str) -> str:
    return {TOTAL: "All", OTHER: "Other"}.get(value, value)


def _word(shown: Shown, least: int) -> str | int:
    return {UNDER: f"under {least}", HIDDEN: "hidden"}.get(shown, shown) if isinstance(shown, str) else shown
