"""All registers, in the order of the menu. A new register is one file here and one line below."""

from __future__ import annotations

from workbench.errors import Plain
from workbench.register import Register
from workbench.registers import retention_schedule, schedule_versions

REGISTERS: tuple[Register, ...] = (retention_schedule.REGISTER, schedule_versions.REGISTER)
MODELS = tuple(register.record for register in REGISTERS)


def register(name: str) -> Register:
    """The register of that name; Plain where there is none."""
    found = {r.name: r for r in REGISTERS}
    if name not in found:
        raise Plain(f"There is no register called “{name}”. There are: {', '.join(found)}.")
    return found[name]
