"""All registers, in the order of the menu. A new register is one file here and one line below."""

from __future__ import annotations

from workbench.errors import Plain
from workbench.records import attachments
from workbench.records.record import Record
from workbench.register import Register
from workbench.registers import (
    bank_holidays,
    checks,
    complaints,
    destruction_log,
    disposal_batches,
    holdings,
    holds,
    linked_folders,
    retention_schedule,
    rights_requests,
    schedule_versions,
    statistics,
)
from workbench.registers.cases.files import CASE_FILES
from workbench.registers.cases.parts import PARTS

REGISTERS: tuple[Register, ...] = (
    retention_schedule.REGISTER,
    schedule_versions.REGISTER,
    holdings.REGISTER,
    checks.REGISTER,
    linked_folders.REGISTER,
    holds.REGISTER,
    disposal_batches.REGISTER,
    destruction_log.REGISTER,
    complaints.REGISTER,
    rights_requests.REGISTER,
    bank_holidays.REGISTER,
)
MODELS: tuple[type[Record], ...] = (
    *(register.record for register in REGISTERS),
    disposal_batches.BatchItem,
    linked_folders.KeptFile,
    *(part.record for part in PARTS),
    attachments.Attachment,
    statistics.CaseStatistic,
    statistics.PublishedTable,
)
assert all(file.register in REGISTERS for file in CASE_FILES)  # each says what comes next, from the first save on


def register(name: str) -> Register:
    """The register of that name; Plain where there is none."""
    found = {r.name: r for r in REGISTERS}
    if name not in found:
        raise Plain(f"There is no register called “{name}”. There are: {', '.join(found)}.")
    return found[name]
