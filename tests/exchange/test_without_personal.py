"""A register as a workbook without personal data: no value about a living person stands in any cell of the file."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.records import record
from workbench.records.fields import LongText, Text
from workbench.records.query import Filter, every
from workbench.records.store import Store
from workbench.register import Register
from workbench.registers.complaints import REGISTER as COMPLAINTS
from workbench.registers.rights_requests import REGISTER as REQUESTS
from workbench.workflows import importing, publication

# What a person types as free text may name somebody; the program's own words and the reference do not.
NAMELESS = {
    "complaints": {"reference", "basis", "working", "next_step"},
    "rights-requests": {"reference", "basis", "working"},
}
DAY = dt.date(2026, 4, 1)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))
    with helpers.open_new(tmp_path) as opened:
        yield opened


def fill(store: Store, register: Register) -> set[str]:
    """A record with a word of its own in each free text; the words that are personal."""
    texts = [f for f in register.fields if isinstance(f, Text) and f.typed]
    values: dict[str, Any] = {f.name: f"Zq{n}x{f.name}" for n, f in enumerate(texts)}
    values |= {"received": DAY, "kind": "complaint", "right": "access", "readers": "everyone"}
    known = {name: value for name, value in values.items() if name in register.by_name}
    with store.operation("Add", "edit") as op:
        record.add(register.record, [known], op.id)
    return {known[f.name] for f in texts if f.name not in NAMELESS[register.name]}


def inside(file: Path) -> str:
    """Everything in the parts of a workbook, sheets, notes and shared words alike."""
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.mark.parametrize("register", [COMPLAINTS, REQUESTS], ids=lambda register: register.name)
def test_no_personal_value_is_in_the_file(register: Register, store: Store, tmp_path: Path) -> None:
    secret = fill(store, register)
    assert len(secret) > 9
    publication.export(register, store, whole := tmp_path / "whole.xlsx")
    publication.export(register, store, bare := tmp_path / "bare.xlsx", personal=False)
    assert {word for word in secret if word in inside(whole)} == secret  # the control: all of them are found there
    assert {word for word in secret if word in inside(bare)} == set()
    assert "Personal data: " in inside(bare)
    publication.export(register, store, csv := tmp_path / "bare.csv", personal=False)
    assert not [word for word in secret if word in csv.read_text("utf-8-sig")]


def test_every_free_text_of_a_case_is_personal_or_declared_nameless() -> None:
    """A free text that is added later must be thought about."""
    for register in (COMPLAINTS, REQUESTS):
        free = {f.name for f in register.fields if isinstance(f, Text | LongText) and not f.personal}
        assert free <= NAMELESS[register.name], register.name


def test_a_filter_with_a_name_is_not_told(store: Store, tmp_path: Path) -> None:
    fill(store, REQUESTS)
    query = every(REQUESTS.record, ()).filtered("requester", "Zq")
    assert query.filters == (Filter("requester", "Zq"),)
    write_workbook(table_of(REQUESTS, store.council, query, personal=False), file := tmp_path / "f.xlsx")
    assert "Asked by: Zq" not in inside(file)
    assert "Asked by: Zq" not in inside(file)
    assert "they are not named" in inside(file)


def test_a_restricted_file_stays_covered(store: Store, tmp_path: Path) -> None:
    with store.operation("Add", "edit") as op:
        row = {"kind": "complaint", "subject": "S", "received": DAY, "service": "Counter hall", "lessons": "Be kind"}
        record.add(COMPLAINTS.record, [{**row, "readers": "named", "named": "Somebody Else"}], op.id)
    publication.export(COMPLAINTS, store, file := tmp_path / "c.xlsx", personal=False)
    assert "Counter hall" not in inside(file)
    assert "Be kind" not in inside(file)


def test_brought_back_it_changes_nobody_s_name(store: Store, tmp_path: Path) -> None:
    fill(store, REQUESTS)
    publication.export(REQUESTS, store, file := tmp_path / "bare.xlsx", personal=False)
    draft = importing.propose(REQUESTS, importing.read(file), store)
    counts = importing.plan(draft, store).counts()
    assert (counts["new"], counts["changed"], counts["refused"]) == (0, 0, 0)
