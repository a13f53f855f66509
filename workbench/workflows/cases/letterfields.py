"""What a letter may ask for: one table from the name of a field to the words of a case. Everything is plain text.

Nothing here gives a name but those of the letter's own parties: who writes in, on whose behalf, and who signs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from workbench import clock, display
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases import clocks, inforce
from workbench.registers.cases.asked import proof
from workbench.registers.cases.base import STOPPED, WAITING
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import PARTY, TOLD, WITHHELD, Withheld
from workbench.registers.complaints import REGISTER as COMPLAINTS
from workbench.registers.rights_requests import CCTV, CONSENT, LOOKED_AT, RightsRequest, waits_since
from workbench.workflows.cases import keeping

ADDRESS, REGULATOR, REGULATOR_ADDRESS = "council address", "regulator", "regulator address"
USUAL = MappingProxyType(
    {
        ADDRESS: "",
        REGULATOR: "the Information Commissioner’s Office (ICO)",
        REGULATOR_ADDRESS: "Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF; 0303 123 1113; ico.org.uk",
    }
)
_OMBUDSMEN = {
    "england": "There is no ombudsman for most complaints about town and parish councils in England.",
    "wales": "You may take your complaint to the Public Services Ombudsman for Wales.",
}
_CONDUCT = {
    "england": "the monitoring officer of the principal council for the area (Localism Act 2011, section 28)",
    "wales": "the Public Services Ombudsman for Wales",
    "northern-ireland": (
        "the Local Government Commissioner for Standards, at the Northern Ireland Public Services Ombudsman"
    ),
}
_CONDUCT_ELSEWHERE = "whoever the law names for it where the council is"
_REFUSED = {"unfounded": "manifestly unfounded", "excessive": "manifestly excessive"}
_PASSED = {
    "auditor": "the council’s external auditor",
    "police": "the police",
    "disciplinary": "the council’s disciplinary procedure",
    "data": "as a data protection complaint",
    "foi": "as an internal review of a request for information",
}
_EXTENDED = {"complex": "Your request is complex", "number": "A number of requests came from you"}
_YOURS = "your personal data"
_GRANTED = ("full", "part")
_QUESTIONS = (
    ("identity_asked", "identity_seen", "proof of who you are"),
    ("authority_asked", "authority_seen", "proof that you may act for somebody else"),
    ("clarify_asked", "clarify_answered", "an answer to our question what you are looking for"),
    ("fee_asked", "fee_paid", "the fee"),
)


class Addressee(NamedTuple):
    """Whom a letter goes to: who wrote in, or a `party` of the file who may act for them, by its number."""

    name: str
    contact: str
    party: int = 0


class Asked(NamedTuple):
    """What the words are taken from: the store, the register, the file's values, whom it goes to, its lists."""

    store: Store
    register: str
    values: Values
    to: Addressee
    withheld: Sequence[Values]
    told: Sequence[Values]


class Field(NamedTuple):
    """A field: what it is called where it is empty, and its words in one file."""

    label: str
    words: Callable[[Asked], str]


def setting(store: Store, name: str) -> str:
    """What the council set for its letters; what is usual where it set nothing."""
    return str(store.setting(name) or USUAL[name])


def addressees(register: str, case: int, values: Values) -> list[Addressee]:
    """Whom a letter of a file may go to: who wrote in first, then representatives who showed that they may act."""
    people = keeping.parts(PARTY, register, case).items()
    acting = [Addressee(p["name"], p["contact"], number) for number, p in people if may_act(p)]
    return [Addressee(_wrote(values), values["contact"]), *acting]


def may_act(party: Values) -> bool:
    """Whether somebody is a representative who showed authority."""
    return bool(party["role"] == "representative" and party["authority_seen"])


def authority_open(values: Values) -> bool:
    """Whether somebody asks for another and has not shown yet that they may."""
    return bool(values.get("acting_for") and not values["authority_seen"])


def _identity_open(values: Values) -> bool:
    return bool(values.get("identity") and proof(values) and not values["identity_seen"])


def words(store: Store, register: str, case: int, values: Values, to: Addressee) -> dict[str, str]:
    """Every field of every letter for one file, to one of its people."""
    withheld, told = (tuple(keeping.parts(part, register, case).values()) for part in (WITHHELD, TOLD))
    asked = Asked(store, register, values, to, withheld, told)
    return {name: field.words(asked) for name, field in FIELDS.items()}


def not_mentioned(withheld: Sequence[Values]) -> int:
    """How many items are withheld that the person may not be told of, as far as the file says."""
    return sum(not item["told"] for item in withheld)


def _text(name: str) -> Callable[[Asked], str]:
    return lambda asked: str(asked.values.get(name) or "")


def _day(name: str) -> Callable[[Asked], str]:
    return lambda asked: display.long_day(asked.values.get(name))


def _choice(name: str) -> Callable[[Asked], str]:
    def said(asked: Asked) -> str:
        code = asked.values.get(name)
        return str(getattr(case_file(asked.register).record, name).label_of(code)) if code else ""

    return said


def _if(fits: Callable[[Values], object]) -> Callable[[Asked], str]:
    """A field to be asked for with "if": 'Yes', or nothing."""
    return lambda asked: "Yes" if fits(asked.values) else ""


def _set(name: str) -> Callable[[Asked], str]:
    return lambda asked: setting(asked.store, name)


def _wrote(values: Values) -> str:
    return str(values.get("requester") or values.get("complainant") or "")


def _behalf(asked: Asked) -> str:
    """The person somebody acts for: of a request as it says, of a complaint who complains, where another gets it."""
    return str(asked.values.get("acting_for") or (_wrote(asked.values) if asked.to.party else ""))


def _what_asked(asked: Asked) -> str:
    """What the person was asked for last and has not given."""
    open_now = _open(asked.values)
    last = max((day for day, _ in open_now), default=None)
    return " and ".join(words for day, words in open_now if day == last)


def _open(values: Values) -> list[tuple[dt.date, str]]:
    return [(values[on], words) for on, given, words in _QUESTIONS if values.get(on) and not values.get(given)]


def _waits(asked: Asked) -> str:
    """All that is waited for while the clock does not run; nothing while it runs."""
    if asked.values["clock"] not in (WAITING, STOPPED):
        return ""
    return " and ".join(words for _, words in _open(asked.values))


def _passed(*codes: str) -> Callable[[Asked], str]:
    return _if(lambda values: values.get("passed_to") in codes)


def _passed_to(asked: Asked) -> str:
    """Where a complaint was passed on to, as a sentence calls it, in the council's own nation."""
    code = asked.values.get("passed_to") or ""
    if code == "monitoring":
        return FIELDS["conduct"].words(asked).partition(" (")[0]
    return _PASSED.get(code, "")


def _right(asked: Asked) -> str:
    said = _choice("right")(asked)
    return said if said.startswith("CCTV") else said[:1].lower() + said[1:]


def _limit(asked: Asked) -> str:
    """The day of the answer itself, never that of the acknowledgement: of a complaint as if acknowledged today.

    Nothing where there is none, or where it has passed: no letter promises a day that is over.
    """
    values, today = asked.values, clock.today()
    day = clocks.reply_by(values, today) if asked.register == COMPLAINTS.name else values["due"]
    return display.long_day(day) if day and day >= today else ""


def _overdue(values: Values) -> bool:
    return bool(values["due"] and values["due"] < clock.today() and not values["answered"])


def _complaint_law(asked: Asked) -> str:
    """Whether the law's duties hold: for this complaint, or for one that an answer to a request leads to from today."""
    if asked.register == COMPLAINTS.name:
        return "Yes" if inforce.of_complaint(asked.values) else ""
    return "Yes" if inforce.duty(clock.today()) else ""


def _new_limit(asked: Asked) -> str:
    """The limit once the person is told of the extension: told today, where that is not noted yet."""
    values = Values(asked.values)
    if not values.get("extended"):
        return ""
    before = _reckoned(values, extended="")
    after = _reckoned(values, extension_told=values["extension_told"] or clock.today())
    return display.long_day(after) if before and after and after > before else ""


def _reckoned(values: Values, **changed: Any) -> dt.date | None:
    tried = Values({**values, **changed})
    RightsRequest.reckon_clock(tried)
    due: dt.date | None = tried["due"]
    return due


def _withheld(asked: Asked) -> str:
    """The grounds of what the person may know is withheld; never what it is, for that may name somebody."""
    told = (str(Withheld.ground.label_of(item["ground"])) for item in asked.withheld if item["told"])
    return "\n".join(dict.fromkeys(told))


def _told(asked: Asked) -> str:
    return "\n".join(dict.fromkeys(item["who"] for item in asked.told if item["told_on"]))


def _asked_on(asked: Asked) -> str:
    return display.long_day(waits_since(asked.values)) if "clarify_asked" in asked.values else ""


FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        "council": Field("The council’s name", lambda asked: asked.store.council.name),
        "council_address": Field("The council’s address", _set(ADDRESS)),
        "regulator": Field("The regulator", _set(REGULATOR)),
        "regulator_address": Field("The regulator’s address", _set(REGULATOR_ADDRESS)),
        "ombudsman": Field("The ombudsman", lambda asked: _OMBUDSMEN.get(asked.store.council.nation, "")),
        "conduct": Field(
            "Who looks into the conduct of councillors",
            lambda asked: _CONDUCT.get(asked.store.council.nation, _CONDUCT_ELSEWHERE),
        ),
        "complaint_law": Field(
            "The law on complaints about personal data holds for them (from 19 Jun 2026)", _complaint_law
        ),
        "regulator_law": Field(
            "The law by which they may go to the regulator", lambda _: inforce.regulator(clock.today())
        ),
        "signed_by": Field("Who signs", lambda asked: asked.store.user),
        "today": Field("Today", lambda _: display.long_day(clock.today())),
        "reference": Field("Our reference", _text("reference")),
        "addressee": Field("Name", lambda asked: asked.to.name),
        "addressee_address": Field("Address", lambda asked: asked.to.contact),
        "acting_for": Field("On behalf of", _behalf),
        "about_whom": Field("Whom the data is about", lambda asked: _behalf(asked) or "you"),
        "data_of": Field(
            "Whose personal data", lambda asked: f"the personal data of {who}" if (who := _behalf(asked)) else _YOURS
        ),
        "received": Field("Received on", _day("received")),
        "handler": Field("Dealt with by", _text("handler")),
        "limit": Field("The day by which we must answer", _limit),
        "waits": Field("What they were asked for, while the time does not run", _waits),
        "acknowledge_by": Field("The day by which we must acknowledge it", _day("acknowledge_by")),
        "acknowledged": Field("Acknowledged on", _day("acknowledged")),
        "answered": Field("Answered on", _day("answered")),
        "outcome": Field("Outcome", _choice("outcome")),
        "granted": Field("Granted in full or in part", _if(lambda values: values["outcome"] in _GRANTED)),
        # Rights requests
        "of_pictures": Field("Asks for CCTV pictures", _if(lambda values: values.get("right") == CCTV)),
        "right": Field("What is asked for", _right),
        "scope": Field("What they want", _text("scope")),
        "building": Field("Building", _text("building")),
        "pictures_on": Field("Day of the pictures", _day("pictures_on")),
        "pictures_at": Field("Time of the pictures", _text("pictures_at")),
        "wrong": Field("What is wrong or out of date", _text("wrong")),
        "right_words": Field("What it should say", _text("right_words")),
        "processing": Field("Which use of their data it is about", _text("processing")),
        "question_stops_clock": Field("A question stops the clock", _if(lambda v: v.get("right") in LOOKED_AT)),
        "overdue": Field("The time for the answer has passed", _if(_overdue)),
        "withdrawn": Field("A consent is withdrawn", _if(lambda values: values.get("right") == CONSENT)),
        "month_law": Field("The law by which the month starts and stops", lambda asked: inforce.month(asked.values)),
        "search_law": Field("The law on how far a search goes", lambda asked: inforce.search(asked.values)),
        "identity_open": Field("Proof of who they are was asked for and not seen", _if(_identity_open)),
        "authority_open": Field("It is not shown yet that they may act for somebody else", _if(authority_open)),
        "asked_on": Field("The day on which they were asked", _asked_on),
        "what_asked": Field("What they were asked for", _what_asked),
        "fee": Field("The fee", _text("fee")),
        "refused_as": Field(
            "Manifestly unfounded or excessive", lambda asked: _REFUSED.get(asked.values.get("go_ahead") or "", "")
        ),
        "refusal_reasons": Field("The reasons", _text("why_not")),
        "extension_reason": Field(
            "Which ground for two more months", lambda asked: _EXTENDED.get(asked.values.get("extended") or "", "")
        ),
        "extended_why": Field("Why two more months", _text("extended_why")),
        "new_limit": Field("The new limit, where the time was extended in its first month", _new_limit),
        "held": Field("What is held", _text("held")),
        "why_held": Field("Why it is held", _text("why_held")),
        "disclosed": Field("To whom it may be given", _text("disclosed")),
        "copy_given": Field("The copy", _text("copy_given")),
        "withheld": Field("The grounds for what is withheld", _withheld),
        "erasure_ground": Field("Ground for refusing to erase", _choice("erasure_ground")),
        "told_bodies": Field("Who had been given the data and was told", _told),
        "disagreement": Field("Their statement of disagreement", _text("disagreement")),
        # Complaints
        "subject": Field("Subject", _text("subject")),
        "wanted": Field("What would put it right", _text("wanted")),
        "about_data": Field("Says their own data was misused", _if(lambda values: values.get("about_data"))),
        "confidential_open": Field(
            "Nobody noted yet whether they wish to stay unnamed", _if(lambda values: not values.get("unnamed"))
        ),
        "stays_unnamed": Field("They wish to stay unnamed", _if(lambda values: values.get("unnamed") == "yes")),
        "reasons": Field("Reasons", _text("reasons")),
        "remedy": Field("What the council does about it", _text("remedy")),
        "apology": Field("An apology is made", _if(lambda values: values.get("apology"))),
        "stage1_on": Field("Stage 1 reply sent", _day("stage1_on")),
        "escalated": Field("Asked for stage 2 on", _day("escalated")),
        "passed_to": Field("Passed on to", _passed_to),
        "passed_on": Field("Passed on on", _day("passed_on")),
        "passed_reference": Field("Their reference", _text("passed_reference")),
        "to_monitoring": Field("Passed on as the conduct of a councillor", _passed("monitoring")),
        "to_auditor": Field("Passed on to the auditor", _passed("auditor")),
        "to_police": Field("Passed on to the police", _passed("police")),
        "to_disciplinary": Field("Passed on to the disciplinary procedure", _passed("disciplinary")),
        "to_law": Field("Passed on as personal data or a request for information", _passed("data", "foi")),
    }
)
