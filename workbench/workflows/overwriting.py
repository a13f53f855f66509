"""When it may be confirmed that a recorder wrote over its pictures although a hold lies on them. The one rule of it.

A hold stops whoever would destroy something. A recorder writes over by itself, and the confirmation only says that it
did; but to say so of pictures that somebody waits for would hide that they are lost. So a hold gives way to it where
nobody can lose by it, and to nothing else: it was placed by a request for camera pictures and nobody gave it another
reason, it lies on a line of the schedule that keeps such pictures, and the request says of which day they are and that
they were saved. Any other hold stops it, whatever it is about: the police, a claim, a complaint, days, a request for
other records or one whose pictures are not saved. What somebody destroys by hand stays stopped by every hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.records import record
from workbench.records.database import database
from workbench.records.record import Values, table_name
from workbench.registers.cases import pictures
from workbench.registers.cases.files import case_file
from workbench.registers.holds import Hold
from workbench.registers.rights_requests import CCTV, RightsRequest
from workbench.workflows import holds
from workbench.workflows.cases import opening

_FILE = case_file(RightsRequest.register_name)
# What a request says of its pictures, whoever may open its file: nothing of it is told but its reference.
_ASKED = f"""
    SELECT id, reference, pictures_on IS NOT NULL AND pictures_saved IS NOT NULL FROM {table_name(RightsRequest)}
    WHERE removed IS NULL AND "right" = ? AND id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - our own name


_BY_HAND = ("authority", "notes", "covers_from", "covers_to", "holding")  # what a request never says of its hold


class Weighed(NamedTuple):
    """The holds on a series that stop the answer of a check, in words, and the requests whose pictures are saved."""

    stops: tuple[str, ...] = ()
    saved: tuple[str, ...] = ()

    @property
    def offered(self) -> str:
        """Why it may be confirmed although it is on hold; empty where no hold lies on it, or one stops it."""
        saved = f"the pictures asked for are saved in {_listed(self.saved)}"
        return f"On hold, and {saved}: that the others were overwritten may be confirmed." if self.saved else ""

    @property
    def said(self) -> str:
        """The same of what was confirmed."""
        return f"Overwritten as usual: the pictures asked for are saved in {_listed(self.saved)}." if self.saved else ""


class _Asked(NamedTuple):
    reference: str
    saved: bool


def weigh(series: int, *, by_itself: bool) -> Weighed:
    """What the holds that lie on a series today mean for the answer that some of it is gone, `by_itself` or not."""
    found = holds.on_series(series)
    if not by_itself or series not in (pictures.lines() if found else ()):
        return Weighed(tuple(hold.reason for hold in found))
    placed = record.values_of(Hold, [hold.hold for hold in found])
    requests = _requests(placed.values())
    own = {hold.hold: asked for hold in found if (asked := _alone(placed[hold.hold], requests))}
    others = [hold.reason for hold in found if hold.hold not in own]
    saved = tuple(dict.fromkeys(asked.reference for asked in own.values() if asked.saved))
    waits = tuple(dict.fromkeys(asked.reference for asked in own.values() if not asked.saved))
    why = f"the pictures asked for in {_listed(waits)} are not noted as saved, or not of which day they are"
    unsaved = (why,) if waits else ()
    stops = (*others, *unsaved)
    return Weighed(stops, () if stops else saved)


def _requests(placed: Iterable[Values]) -> dict[int, _Asked]:
    """The requests for camera pictures among those that placed some holds."""
    numbers = [hold["case"] for hold in placed if hold["case_register"] == RightsRequest.register_name]
    rows = database.execute_sql(_ASKED, (CCTV, json.dumps(numbers))).fetchall()
    return {number: _Asked(reference, bool(saved)) for number, reference, saved in rows}


def _alone(hold: Values, requests: dict[int, _Asked]) -> _Asked | None:
    """The request for pictures that is all a hold stands for; None where it was placed or changed for another."""
    asked = requests.get(hold["case"] or 0) if hold["case_register"] == RightsRequest.register_name else None
    if asked is None or not opening.in_our_words(_FILE, asked.reference, hold):
        return None
    as_placed = hold["kind"] == _FILE.hold_kind and hold["matter"] == asked.reference
    return asked if as_placed and not any(hold[name] for name in _BY_HAND) else None


def _listed(references: Sequence[str]) -> str:
    """'RR-2026/001, RR-2026/004 and RR-2026/009'."""
    *first, last = references or ("",)
    return f"{', '.join(first)} and {last}" if first else last
