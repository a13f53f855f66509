"""The registers whose records are case files."""

from __future__ import annotations

from workbench.errors import Plain
from workbench.registers.cases import complaint_steps, request_steps
from workbench.registers.cases.steps import CaseFile

CASE_FILES: tuple[CaseFile, ...] = (complaint_steps.FILE, request_steps.FILE)


def file_kept_in(register: str) -> CaseFile | None:
    """How the files of a register go their way; None where it keeps other things."""
    return next((file for file in CASE_FILES if file.register.name == register), None)


def case_file(register: str) -> CaseFile:
    """The same; Plain where it keeps no files."""
    found = file_kept_in(register)
    if found is None:
        raise Plain(f"The register “{register}” keeps no case files. Nothing was changed.")
    return found
