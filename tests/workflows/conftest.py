"""What tests of workflows have in common."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.retention_schedule import ScheduleLine


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council with one line in its schedule."""
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Files", "reference": "6.1"}], op.id)
        yield store
