"""The open files that one file could be joined with, for who does not know their references by heart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workbench.records import record
from workbench.records.query import Order, every
from workbench.registers.cases.files import CASE_FILES
from workbench.registers.cases.steps import CaseFile
from workbench.workflows.cases import joining
from workbench.workflows.cases.joining import Key


class Joinable(NamedTuple):
    """An open file: its reference and what or whom it is about."""

    reference: str
    name: str


def joinable(key: Key) -> list[Joinable]:
    """The open files that who reads may open, the latest first, without the file itself and those it is joined with."""
    besides = {key, *joining.beside(key)}
    return [one for file in CASE_FILES for one in _open(file, besides)]


def _open(file: CaseFile, besides: set[Key]) -> Iterator[Joinable]:
    latest = (Order("received", descending=True),)
    ids = every(file.record, (), order=latest, view=file.record.closed_on.is_null).ids()
    found = record.values_of(file.record, ids)
    for number in ids:
        if (file.register.name, number) not in besides and not record.is_hidden(file.record, number):
            yield Joinable(found[number]["reference"], found[number][file.register.naming.name])
