"""The command "deadline": when something is due, by which law, with each step of the working."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench import terminal
from workbench.terminal import say, show_json

if TYPE_CHECKING:
    from workbench.rules.deadlines.complaints import Policy
    from workbench.rules.workingdays import Calendar, OneOff

# What each kind is asked with, beside the day it starts from.
_RIGHT_DAYS = (
    "id_asked",
    "id_received",
    "authority_asked",
    "authority_received",
    "fee_asked",
    "fee_paid",
    "extension_told",
    "answered",
)
_RIGHT = {"received", "clarified", "extended", *_RIGHT_DAYS}
_STAGES = ("acknowledged", "escalated", "stage2_acknowledged")
_TAKES = {
    "dp-complaint": {"received"},
    "complaint": {"received", *_STAGES},
    "foi": {"received", "fees_notice", "fee_paid", "clarified", "extended"},
    "eir": {"received", "clarified", "extended"},
    "foi-review": {"received"},
    "eir-review": {"received"},
    "breach": {"aware"},
    "papers": {"meeting", "clear_days"},
}
_DAYS = ("received", *_RIGHT_DAYS, "fees_notice", *_STAGES, "meeting")
Day = Annotated[str | None, typer.Option(metavar="DATE")]


class DeadlineKind(StrEnum):
    """What a deadline can be asked for."""

    SAR = "sar"
    CCTV = "cctv"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    MARKETING = "marketing"
    AUTOMATED = "automated"
    CONSENT = "consent"
    DP_COMPLAINT = "dp-complaint"
    COMPLAINT = "complaint"
    FOI = "foi"
    EIR = "eir"
    FOI_REVIEW = "foi-review"
    EIR_REVIEW = "eir-review"
    BREACH = "breach"
    PAPERS = "papers"


class Nation(StrEnum):
    """Whose bank holidays count, but for FOI and EIR, where those of the whole United Kingdom do."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


def deadline(
    context: typer.Context,
    kind: Annotated[DeadlineKind, typer.Argument(metavar="KIND", help=", ".join(DeadlineKind))],
    received: Annotated[str | None, typer.Option(metavar="DATE", help="The day it reached the council.")] = None,
    id_asked: Day = None,
    id_received: Annotated[str | None, typer.Option(metavar="DATE", help="Proof of identity came.")] = None,
    authority_asked: Day = None,
    authority_received: Annotated[str | None, typer.Option(metavar="DATE", help="Proof of authority came.")] = None,
    fee_asked: Day = None,
    fee_paid: Annotated[str | None, typer.Option(metavar="DATE", help="The fee was paid.")] = None,
    fees_notice: Annotated[str | None, typer.Option(metavar="DATE", help="The FOI fees notice went.")] = None,
    clarified: Annotated[
        list[str] | None,
        typer.Option(metavar="ASKED/ANSWERED", help="Asked what is wanted, and answered (empty while open)."),
    ] = None,
    extended: Annotated[bool, typer.Option("--extended", help="The time was extended.")] = False,
    extension_told: Annotated[str | None, typer.Option(metavar="DATE", help="They were told of it.")] = None,
    acknowledged: Annotated[str | None, typer.Option(metavar="DATE", help="The complaint was acknowledged.")] = None,
    escalated: Annotated[str | None, typer.Option(metavar="DATE", help="Stage 2 was asked for.")] = None,
    stage2_acknowledged: Day = None,
    answered: Annotated[str | None, typer.Option(metavar="DATE", help="It was answered.")] = None,
    aware: Annotated[str | None, typer.Option(metavar="ISO-DATETIME", help="A breach became known.")] = None,
    meeting: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the meeting.")] = None,
    clear_days: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=0, max=60, help="Clear working days; 3 if not said.")
    ] = None,
    nation: Annotated[
        Nation | None,
        typer.Option(help="Whose bank holidays count: the council's own where --store names it, else England's."),
    ] = None,
    holiday: Annotated[
        list[str] | None, typer.Option(metavar="DATE", help="A one-off bank holiday; may be repeated.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object and nothing else.")] = False,
) -> None:
    """Say when something is due, with the working and the law."""
    typed = locals()
    days = {name: typed[name] for name in _DAYS}
    _fitting(kind, days | {"aware": aware, "clarified": clarified, "extended": extended, "clear_days": clear_days})
    given = {name: terminal.day_of(day) for name, day in days.items() if day}
    pairs = tuple(_pair(pair) for pair in clarified or ())
    one_offs = tuple((_day(day), "all", "one-off") for day in holiday or ())
    found = _worked_out(kind, given, pairs, extended, aware, clear_days, _place(_folder(context), nation, one_offs))
    if json:
        show_json(_as_json(found))
        return
    for line in _in_words(found):
        say(line)


def _worked_out(
    kind: DeadlineKind,
    given: dict[str, Any],
    pairs: tuple[tuple[dt.date, dt.date | None], ...],
    extended: bool,
    aware: str | None,
    clear_days: int | None,
    place: _Place,
) -> Any:
    """Ask the rules; wrong use where the day that everything starts from is missing."""
    from workbench.rules.deadlines import complaints, information, others, rights

    here, everywhere = place.here, place.everywhere
    if kind == DeadlineKind.BREACH:
        return others.breach(_moment(aware))
    if kind == DeadlineKind.PAPERS:
        number = others.CLEAR_DAYS if clear_days is None else clear_days
        return others.papers(_needed(given, "meeting"), here, number)
    received = _needed(given, "received")
    if kind in (DeadlineKind.FOI, DeadlineKind.EIR):
        asked = information.Question(received, pairs, given.get("fees_notice"), given.get("fee_paid"), extended)
        return (information.foi if kind == DeadlineKind.FOI else information.eir)(asked, everywhere)
    if kind == DeadlineKind.FOI_REVIEW:
        return information.foi_review(received, everywhere)
    if kind == DeadlineKind.EIR_REVIEW:
        return information.eir_review(received, everywhere)
    if kind == DeadlineKind.DP_COMPLAINT:
        return complaints.data_complaint(received, here)
    if kind == DeadlineKind.COMPLAINT:
        steps = complaints.Steps(received, **{name: given.get(name) for name in _STAGES})
        return complaints.complaint(steps, here, place.policy)
    stops = {name: given.get(name) for name in _RIGHT_DAYS}
    request = rights.Request(received, clarified=pairs, extended=extended, **stops)
    return rights.right(kind.value, request, here, place.target or rights.TARGET)


def _as_json(found: Any) -> dict[str, Any]:
    """The result as scripts read it: days as ISO text, null where there is none."""
    answer = {
        "kind": found.kind,
        "start": _iso(found.start),
        "due": _iso(found.due),
        "working": list(found.working),
        "basis": found.basis,
        "target": _iso(found.target),
        "stands": found.stands,
        "policy": found.policy,
    }
    for name in ("latest", "acknowledge", "notice_by"):
        if getattr(found, name) is not None:
            answer[name] = _iso(getattr(found, name))
    return answer | {name: _iso(day) for name, day in found.others.items()}


def _in_words(found: Any) -> list[str]:
    """The working line by line, then the day and the law."""
    from workbench.rules.deadlines.deadline import said

    lines = list(found.working)
    if found.due is not None:
        when = f"{said(found.due.date())}, {found.due:%H:%M}" if isinstance(found.due, dt.datetime) else said(found.due)
        lines.append(f"Due {when}.")
    if found.target is not None and found.target != found.due:
        lines.append(f"Target {said(found.target)}.")
    if found.latest not in (None, found.due):
        lines.append(f"At the latest {said(found.latest)}.")
    if found.due is not None and found.notice_by is not None:
        lines.append(f"An extension must be told by {said(found.notice_by)}.")
    return [*lines, f"By {found.basis}. Check before relying on this."]


@dataclass(frozen=True)
class _Place:
    """By whose bank holidays it is worked out, and by which policy and target for requests; None is the usual one."""

    here: Calendar
    everywhere: Calendar
    policy: Policy | None = None
    target: int | None = None


def _folder(context: typer.Context) -> Path | None:
    """The council's folder that is named before the command."""
    found: Path | None = context.find_root().params.get("store")
    return found


def _place(folder: Path | None, nation: Nation | None, one_offs: tuple[OneOff, ...]) -> _Place:
    """The named council's own calendar and policy; otherwise those of a nation."""
    from workbench.rules.workingdays import NATIONS, own, union

    if folder and nation is None:
        if terminal.has_passphrase():
            return _of_council(folder, one_offs)
        typer.echo("The bank holidays are England's. Set WORKBENCH_PASSPHRASE to go by the council's own.", err=True)
    return _Place(own(NATIONS[(nation or Nation.ENGLAND).value], one_offs), union(one_offs))


def _of_council(folder: Path, one_offs: tuple[OneOff, ...]) -> _Place:
    from workbench.registers.cases import calendar

    with terminal.opened(folder, read_only=True):
        here, everywhere = calendar.own(), calendar.union()
        policy, target = calendar.policy(), calendar.request_target()
    longer = [replace(found, one_offs=(*found.one_offs, *one_offs)) for found in (here, everywhere)]
    return _Place(longer[0], longer[1], policy, target)


def _fitting(kind: DeadlineKind, given: dict[str, Any]) -> None:
    """Wrong use where something is given that this kind is not worked out with."""
    takes = _TAKES.get(kind.value, _RIGHT)
    for name, value in given.items():
        if name not in takes and value not in (None, False, []):
            raise typer.BadParameter(f"--{name.replace('_', '-')} has no meaning for {kind.value}.")


def _needed(given: dict[str, Any], name: str) -> dt.date:
    if name not in given:
        raise typer.BadParameter(f"Give --{name} DATE.")
    day: dt.date = given[name]
    return day


def _day(typed: str) -> dt.date:
    day = terminal.day_of(typed)
    assert day is not None
    return day


def _pair(typed: str) -> tuple[dt.date, dt.date | None]:
    asked, between, answered = typed.partition("/")
    if not between and "-" not in typed:
        raise typer.BadParameter(f"“{typed}” must be two days with a stroke between, as 2026-09-14/2026-09-21.")
    return _day(asked), terminal.day_of(answered or None)


def _moment(typed: str | None) -> dt.datetime:
    if typed is None:
        raise typer.BadParameter("Give --aware with a day and a time, as 2026-03-27T10:00.")
    try:
        moment = dt.datetime.fromisoformat(typed)
    except ValueError:
        moment = None
    if moment is None or "T" not in typed.upper().replace(" ", "T"):
        raise typer.BadParameter(f"“{typed}” must be a day and a time, as 2026-03-27T10:00.")
    return moment


def _iso(day: dt.date | dt.datetime | None) -> str | None:
    return day.isoformat() if day is not None else None
