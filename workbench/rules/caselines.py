"""Words of councils' own complaint registers and request logs: which answer of ours each of them means.

One table for each question. A word that stands there whole means the answer and nothing else; one of which only a
part is known means it too, but what else it says must not get lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class Meant(NamedTuple):
    """The code of an answer (empty where the words mean none), and whether the words say nothing besides."""

    code: str = ""
    wholly: bool = False


Known = tuple[str, tuple[str, ...], tuple[str, ...]]  # code, words that mean it alone, words it is known by in others

_RIGHTS: tuple[Known, ...] = (
    ("cctv", ("cctv", "cctv request", "cctv footage", "footage"), ("cctv", "footage")),
    (
        "access",
        ("sar", "dsar", "access", "access request", "subject access", "subject access request",
         "subject access requests", "data subject access request", "right of access", "article 15", "copy of data",
         "access to data"),
        ("subject access", "right of access", "access to personal"),
    ),
    (
        "rectification",
        ("rectification", "correction", "right to rectification", "rectify", "amendment", "article 16"),
        ("rectif", "correction of"),
    ),
    (
        "erasure",
        ("erasure", "right to erasure", "right to be forgotten", "be forgotten", "rtbf", "deletion", "delete data",
         "article 17"),
        ("erasure", "be forgotten", "deletion of"),
    ),
    ("marketing", ("direct marketing", "marketing", "stop marketing", "unsubscribe"), ("marketing",)),
    (
        "restriction",
        ("restriction", "right to restriction", "restrict processing", "restriction of processing", "article 18"),
        ("restrict",),
    ),
    ("portability", ("portability", "data portability", "right to data portability", "article 20"), ("portab",)),
    (
        "automated",
        ("automated decision", "automated decision making", "automated decision-making", "profiling", "article 22"),
        ("automated", "profiling"),
    ),
    (
        "objection",
        ("objection", "right to object", "object to processing", "article 21"),
        ("right to object", "objection"),
    ),
    ("consent", ("consent withdrawn", "withdrawal of consent", "withdraw consent"), ("withdrawal of consent",)),
)  # fmt: skip
_REQUEST_OUTCOMES: tuple[Known, ...] = (
    (
        "part",
        ("part", "partial", "partially", "partial disclosure", "partly disclosed", "disclosed in part",
         "granted in part", "partially granted", "part disclosure", "redacted disclosure", "disclosed with redactions"),
        ("partial", "in part", "redact"),
    ),
    (
        "none",
        ("no data held", "nothing held", "no information held", "not held", "no records found", "nil return",
         "no personal data held"),
        ("not held", "no data held", "nothing held", "no information held", "no records"),
    ),
    (
        "refused",
        ("refused", "declined", "rejected", "not granted", "exempt", "fully exempt", "refusal"),
        ("refus", "declin", "reject"),
    ),
    (
        "withdrawn",
        ("withdrawn", "request withdrawn", "withdrawn by applicant", "withdrawn by requester",
         "cancelled by requester"),
        ("withdrawn",),
    ),
    (
        "silent",
        ("lapsed", "no id received", "no id provided", "no response to clarification", "abandoned"),
        ("lapsed", "no id "),
    ),
    (
        "full",
        ("full", "full disclosure", "fully disclosed", "disclosed in full", "disclosed", "granted", "granted in full",
         "all information released", "released in full", "fulfilled", "complied", "complied with"),
        ("full disclosure", "in full", "fully disclosed"),
    ),
    ("informal", ("answered informally", "dealt with informally", "business as usual"), ("informal",)),
    ("other", ("passed on", "transferred", "not for us", "redirected"), ("redirected", "passed to", "transferred to")),
)  # fmt: skip
_COMPLAINT_OUTCOMES: tuple[Known, ...] = (
    ("withdrawn", ("withdrawn", "complaint withdrawn", "withdrawn by complainant"), ("withdrawn",)),
    (
        "partly",
        ("part", "partly", "partial", "partially", "partly upheld", "partially upheld", "upheld in part", "part upheld",
         "part-upheld", "partially justified"),
        ("upheld in part", "partly", "partial"),
    ),
    (
        "not",
        ("no", "not upheld", "not justified", "unjustified", "unfounded", "rejected", "dismissed", "no fault",
         "no fault found", "unsubstantiated", "not substantiated"),
        ("not upheld", "no fault", "unfounded"),
    ),
    (
        "upheld",
        ("yes", "upheld", "fully upheld", "upheld in full", "justified", "substantiated", "fault found"),
        ("upheld",),
    ),
    ("passed", ("passed on", "referred", "referred on", "transferred"), ("referred to", "passed to")),
    ("answered", ("answered", "enquiry answered"), ("enquiry answered",)),
)  # fmt: skip
_STAGES: tuple[Known, ...] = (
    (
        "stage2",
        ("2", "ii", "stage two", "stage ii", "second stage", "formal stage 2", "2nd stage", "s2", "stage2"),
        ("stage 2", "stage two"),
    ),
    (
        "stage1",
        ("1", "i", "stage one", "stage i", "first stage", "formal", "formal stage 1", "1st stage", "s1", "stage1"),
        ("stage 1", "stage one"),
    ),
    ("informal", ("0", "stage 0", "stage zero", "pre-stage", "informal resolution", "early resolution"), ("informal",)),
    ("review", ("3", "stage 3", "stage three", "appeal", "panel"), ("appeal", "review panel")),
    ("referred", ("referred", "ombudsman", "monitoring officer"), ("referred to", "passed to")),
)
_KINDS: tuple[Known, ...] = (
    (
        "data",
        ("data protection", "data protection complaint", "dp complaint", "gdpr complaint", "data complaint"),
        ("data protection", "gdpr"),
    ),
    ("enquiry", ("enquiry", "enquiries", "inquiry", "query", "general enquiry", "comment"), ("enquir",)),
    (
        "complaint",
        ("complaint", "formal complaint", "stage 1 complaint", "corporate complaint"),
        ("complaint",),
    ),
)
_CHANNELS: tuple[Known, ...] = (
    ("email", ("e-mail", "by email", "by e-mail", "mail (electronic)"), ("email", "e-mail")),
    ("form", ("form", "web form", "webform", "online", "online form", "website", "web"), ("website", "online")),
    ("letter", ("post", "by post", "in writing", "written", "by letter", "mail"), ("letter", "by post")),
    ("telephone", ("phone", "by phone", "tel", "call", "telephone call", "phone call", "by telephone"), ("phone",)),
    (
        "person",
        ("verbal", "face to face", "counter", "in office", "office", "visit", "at the office", "walk-in"),
        ("in person", "face to face", "verbal"),
    ),
    ("social", ("facebook", "twitter", "x", "social", "nextdoor"), ("facebook", "twitter", "social media")),
    ("meeting", ("meeting", "council meeting", "public session", "public participation"), ("meeting",)),
)  # fmt: skip
_CATEGORIES: tuple[Known, ...] = (
    ("staff", ("staff", "officer conduct", "staff conduct", "employee", "rudeness"), ("staff", "officer")),
    ("councillor", ("councillor", "cllr", "member conduct", "councillor conduct"), ("councillor", "code of conduct")),
    ("delay", ("delay", "delays", "slow", "slow response"), ("delay",)),
    ("contact", ("no reply", "no response", "communication", "poor communication"), ("lack of contact",)),
    ("policy", ("policy", "decision", "council decision"), ("policy",)),
    ("service", ("service", "quality of service", "service failure", "poor service", "service quality"), ("service",)),
    ("money", ("finance", "financial", "fraud"), ("fraud", "financial")),
    ("data", ("gdpr", "data protection", "privacy", "data breach"), ("data protection", "gdpr")),
    ("foi", ("foi", "freedom of information"), ("freedom of information",)),
    ("discrimination", ("equality", "equalities"), ("discriminat",)),
    ("other", ("other", "misc", "miscellaneous", "general"), ()),
)
_METHODS: tuple[Known, ...] = (
    ("email", ("e-mail", "by email", "by e-mail"), ("email", "e-mail")),
    ("post", ("by post", "posted", "letter", "recorded delivery"), ("by post", "recorded delivery")),
    ("collected", ("collection", "collected in person", "in person"), ("collect",)),
    ("viewed", ("viewing", "viewed at office"), ("viewed",)),
    ("telephone", ("phone", "by phone"), ("phone",)),
)
_IDENTITY: tuple[Known, ...] = (("known", ("known", "known to council", "not required", "not needed"), ()),)
_GO_AHEAD: tuple[Known, ...] = (
    ("yes", ("valid", "accepted", "proceed", "yes"), ()),
    ("unfounded", ("manifestly unfounded", "unfounded"), ("manifestly unfounded",)),
    ("excessive", ("manifestly excessive", "excessive"), ("manifestly excessive",)),
)


@dataclass(frozen=True)
class Answers:
    """What the words of one kind of sheet mean, by question; which question says what a line is, and what is usual."""

    question: str
    usual: str
    known: Mapping[str, tuple[Known, ...]]

    def of(self, question: str, words: str) -> Meant:
        """Which answer to a question some words mean."""
        return _meant(self.known.get(question, ()), _normal(words))

    def kind_said(self, titles: str) -> str:
        """What all lines of a sheet are, where its titles, headings or name say one thing; empty where they do not."""
        said = f" {_normal(titles)} "
        found = {
            code
            for code, whole, parts in self.known[self.question]
            if any(f" {word} " in said for word in whole if len(word) > _SHORT) or any(f" {p}" in said for p in parts)
        } - {self.usual}
        return found.pop() if len(found) == 1 else "" if found else self.usual


REQUESTS = Answers(
    "right",
    "",
    {
        "right": _RIGHTS,
        "outcome": _REQUEST_OUTCOMES,
        "channel": _CHANNELS,
        "method": _METHODS,
        "identity": _IDENTITY,
        "go_ahead": _GO_AHEAD,
    },
)
COMPLAINTS = Answers(
    "kind",
    "complaint",
    {
        "kind": _KINDS,
        "outcome": _COMPLAINT_OUTCOMES,
        "stage2_outcome": _COMPLAINT_OUTCOMES,
        "stage": _STAGES,
        "channel": _CHANNELS,
        "category": _CATEGORIES,
    },
)
_SHORT = 2  # letters of words that mean something only where they stand alone
_CLOSED = frozenset(("closed", "complete", "completed", "resolved", "finished", "done"))


def says_closed(words: str) -> bool:
    """Whether words say that a file is closed, without the day."""
    return _normal(words) in _CLOSED


def _normal(words: str) -> str:
    """Words without capitals, brackets and stops."""
    bare = "".join(sign if sign.isalnum() or sign in "-/'" else " " for sign in words.casefold())
    return " ".join(bare.split())


@lru_cache(maxsize=4096)
def _meant(known: tuple[Known, ...], said: str) -> Meant:
    if alone := next((code for code, whole, _ in known if said in whole), ""):
        return Meant(alone, wholly=True)
    return Meant(next((code for code, _, parts in known if any(f" {p}" in f" {said}" for p in parts)), ""))
