"""What every register must be able to do. Register number nine is tested the moment it exists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from tests.reports.pages import squeezed, texts
from tests.visitors import VISITORS
from workbench.display import show
from workbench.errors import Plain
from workbench.exchange.csvout import write_csv
from workbench.exchange.plan import Standing
from workbench.exchange.reading import read_workbook
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.paths import resource
from workbench.records import record
from workbench.records.database import FAILURES, database
from workbench.records.fields import links_to
from workbench.records.query import Filter, Order, Query, every
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.register import Register, View
from workbench.registers import REGISTERS
from workbench.reports.catalogue import Wanted, report
from workbench.rules.rule import Kind as RuleKind
from workbench.rules.rule import Length, RetentionRule, Unit
from workbench.workflows import importing

EVERY = (*REGISTERS, VISITORS)
each = pytest.mark.parametrize("register", EVERY, ids=[r.name for r in EVERY])
CHANGING = [r for r in EVERY if not r.record.append_only]
each_that_changes = pytest.mark.parametrize("register", CHANGING, ids=[r.name for r in CHANGING])
GROWING = [r for r in EVERY if r.record.append_only]
TAKING = [r for r in EVERY if r.takes_in]
each_that_takes_in = pytest.mark.parametrize("register", TAKING, ids=[r.name for r in TAKING])
MADE = [r for r in EVERY if not r.takes_in]


@contextmanager
def open_new(folder: Path, register: Register) -> Iterator[Store]:
    """A council with one record of every register that this one links to."""
    with helpers.open_new(folder, more=[VISITORS.record]) as store:
        for other in EVERY:
            if any(link.model is register.record for link in links_to(other.record)):
                with store.operation("Add", "edit") as op:
                    assert record.add(other.record, [filled(other, "linked")], op.id) == [LINKED]
        yield store


LINKED = 1
SAMPLE: dict[str, Any] = {
    "text": "Llŷn = +44 0012",
    "long": "First line\nsecond line",
    "words": "6 years  after closure",
    "day": dt.date(2024, 2, 29),
    "yesno": True,
    "number": 7,
    "rule": RetentionRule(RuleKind.FIXED, Length(6, Unit.YEARS), "closure", bound="min"),
    "link": LINKED,
}


def filled(register: Register, mark: str = "") -> dict[str, Any]:
    """A record with something in every field."""
    typed = [f for f in register.fields if not f.derived]
    values = {f.name: f.options[0][0] if f.kind == "choice" else SAMPLE[f.kind] for f in typed}
    name = register.naming.name
    return values | {name: f"{values[name]} {mark}".strip()}


@each
def test_keeps_what_was_entered(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            [number] = record.add(register.record, [filled(register)], op.id)
        kept = record.values_of(register.record, [number])[number]
        assert {name: kept[name] for name in filled(register)} == filled(register)


@each_that_changes
def test_change_is_written_once_and_undone(register: Register, tmp_path: Path) -> None:
    naming = register.naming.name
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            [number] = record.add(register.record, [filled(register)], op.id)
        with store.operation("Change", "edit") as op:
            assert record.change(register.record, {number: {naming: "Another name"}}, op.id) == 1
            assert record.change(register.record, {number: {naming: "Another name"}}, op.id) == 0
        assert undo(store, op.id).kept == ()
        assert record.values_of(register.record, [number])[number][naming] == filled(register)[naming]


@pytest.mark.parametrize("register", GROWING, ids=[r.name for r in GROWING])
def test_a_log_only_grows(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            [number] = record.add(register.record, [filled(register)], op.id)
        before = record.values_of(register.record, [number])
        with pytest.raises(Plain, match="cannot be undone"):
            undo(store, op.id)
        for statement in ("UPDATE {} SET description = 'x'", "DELETE FROM {}"):
            with pytest.raises(FAILURES, match="stays as it was made"):
                database.connection().execute(statement.format(record.table_name(register.record)))
        assert record.values_of(register.record, [number]) == before


@each_that_changes
def test_undo_of_an_addition_leaves_nothing_and_redo_brings_it_back(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            [number] = record.add(register.record, [filled(register)], op.id)
        before = record.values_of(register.record, [number])
        taken = undo(store, op.id)
        assert list(every(register.record, ()).ids()) == []
        undo(store, taken.operation)
        after = record.values_of(register.record, [number])
        clocks = {"created", "changed"}
        assert {k: v for k, v in after[number].items() if k not in clocks} == {
            k: v for k, v in before[number].items() if k not in clocks
        }


@each_that_changes
def test_a_record_changed_since_is_kept_by_undo(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            numbers = record.add(register.record, [filled(register, "a"), filled(register, "b")], op.id)
        with store.operation("Change", "edit") as later:
            record.change(register.record, {numbers[0]: {register.naming.name: "Touched since"}}, later.id)
        assert undo(store, op.id).kept == ((register.name, numbers[0]),)
        assert list(every(register.record, ()).ids()) == [numbers[0]]


@each
def test_finds_by_words_filters_and_order(register: Register, tmp_path: Path) -> None:
    naming = register.naming.name
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            rows = [filled(register, mark) | {naming: f"Llŷn {mark}"} for mark in ("beta", "alpha", "100% sure_thing")]
            record.add(register.record, rows, op.id)
        query = Query(register.record, register.columns)
        assert query.count() == 3
        assert [r.id for r in Query(register.record, register.columns, words="llyn alp").rows()] == [2]
        assert [r.id for r in query.filtered(naming, "100% s").rows()] == [3]
        assert [r.id for r in query.filtered(naming, "sure_").rows()] == [3]
        ordered = Query(register.record, (register.naming,), order=(Order(naming, descending=True),))
        assert [r.values[0] for r in ordered.rows()] == ["Llŷn beta", "Llŷn alpha", "Llŷn 100% sure_thing"]


@each
def test_every_column_can_be_filtered_by_what_it_shows(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            [number] = record.add(register.record, [filled(register)], op.id)
        values = record.values_of(register.record, [number])[number]
        for field in (*register.columns, *register.fields):
            shown = show(field, values[field.name])
            if shown and field.kind != "rule":
                wanted = Query(register.record, (), filters=(Filter(field.name, shown.splitlines()[0]),))
                assert list(wanted.ids()) == [number], f"{field.label}: {shown}"


@each
def test_odd_words_never_break_a_search(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path, register):
        for words in ('"', "AND", "c++", "NEAR(", "*", "a OR", "", "x" * 5000, "'; DROP TABLE", "%", "\\", "\x00"):
            assert Query(register.record, (), words=words).count() == 0
            assert Query(register.record, ()).filtered(register.naming.name, words).count() == 0


@each_that_takes_in
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_goes_out_and_comes_back_the_same(register: Register, ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"out.{ending}"
    needed = {f.name: filled(register)[f.name] for f in register.required}
    for name, value in filled(register).items():  # some registers ask for one of several
        needed |= {name: value} if register.problems(needed) else {}
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            record.add(register.record, [filled(register, "a"), filled(register, "b"), needed], op.id)
        write = write_workbook if ending == "xlsx" else write_csv
        assert write(table_of(register, store.council), out).rows == 3
        back = importing.plan(importing.propose(register, read_workbook(out), store), store)
        assert [(row.standing, row.record) for row in back.rows] == [(Standing.SAME, n) for n in (1, 2, 3)]


@each_that_takes_in
def test_an_empty_register_takes_in_what_another_gave_out(register: Register, tmp_path: Path) -> None:
    out, given = tmp_path / "out.xlsx", [filled(register, "a"), filled(register, "b")]
    with open_new(tmp_path / "one", register) as store:
        with store.operation("Add", "edit") as op:
            record.add(register.record, given, op.id)
        write_workbook(table_of(register, store.council), out)
    with open_new(tmp_path / "two", register) as store:
        draft = importing.propose(register, read_workbook(out), store)
        assert importing.apply(store, draft, importing.plan(draft, store)).added == 2
        kept = record.values_of(register.record, [1, 2])
    names = [name for name in given[0] if not register.field(name).filled]
    assert [[kept[n][name] for name in names] for n in (1, 2)] == [[row[name] for name in names] for row in given]


def test_a_register_made_by_an_act_of_its_own_takes_in_no_spreadsheet(tmp_path: Path) -> None:
    made = [r for r in EVERY if r.made_at and not r.brought]
    assert made
    out = tmp_path / "out.xlsx"
    with helpers.open_new(tmp_path) as store:
        for register in made:
            write_workbook(table_of(register, store.council), out)
            with pytest.raises(Plain, match=r"Nothing was changed"):
                importing.propose(register, read_workbook(out), store)


@pytest.mark.parametrize("register", MADE, ids=[r.name for r in MADE])
def test_what_the_program_makes_is_not_imported(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            record.add(register.record, [filled(register)], op.id)
        write_workbook(table_of(register, store.council), tmp_path / "out.xlsx")
        with pytest.raises(Plain, match="Nothing was changed"):
            importing.propose(register, read_workbook(tmp_path / "out.xlsx"), store)


@pytest.mark.parametrize("register", GROWING, ids=[r.name for r in GROWING])
def test_an_import_does_not_change_a_log(register: Register, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    given = [filled(register) | {"number": f"2026/{n:03d}", "remarks": f"Remark {n}"} for n in (1, 2)]
    with open_new(tmp_path / "one", register) as store:
        with store.operation("Add", "edit") as op:
            record.add(register.record, given, op.id)
        write_csv(table_of(register, store.council), out)
        out.write_text(out.read_text("utf-8-sig").replace("Remark 2", "Another"), "utf-8")
        rows = importing.plan(importing.propose(register, read_workbook(out), store), store).rows
    assert [row.standing for row in rows] == [Standing.SAME, Standing.REFUSED]
    assert "stays as it was made" in rows[1].refusals[0].cure


@each
def test_is_printed_with_every_column(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path, register) as store:
        with store.operation("Add", "edit") as op:
            record.add(register.record, [filled(register)], op.id)
        shown = report(register.name, [register]).write(Wanted(store.council), tmp_path / "out.pdf", None)
        values = record.values_of(register.record, [1])[1]
        printed = [f for f in register.printed or register.columns if f is not register.standing]
        wanted = {field.label: show(field, values[field.name]) for field in printed}
    assert shown.rows == 1
    page = squeezed("".join(texts(tmp_path / "out.pdf")))
    for label, words in wanted.items():
        assert squeezed(words) in page, label


@each
def test_has_its_sign_in_the_menu(register: Register) -> None:
    assert resource(f"icons/{register.icon}.svg").is_file()


@each
def test_its_first_view_is_everything(register: Register) -> None:
    """What is counted, printed and jumped to without a view goes by the first one."""
    assert register.views[0].where is None
    assert all(view.where is not None for view in register.views[1:])


@pytest.mark.parametrize(("register", "view"), [(r, v) for r in EVERY for v in r.views if v.only])
def test_a_view_finds_what_it_says_it_holds(register: Register, view: View, tmp_path: Path) -> None:
    """An empty field is found as well: what SQL selects is what `holds` says of each record."""
    with open_new(tmp_path, register) as store:
        typed = {f.name: f.empty for f, _ in view.only}
        with store.operation("Add", "edit") as op:
            record.add(register.record, [filled(register, "a"), filled(register, "b") | typed], op.id)
        kept = record.values_of(register.record, list(every(register.record, ()).ids()))
        assert set(every(register.record, (), view=view.where).ids()) == {n for n, v in kept.items() if view.holds(v)}
