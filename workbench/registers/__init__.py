"""All registers, in the order of the menu. A new register is one file here and one line below."""

from __future__ import annotations

from workbench.errors import Plain
from workbench.records.record import Record
from workbench.register import Register
from workbench.registers import (
    checks,
    destruction_log,
    disposal_batches,
    holdings,
    holds,
    retention_schedule,
    schedule_versions,
    statistics,
)

REGISTERS: tuple[Register, ...] = (
    retention_schedule.REGISTER,
    schedule_versions.REGISTER,
    holdings.REGISTER,
    checks.REGISTER,
    holds.REGISTER,
    disposal_batches.REGISTER,
    destruction_log.REGISTER,
)
MODELS: tuple[type[Record], ...] = (
    *(register.record for register in REGISTERS),
    disposal_batches.BatchItem,
    statistics.CaseStatistic,
    statistics.PublishedTable,
)


def register(name: str) -> Register:
    """The register of that name; Plain where there is none."""
    found = {r.name: r for r in REGISTERS}
    if name not in found:
        raise Plain(f"There is no register called “{name}”. There are: {', '.join(found)}.")
    return found[name]
