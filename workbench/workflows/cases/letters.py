"""Letters: which a file may have, whose template is used, and what comes of filling it in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile

from workbench import clock, display, paths
from workbench.errors import Plain
from workbench.records import attachments
from workbench.records.attachments import Kept, Owner
from workbench.records.failures import told
from workbench.records.layout import LETTERS
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases import asked
from workbench.registers.cases.files import CASE_FILES, case_file
from workbench.registers.cases.parts import ENTRY, PARTY, WITHHELD, Withheld
from workbench.registers.cases.steps import Step
from workbench.registers.complaints import stage2
from workbench.registers.rights_requests import ACCESS, CCTV, ERASE, RECTIFY
from workbench.workflows import workingcopies
from workbench.workflows.cases import access, keeping, letterfields
from workbench.workflows.cases.letterfields import Addressee
from workbench.workflows.workingcopies import Copy

if TYPE_CHECKING:
    from workbench.reports.letters import Filled


class OwnBroken(Plain):
    """The council's own template of a letter cannot be used; ours can."""


Fits = Callable[[Values], object]
_ACKNOWLEDGES = ("acknowledgement", "complaint-acknowledgement", "data-acknowledgement")
_ANSWERED, _AUTHORITY = "answered", "authority_asked"
_MAY_COMPLAIN, _REGULATOR = "rights_told", "regulator_told"  # set only where the letter that went says so
_ANSWERS = tuple(
    name
    for file in CASE_FILES
    for step in file.steps
    if any(field.name == _ANSWERED for field in step.fields)
    for name in step.letters
)
_LAST = "closing-unanswered"
_MOST = 20_000_000  # bytes of a template that are read at all
_NAME = re.compile(r"[^\W\d_]{4,}")  # shorter parts of names are ordinary words too often
_TITLES = {"miss", "officer", "councillor", "cllr", "clerk", "mayor", "doctor", "reverend", "manager", "town", "deputy"}
_ENDING, _WRITTEN, _SENT_WORDS = ".docx", "Letter written: ", "Letter sent: "
_OPEN, _PLEASE = re.compile(r"\[([^\[\]\n]{1,300})\]"), ": please fill in"


class Letter(NamedTuple):
    """A letter a file may have; `usual` where it belongs to the step the file stands at."""

    name: str
    title: str
    usual: bool


class Draft(NamedTuple):
    """A letter filled in for one file: its bytes, and what to look at before it goes."""

    name: str
    title: str
    content: bytes
    remarks: tuple[str, ...]


class Waiting(NamedTuple):
    """A letter that was written and is not noted as sent, and the words in its open brackets."""

    kept: Kept
    brackets: tuple[str, ...]


class _Kind(NamedTuple):
    title: str
    fits: Fits = lambda _: True


def _right(*rights: str) -> Fits:
    return lambda values: values["right"] in rights


def _other_right(values: Values) -> bool:
    return values["right"] not in (ACCESS, CCTV, RECTIFY, ERASE)


def _silent(values: Values) -> bool:
    return values["silent_from"] is not None and bool(values["silent_from"] <= clock.today())


KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        "acknowledgement": _Kind("Acknowledgement"),
        "identity": _Kind("Ask for proof of identity"),
        "authority": _Kind("Ask for authority to act", lambda values: values["acting_for"]),
        "clarification": _Kind("Ask what is wanted"),
        "extension": _Kind("Two more months", lambda values: values["extended"]),
        "fee": _Kind("Ask for a fee", lambda values: values["go_ahead"] == "fee"),
        "refusal": _Kind("Refusal"),
        "response": _Kind("Answer in four parts", _right(ACCESS)),
        "cctv-response": _Kind("Answer about CCTV pictures", _right(CCTV)),
        "rectification-done": _Kind("Corrected", _right(RECTIFY)),
        "rectification-refused": _Kind("Not corrected", _right(RECTIFY)),
        "erasure": _Kind("Erased, or why not", _right(ERASE)),
        "other-response": _Kind("Answer", _other_right),
        "closing-unanswered": _Kind("Closing, as nobody answers", _silent),
        "complaint-acknowledgement": _Kind("Acknowledgement", asked.procedure),  # what is passed on gets another
        "data-acknowledgement": _Kind("Acknowledgement of a data protection complaint", asked.about_data),
        "stage1": _Kind("Stage 1 reply"),
        "stage2-acknowledgement": _Kind("Acknowledgement of stage 2"),
        "stage2": _Kind("Stage 2 reply"),
        "data-outcome": _Kind("Outcome of a data protection complaint"),
        "referral": _Kind("Passed on", asked.passed_on),
    }
)


# What a letter that was sent says in its file: days, that of its sending, and answers. Nothing there is written over.
_SENT: Mapping[str, tuple[tuple[str, ...], Mapping[str, object]]] = MappingProxyType(
    {
        "identity": (("identity_asked", _AUTHORITY), {"identity": "asked"}),
        "authority": ((_AUTHORITY,), {}),
        "clarification": (("clarify_asked",), {"clear": "asked"}),
        "extension": (("extension_told",), {}),
        "fee": (("fee_asked",), {}),
        "stage1": (("stage1_on",), {}),
        "stage2-acknowledgement": (("stage2_ack",), {}),
        "stage2": (("stage2_on",), {}),
        "referral": (("passed_on", "acknowledged"), {}),  # it says that it was received
        **dict.fromkeys(_ACKNOWLEDGES, (("acknowledged",), {})),
        **dict.fromkeys(_ANSWERS, ((_ANSWERED,), {_MAY_COMPLAIN: True})),
        "data-outcome": ((_ANSWERED,), {_REGULATOR: True}),
    }
)


def offered(register: str, values: Values, looked_at: Step | None = None) -> list[Letter]:
    """The letters a file may have: the usual ones now first, then in the order of its steps.

    The usual ones are those of the step that is looked at, wherever the file is, after an acknowledgement that waits.
    """
    file = case_file(register)
    step = looked_at if looked_at and looked_at.letters else file.next_step(values)
    names = [name for step in file.steps_for(values) for name in step.letters if KINDS[name].fits(values)]
    of_step = step.letters if step else ()
    now = {name for name in names if _is_usual(name, values, of_step)}
    places = {name: place for place, name in enumerate(of_step)}
    before = dict.fromkeys((*_ACKNOWLEDGES, _LAST), -1)  # the first that a person gets, and what ends the wait
    last = len(places)
    ordered = sorted(dict.fromkeys(names), key=lambda n: (n not in now, places.get(n, before.get(n, last))))
    return [Letter(name, KINDS[name].title, name in now) for name in ordered]


def _is_usual(name: str, values: Values, of_step: Sequence[str]) -> bool:
    """Whether a letter belongs to the present step, is the first one a person gets, or the last one."""
    waits = name in _ACKNOWLEDGES and not (values["acknowledged"] or asked.replied(values))
    return waits or name in of_step or name == _LAST


def addressees(register: str, case: int) -> list[Addressee]:
    """Whom a letter of a file may go to, who wrote in first."""
    return letterfields.addressees(register, case, access.look(register, case))


def addressee(register: str, case: int, name: str) -> Addressee:
    """The one of that name, whatever its capitals. Plain where no letter of the file may go to somebody called so."""
    may = addressees(register, case)
    found = next((one for one in may if one.name.casefold() == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(one.name for one in may if one.name)
        raise Plain(f"No letter of this file may go to “{name.strip()}”. Nothing was written. It may go to: {known}.")
    return found


def write(
    store: Store, register: str, case: int, name: str, *, ours: bool = False, to: Addressee | None = None
) -> Draft:
    """Fill a letter in for a file, to who wrote in where nobody else is said; `ours` leaves the council's own aside.

    Plain where the file may not be read, has no such letter or no such person, and where the template is broken.
    """
    values = access.look(register, case)
    if name not in {letter.name for letter in offered(register, values)}:
        known = ", ".join(letter.name for letter in offered(register, values)) or "none"
        raise Plain(f"{values['reference']} has no letter “{name}”. Nothing was written. Its letters are: {known}.")
    may = letterfields.addressees(register, case, values)
    if to is not None and to not in may:
        raise Plain(
            f"{to.name} has no letters of {values['reference']}. Nothing was written. See who may act for whom."
        )
    words = letterfields.words(store, register, case, _as_told(name, values), to or may[0])
    filled = _filled(store, name, words, ours=ours or not has_own(store, name))
    return Draft(name, KINDS[name].title, filled.content, tuple(_remarks(register, case, name, filled)))


def _as_told(name: str, values: Values) -> Values:
    """The decision that a letter gives: each stage its own, any other letter the last one."""
    last = name == "stage2" or (name != "stage1" and values.get("stage2_outcome"))
    return stage2(values) if last else values


def keep(store: Store, register: str, case: int, draft: Draft) -> Copy:
    """Keep a letter with its file, note it on the timeline, and give the copy that is worked on."""
    values = access.read(store, register, case, access.LETTER)
    with store.operation(f"Write a letter in {values['reference']}", "edit") as operation:
        entry = keeping.note(store, register, case, {"kind": "note", "what": f"{_WRITTEN}{draft.title}"})
        shown = f"{draft.title} {values['reference'].replace('/', '-')}{_ENDING}"
        owner = Owner(register, case)
        number = attachments.keep(store, owner, shown, draft.content, operation.id, came_with=entry)
    return workingcopies.open_copy(store, number, editable=True)


def is_letter(copy: Copy) -> bool:
    """Whether a copy is of a letter that was written here."""
    return bool(_title_of(attachments.one(copy.attachment)))


def take_back(store: Store, copy: Copy, operation: int) -> int:
    """Keep a letter that was worked on as its newer version, and note that it went today: timeline and its step."""
    before = {one.id for one in attachments.of(attachments.one(copy.attachment).owner, older=True)}
    number = workingcopies.take_back(store, copy, operation)
    if number not in before:  # else a crash came between keeping it and forgetting the copy
        went_out(store, copy.attachment, number)
    return number


def went_out(store: Store, number: int, newer: int | None = None) -> None:
    """Note that a letter went today as it is kept, or as its newer version: the timeline says so, and its step."""
    kept = attachments.one(number)
    register, case = kept.owner
    values = access.look(register, case)
    keeping.note(store, register, case, {"kind": "out", "what": f"{_SENT_WORDS}{_title_of(kept)}"})
    given = _says(register, values, _title_of(kept))
    if not _points_out(store, b"".join(attachments.read(newer or number))):
        given = {field: value for field, value in given.items() if field not in (_MAY_COMPLAIN, _REGULATOR)}
    if given and not keeping.problems(register, values, given):
        keeping.change(store, register, case, given)


def waiting(owner: Owner) -> list[Waiting]:
    """The letters of a file that were written and are not noted as sent, with what stands open in each."""
    return [Waiting(kept, open_brackets(b"".join(attachments.read(kept.id)))) for kept in unsent(owner)]


def unsent(owner: Owner) -> list[Kept]:
    """The letters of a file that were written and are not noted as sent."""
    entries = keeping.parts(ENTRY, *owner)
    mine = [kept for kept in attachments.of(owner) if kept.came_with and kept.name.endswith(_ENDING)]
    return [kept for kept in mine if (title := _title_of(kept)) and not _is_sent(title, kept, entries)]


def _is_sent(title: str, kept: Kept, entries: Mapping[int, Values]) -> bool:
    """Whether the timeline says that a letter went since it was written; one of that title before it was another."""
    said = f"{_SENT_WORDS}{title}"
    return any(entry["what"] == said and number > (kept.came_with or 0) for number, entry in entries.items())


def remove(number: int, operation: int) -> None:
    """Put a document of a file out of sight. Plain where it is a letter that went: it stays as it was sent."""
    kept = attachments.one(number)
    if _went(kept):
        raise Plain(f"“{kept.name}” is a letter that was sent, so it stays with its file. Nothing was removed.")
    attachments.remove(number, operation)


def _went(kept: Kept) -> bool:
    """Whether a document is a letter that was noted as sent, or a version of it."""
    while kept.follows:
        kept = attachments.one(kept.follows)
    title = _title_of(kept)
    return bool(title) and _is_sent(title, kept, keeping.parts(ENTRY, *kept.owner))


def open_brackets(letter: bytes) -> tuple[str, ...]:
    """What stands in square brackets in a letter, to be filled in or struck out; nothing of what is no letter."""
    return _brackets(_text(letter))


def _points_out(store: Store, letter: bytes) -> bool:
    """Whether a letter says that they may complain, and names the regulator: the council may word it otherwise."""
    said = _text(letter).casefold()
    return "complain" in said and letterfields.setting(store, letterfields.REGULATOR).casefold() in said


def _text(letter: bytes) -> str:
    from workbench.reports import letters as filling

    try:
        return filling.text_of(letter)
    except (OSError, ValueError, KeyError, BadZipFile):
        return ""


def _brackets(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.removesuffix(_PLEASE) for found in _OPEN.findall(text)))


def _says(register: str, values: Values, title: str) -> dict[str, object]:
    """What a file says of itself once a letter has gone, where it says nothing yet."""
    mine = {name for step in case_file(register).steps for name in step.letters}
    name = next((name for name in KINDS if name in mine and KINDS[name].title == title), "")
    days, answers = _SENT.get(name, ((), {}))
    asked_for = [day for day in days if day != _AUTHORITY or letterfields.authority_open(values)]
    said = {**dict.fromkeys(asked_for, clock.today()), **answers}
    return {
        field: given for field, given in said.items() if values[field] in (None, "") or _is_of_before(values, field)
    }


def _is_of_before(values: Values, field: str) -> bool:
    """Whether the day of the answer is that of before the file was opened again."""
    again, answered = values["reopened_on"], values[_ANSWERED]
    return field == _ANSWERED and bool(again and answered and answered < again)


def _title_of(kept: Kept) -> str:
    """The title of a letter, by the entry it came with; nothing where it is another file."""
    entry = keeping.entry_of(kept.came_with) if kept.came_with else None
    before, _, title = entry["what"].partition(_WRITTEN) if entry else ("", "", "")
    return title if not before else ""


def own_path(store: Store, name: str) -> Path:
    """Where the council's own template of a letter lies, or would."""
    return store.folder / LETTERS / f"{name}{_ENDING}"


def has_own(store: Store, name: str) -> bool:
    """Whether the council has a template of its own for a letter."""
    return own_path(store, name).exists()


def own(store: Store, name: str) -> Path:
    """The council's own template of a letter, made from ours where it has none yet."""
    path = own_path(store, name)
    if not path.exists():
        with told(path):
            path.parent.mkdir(exist_ok=True)
            shutil.copyfile(_ours(name), path)
    return path


def _filled(store: Store, name: str, words: Mapping[str, str], *, ours: bool) -> Filled:
    from workbench.reports import letters as filling

    labels = {field: one.label for field, one in letterfields.FIELDS.items()}
    if ours:
        return filling.fill(_read(_ours(name)), name, words, labels)
    path = own_path(store, name)
    try:
        return filling.fill(_read(path), name, words, labels)
    except Plain as broken:
        raise OwnBroken(f"{broken} It is the council’s own, {path}.") from broken


def _ours(name: str) -> Path:
    return paths.resource(f"letters/{name}{_ENDING}")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError as error:
        raise Plain(
            f"The letter “{path.stem}” cannot be read. No letter was written. Close it in Word and see that its "
            "folder is there."
        ) from error


def names_in(name: str, text: str, addressed: str) -> bool:
    """Whether a text names somebody, wholly or by a part of the name that those it goes to do not bear."""
    if name.casefold() in text.casefold():
        return True
    parts, said = set(_NAME.findall(name.casefold())), set(_NAME.findall(text.casefold()))
    return bool((parts - _TITLES - set(_NAME.findall(addressed.casefold()))) & said)


def _remarks(register: str, case: int, letter: str, filled: Filled) -> list[str]:
    """What a person looks at before the letter goes."""
    gaps = _brackets(filled.text)
    remarks = [f"To fill in: {', '.join(gap.rstrip('.') for gap in gaps)}."] if gaps else []
    parties = list(keeping.parts(PARTY, register, case).values())
    written_to = [party for party in parties if party["role"] == "complainant" or letterfields.may_act(party)]
    own = " ".join(party["name"] for party in written_to)
    addressed = f"{own} {access.look(register, case)[case_file(register).register.naming.name]}"
    strangers = [
        party["name"]
        for party in parties
        if party not in written_to and names_in(party["name"], filled.text, addressed)
    ]
    remarks += [f"It names “{name}”, who is not whom it goes to. Look whether that may be." for name in strangers]
    hidden = letterfields.not_mentioned(list(keeping.parts(WITHHELD, register, case).values()))
    if hidden and letter in _ANSWERS:
        remarks.append(
            f"{display.count(hidden, 'item is', 'items are')} withheld that this letter says nothing of. If the person "
            f"may be told, tick “{Withheld.told.label}” there and write it again."
        )
    return remarks
