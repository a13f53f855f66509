"""Who may open a file is chosen among those who sign in, and nobody is shut out by a slip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import PASSPHRASE
from workbench.errors import Plain
from workbench.records import keys, record
from workbench.records.database import database
from workbench.records.functions import named_in
from workbench.records.layout import KEYS
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.cases.base import EVERYONE, NAMED
from workbench.registers.complaints import Complaint
from workbench.workflows.cases import access, keeping, opening

ME, OTHER = "Sam Morgan, clerk", "Jo Lee"
COMPLAINTS = "complaints"
SHUT = "restricted to named people"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council with two who sign in; the name of one has a comma, as the first start proposes."""
    folder = tmp_path / "council"
    made, _ = Store.create(folder, Council("Test Town Council"), PASSPHRASE, ME, MODELS)
    made.close()
    key_file = keys.read(folder / KEYS)
    data_key = key_file.unlock(PASSPHRASE).data_key
    keys.write(folder / KEYS, key_file.with_passphrase(data_key, "another quiet evening", 9, OTHER))
    opened = Store.open(folder, PASSPHRASE, MODELS)
    yield opened
    opened.close()


@pytest.fixture
def case(store: Store) -> int:
    """A file that everyone may open."""
    return _opened(store)


def _opened(store: Store, **more: Any) -> int:
    values = {"kind": "complaint", "subject": "Plot let too early", "received": dt.date(2026, 4, 2), **more}
    return opening.open_case(store, COMPLAINTS, values).case


def _named(case: int) -> str:
    return str(record.values_of(Complaint, [case])[case]["named"])


def test_a_name_that_is_nobodys_is_refused_with_those_who_are_known(store: Store, case: int) -> None:
    keeping.change(store, COMPLAINTS, case, {"readers": NAMED})
    with pytest.raises(Plain, match="“Mrs Typo” does not sign in to these files") as refused:
        keeping.change(store, COMPLAINTS, case, {"named": "Mrs Typo"})
    assert ME in str(refused.value)
    assert OTHER in str(refused.value)
    assert "Nothing was changed." in str(refused.value)
    assert access.read(store, COMPLAINTS, case)["named"] == ME
    with pytest.raises(Plain, match="No file was opened"):
        _opened(store, readers=NAMED, named="Mrs Typo")


def test_who_restricts_a_file_can_always_open_it(store: Store, case: int) -> None:
    keeping.change(store, COMPLAINTS, case, {"readers": NAMED})
    assert _named(case) == ME
    keeping.change(store, COMPLAINTS, case, {"named": "jo  lee"})
    assert _named(case) == f"{OTHER}, {ME}"
    keeping.change(store, COMPLAINTS, case, {"named": ""})
    assert access.read(store, COMPLAINTS, case)["named"] == ME
    assert _named(_opened(store, readers=NAMED)) == ME
    assert _named(_opened(store, readers=EVERYONE)) == ""


def test_another_may_take_one_off_and_that_one_is_shut_out(store: Store, case: int) -> None:
    """The negative control: a file for the other alone is shut to who is not named."""
    keeping.change(store, COMPLAINTS, case, {"readers": NAMED, "named": OTHER})
    database.obj.reader = OTHER
    keeping.change(store, COMPLAINTS, case, {"named": OTHER})
    assert access.look(COMPLAINTS, case)["named"] == OTHER
    database.obj.reader = ME
    with pytest.raises(Plain, match=SHUT):
        access.look(COMPLAINTS, case)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sam Morgan, clerk", [ME]),
        ("sam morgan,  CLERK; Jo Lee", [ME, OTHER]),
        ("Jo Lee, Sam Morgan, clerk", [OTHER, ME]),
        ("clerk", ["clerk"]),
        ("Sam Morgan", ["Sam Morgan"]),
        (" , ", []),
    ],
)
def test_a_name_with_a_comma_is_one_name(typed: str, meant: list[str]) -> None:
    assert named_in(typed, [ME, OTHER]) == meant
