"""A code printed in the foot of a report, looked for in the history: whose it is, and whether all before it stands."""

from __future__ import annotations

from dataclasses import dataclass

from workbench import display
from workbench.records import chain, history, recovery
from workbench.records.record import values_of
from workbench.registers import REGISTERS
from workbench.registers.destruction_log import LogEntry

_ACTIONS = {"add": "added", "destroy": "destroyed", "remove": "removed", "restore": "brought back"}
_OLDER = (
    "Check it against the paper. If it is typed right, this is an older copy of the records, another council’s, or the "
    "history was rewritten since. Nothing was changed."
)


@dataclass(frozen=True)
class Looked:
    """What is said of a typed code. `known` means that an entry bears it, `well` that nothing up to it was altered."""

    known: bool
    well: bool
    title: str
    text: str
    code: str = ""  # as it is printed, of what can be one

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.title} {self.text}"


def look(typed: str) -> Looked:
    """Look for a code in the open store's history, however it is typed: spaces, case, O for 0 and I for 1 are free."""
    code = recovery.read_letters(typed, chain.CODE_LETTERS)
    if code is None:
        return Looked(False, False, f"“{typed.strip()}” is no printed code.", _shape(typed))
    seq = history.entry_with_code(code)
    if seq is None:
        return Looked(False, False, f"The code {code} is not known: the history holds no entry with it.", _OLDER, code)
    verdict = history.verify()
    whose = f"This code belongs to entry {seq:,} of the history: {_about(seq)}."
    if verdict.broken_at is not None and verdict.broken_at <= seq:
        return Looked(
            True, False, "The code is known, but the history up to it was altered.", f"{whose} {_broken(verdict)}", code
        )
    after = "" if verdict.intact else f" What came after it is not in order. {_broken(verdict)}"
    return Looked(True, True, "Known. Nothing before it has been altered.", f"{whose}{after}", code)


def _broken(verdict: chain.Verdict) -> str:
    return f"{verdict.sentence} Restore a backup, and say so to the council."


def _shape(typed: str) -> str:
    signs = sum(sign.isalnum() for sign in typed)
    found = f"These are {display.count(signs, 'sign')}. " if signs != chain.CODE_LETTERS else ""
    return (
        f"{found}A code has {chain.CODE_LETTERS} letters and figures, in three groups of four, as at the foot of the "
        "page. There is no U in it. Nothing was changed."
    )


def _about(seq: int) -> str:
    """What an entry of the history did to which record, and when."""
    entry = history.entry(seq)
    when = display.moment(entry.utc)
    register = {r.name: r for r in REGISTERS}.get(entry.register)
    if register is None:
        return f"made on {when}"
    values = values_of(register.record, [entry.record]).get(entry.record)
    what = f"a {register.singular} of the {register.title.lower()}"
    if values and register.record is LogEntry:
        what = f"entry {values['number']} of the destruction log, “{values['description']}”"
    elif values:
        what = f"“{values[register.naming.name]}” in the {register.title.lower()}"
    return f"{what}, {_ACTIONS.get(entry.action, 'changed')} on {when}"
