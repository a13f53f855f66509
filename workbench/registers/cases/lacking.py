"""What the steps of a file still lack, besides the boxes without which they cannot be done at all.

What the law asks for cannot wait; what is good practice, or council policy, may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from workbench import display
from workbench.records.record import Values
from workbench.register import Register
from workbench.registers import rights_requests as rr
from workbench.registers.cases import inforce, parts
from workbench.registers.cases.steps import Lack, Lists, unanswered
from workbench.registers.complaints import Complaint
from workbench.registers.rights_requests import RightsRequest

Wants = Callable[[Values, Lists], Iterable[Lack]]
_NAMED = 5  # names in one sentence
_ANSWERS = ("full", "part", "refused", "none")
_GIVEN = ("full", "part")
_FOUR_PARTS = (rr.ACCESS, rr.CCTV)


def empty(*fields: Any) -> Wants:
    """Boxes that a step should have answers in; it may be done without them."""

    def wants(values: Values, _: Lists) -> Iterator[Lack]:
        for field in fields:
            if values[field.name] in (None, ""):
                yield Lack(field.name, f"“{field.label}” is empty")

    return wants


def answer_to(field: Any, by_days: Callable[[Values], bool]) -> Callable[[Values], Iterable[Lack]]:
    """A question without an answer; days that speak for themselves, as a sheet gives them, answer it as well."""

    def demands(values: Values) -> Iterator[Lack]:
        if not (values[field.name] or by_days(values)):
            yield unanswered(field)

    return demands


def reason_for(until: Any, why: Any) -> Callable[[Values], Iterable[Lack]]:
    """What is put off is put off for a reason."""

    def demands(values: Values) -> Iterator[Lack]:
        if values[until.name] and not values[why.name]:
            yield unanswered(why)

    return demands


def undone(part: Register, over: tuple[str, ...], field: Any, said: str, none: str = "") -> Wants:
    """Those of a list that are not done, by their names; `none` is said of an empty list."""

    def wants(_: Values, lists: Lists) -> Iterator[Lack]:
        listed = lists(part)
        if left := [one[part.naming.name] for one in listed if not any(one[name] for name in over)]:
            yield Lack(field.name, f"{said}: {_names(left)}")
        elif none and not listed:
            yield Lack(field.name, none)

    return wants


def looked_into(values: Values, lists: Lists) -> Iterator[Lack]:
    """What was found, and who was not heard yet."""
    yield from empty(Complaint.found)(values, lists)
    yield from undone(parts.PARTY, ("heard_on",), Complaint.looked_on, "Not heard yet")(values, lists)


def nothing_learned(values: Values, lists: Lists) -> Iterator[Lack]:
    """Neither a lesson nor an action is noted."""
    if not values["lessons"] and not lists(parts.ACTION):
        yield Lack("lessons", "Neither a lesson nor an action is noted; write “None” where there is none")


def who_decided(values: Values, lists: Lists) -> Iterable[Lack]:
    """Who decided to refuse, or to ask for a fee."""
    return empty(RightsRequest.decided_by)(values, lists) if values["go_ahead"] not in ("", "yes") else ()


def others(values: Values, lists: Lists) -> Iterator[Lack]:
    """Who removed other people's details and who checked it; what is withheld, and on which ground."""
    if values["others"] in ("removed", "withheld"):
        yield from empty(RightsRequest.redacted_by, RightsRequest.redaction_checked_by)(values, lists)
        if values["redacted_by"] and _same(values["redacted_by"], values["redaction_checked_by"]):
            yield Lack("redaction_checked_by", "Somebody else than who removed them is to check")
    if values["others"] == "withheld" and not lists(parts.WITHHELD):
        yield Lack("others", "Nothing says what is withheld, and on which ground")
    if lacks := [item[parts.WITHHELD.naming.name] for item in lists(parts.WITHHELD) if item["told"] is None]:
        yield Lack("others", f"Nothing says whether the person is told of what is withheld: {_names(lacks)}")


def answer(values: Values, lists: Lists) -> Iterator[Lack]:
    """What an answer to a request says: its parts, what is withheld, and how to complain."""
    outcome, right = values["outcome"], values["right"]
    if outcome not in _ANSWERS:
        return
    withheld = lists(parts.WITHHELD)
    if withheld and outcome == "full":
        items = display.count(len(withheld), "item is", "items are")
        yield Lack("outcome", f"{items} withheld, and the outcome says that all was granted")
    if silent := sum(item["told"] is None for item in withheld):
        items = display.count(silent, "item", "items")
        yield Lack("outcome", f"Of {items} withheld nothing says whether the person is told of it")
    if outcome in _GIVEN and right in _FOUR_PARTS:
        four = (RightsRequest.held, RightsRequest.why_held, RightsRequest.disclosed, RightsRequest.copy_given)
        yield from empty(*four)(values, lists)
    yield from empty(RightsRequest.method)(values, lists)
    if right == rr.ERASE and outcome in ("part", "refused"):
        yield from empty(RightsRequest.erasure_ground)(values, lists)


def may_complain(values: Values) -> Iterator[Lack]:
    """That the person was not told yet that they may complain, where the law asks for it."""
    if values["rights_told"]:
        return
    if values["outcome"] in ("part", "refused"):
        said = "Tell the person that they may complain, and answer Yes here: UK GDPR Article 12(4) asks for it"
        yield Lack("rights_told", said, waits=False)
    elif values["right"] in _FOUR_PARTS and values["outcome"] in _GIVEN:
        said = "Tell the person that they may complain, and answer Yes here: UK GDPR Article 15(1)(f) asks for it"
        yield Lack("rights_told", said, waits=False)


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _names(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


_HOW: Mapping[str, str] = {
    rr.ACCESS: "What is held, why, to whom it may be given, and a copy (UK GDPR Article 15).",
    rr.CCTV: "What is held, why, to whom it may be given, and a copy (UK GDPR Article 15).",
    rr.RECTIFY: "What is wrong is corrected, and what is incomplete completed (UK GDPR Article 16).",
    rr.ERASE: "The data is erased, unless a ground in UK GDPR Article 17(3) says that it is kept.",
    rr.RESTRICT: "The data is kept and not used while the restriction lasts (UK GDPR Article 18).",
    rr.PORTABLE: "The data they gave, in a form that a machine reads (UK GDPR Article 20).",
    rr.OBJECT: "The use stops, unless the council shows compelling grounds (UK GDPR Article 21).",
    rr.MARKETING: "Direct marketing stops, without exception (UK GDPR Article 21(3)).",
    rr.AUTOMATED: "A person looks at the decision again (UK GDPR Articles 22A to 22D).",
    rr.CONSENT: "The use that rested on their consent stops (UK GDPR Article 7(3)).",
}


def law_of_answer(values: Values) -> str:
    """What the law asks of an answer to this right."""
    refusal = "A refusal says why, and that they may complain to the council and the regulator and go to court"
    return f"{_HOW.get(values['right'], '')} {refusal} (Article 12(4)).".strip()


def law_of_search(values: Values) -> str:
    """How far the search goes: for access the law says it, for the other rights all that it is about must be found."""
    if values["right"] in _FOUR_PARTS:
        return f"A reasonable and proportionate search is enough ({inforce.search(values)})."
    return "Find every place that holds the data they mean, copies too, so that what is decided reaches all of it."
