"""Words cut into the clauses that each may hold a rule: brackets, conditions, limbs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.rules.wording import LENGTH

# "Not to be destroyed until closed", "do not destroy for 6 years" say a shortest time.
_NOT_YET = r"(?!(?: \w+){0,3} (?:until|till|before)\b)(?![^.;\n-]*\d[_ ](?:day|week|month|year))"
PERMANENT = re.compile(
    r"\b(?:perm(?:anent(?:ly)?)?|indefinite(?:ly)?|indef|for ?ever|perpetuity|perpetual(?:ly)"
    r"?|for all time|(?:ad )?infinit(?:e(?:ly)?|um)|for always|parhaol|am byth|"
    r"(?:never (?:be )?(?:destroy(?:ed)?|dispose[d]?)|(?:do not|not to be|must not be|"
    rf"should not be|not) (?:destroy(?:ed)?|dispose[d]? of))(?=\b){_NOT_YET})\b"
)
UNTIL = re.compile(
    r"\b(?:until|untill|til|till|while|whilst|(?:as|so) long as|life(?:time|span)? of|"
    r"duration|throughout|last complete\w* audit|"
    r"end of administrative|term of office|when no longer|once no longer)\b"
)
_AGE = r"\b\d{1,3}(?:st|nd|rd|th) birth ?day|\bage (?:of )?\d"
BEARS = re.compile(rf"{LENGTH}|{_AGE}|{PERMANENT.pattern}|{UNTIL.pattern}")
CONDITION = re.compile(
    r"\b(?:unless|except|excepting|"
    r"provided(?= (?:that|the|it|there|they|no)\b)|providing|"
    r"subject to(?! (?:\w+ )?review)|depend(?:s|ent|ing|ant)?\b|if\b|"
    r"in which case|(?<=years|onths|weeks|_days)(?: or | ?/ ?)(?:at |on )?(?:the )?(?:end|completion|closure|expiry|"
    r"termination|death)\b|(?<=years|onths|weeks|_days) or (?:once|when|whenever|as soon as|upon)\b|"
    r"or as (?:required|long|necessary|directed)|"
    r"or (?:for )?(?:a )?longer|longer (?:if|where|when|as|periods?|for|retention)|or more if|"
    r"or such|where\b|wherever|for example|example|e\.g|"
    r"case[ -]by[ -]case|otherwise|other than|(?:in line with|in accordance with|according to)"
    r"(?!.*\b(?:acts?|law|laws|regulations?|legislat\w+|statut\w+|limitation|code|guid\w+|"
    r"gdpr|hmrc|vat)\b)|may (?:be|need)|might|"
    r"but\b(?! (?:for )?(?:(?:no|not) (?:more|longer|later|less|fewer|shorter) than|"
    r"at (?:most|least)|(?:a )?m(?:ax|in)(?:imum)?(?: of)?)"
    r" \d+_)(?!(?: (?:will|shall|should|is|are|to|be|then|thereafter|securely))* (?:destroy|dispos|delet|shred))|"
    r"apart from|with the exception|"
    r"generally|"
    r"at the discretion|(?<!long )as (?:appropriate|necessary)|as agreed|when required|or later|see also|varies|"
    r"exceptions?)"
)
WHICHEVER = re.compile(
    r"[\s,(-]*\b(?:which ?ever|the)(?: (?:is|comes|occurs|falls|of (?:the )?(?:two|these)"
    r"(?: is)?))?(?: the)?(?: \w+)?? "
    r"(later|longer|latest|longest|greater|greatest|last|sooner|soonest|earlier|earliest|"
    r"first|shorter|shortest|lesser)\b(?: date| period)?"
)
LATER = frozenset(["later", "longer", "latest", "longest", "greater", "greatest", "last"])
_REVIEW_REMARK = re.compile(r"\breview(?:ed)?(?: is| period)? depend(?:ent|ing) (?:up)?on [^,;.()]*")
_ELSE = re.compile(r"\b(?:but|otherwise|except\w*|apart from)\b")
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_BRACKET_START = re.compile(r"^(?:or|unless|until|if|but|plus|\+|and|subject|except)\b")
_INLINE = re.compile(
    r"^(?:minimum|min\.?|maximum|max\.?|at least|from .*|after .*|following .*|since .*|dob.*|"
    r"rolling.*|plus .*|\+ ?.*|paper|electronic|s)$"
)
_CURRENT_PLUS = re.compile(
    r"\bcurrent(?: \w+)? (?:year )?(?:plus|\+|and) ?\d+|\b\d+ ?(?:plus|\+) ?(?:the )?current|^[cC]\w* ?\+ ?\d"
)
_DONE_WHEN = re.compile(r"\b(?:destroy|dispos|delet|shred)\w*\b.*\b(?:after|when|once|upon|as soon as)\b")
_HARD = re.compile(r"\n|;|\.(?= |$)|\s[•*]\s|\s/\s(?=\D)")
_SOFT = re.compile(
    r"(?: |,) ?or (?:else |otherwise )?| ?/ ?|"
    r", (?!then\b|plus\b|and\b|whichever\b|thereafter\b|\+|followed\b|after\b|from\b)"
)
_COUNTS = re.compile(r"\d(?:st|nd|rd|th)? ?$")
_ALONE = re.compile(r"\b(?:age (?:of )?\d+|(?:19|20)\d\d) ?$")
_CONTINUES = re.compile(
    r"^(?:after|from|of|plus|\+|since|following|post|thereafter|then (?:for )"
    r"?(?:a (?:further )?)?\d|whichever|beginning|and then|minimum|min\b|maximum)\b"
)


@dataclass(frozen=True, slots=True)
class Segments:
    """Clauses that may hold a rule, conditions met, second readings in brackets, a floor, which limb governs."""

    clauses: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    brackets: tuple[str, ...] = ()
    floor: str = ""
    whichever: str = ""


def cut(text: str) -> Segments:
    """Regular text cut into clauses; every clause is without brackets and conditions."""
    text = _REVIEW_REMARK.sub("", text)
    text, brackets = _without_brackets(text)
    text, whichever = _without_whichever(text)
    clauses: list[str] = []
    conditions: list[str] = []
    for sentence in _sentences(text):
        for clause in _soft(sentence):
            kept, condition = _without_condition(clause)
            clauses += [kept] if kept else []
            conditions += [condition] if condition else []
            clauses += _else(condition)
    conditions += [words for words in brackets if CONDITION.search(words)]
    floor = next(
        (words for words in brackets if re.search(r"\bmin(?:imum)?\b|at least", words) and re.search(LENGTH, words)), ""
    )
    second = tuple(words for words in brackets if words != floor and _second_reading(words))
    return Segments(tuple(clauses), tuple(conditions), second, floor, whichever)


def _else(condition: str) -> list[str]:
    """What a condition says for the other case ("but 20 years for rents")."""
    found = _ELSE.search(condition)
    return [condition[found.start() :]] if found and re.search(LENGTH, condition[found.start() :]) else []


def _second_reading(words: str) -> bool:
    """Whether a bracket states a period of its own."""
    return bool(
        re.search(LENGTH, words) or _CURRENT_PLUS.search(words) or (_BRACKET_START.match(words) and BEARS.search(words))
    )


def _without_brackets(text: str) -> tuple[str, list[str]]:
    if "(" not in text and ")" not in text and "[" not in text:
        return text, []
    brackets: list[str] = []

    def taken(match: re.Match[str]) -> str:
        words = (match[1] or match[2] or "").strip()
        if _INLINE.match(words) and not (re.search(LENGTH, words) and re.search(LENGTH, text[: match.start()])):
            return f" {words} "
        brackets.append(words)
        return " "

    shorter = _BRACKET.sub(taken, text)
    if not BEARS.search(shorter) and not re.search(r"\d|current|review", shorter):
        return text.replace("(", " ").replace(")", " "), []
    shorter = re.sub(r"[^\S\n]+", " ", shorter.replace("(", " ").replace(")", " "))
    return re.sub(r" ([.,;\n])", r"\1", shorter).strip(), brackets


def _without_whichever(text: str) -> tuple[str, str]:
    found = WHICHEVER.search(text)
    if not found or not (
        found[0].strip(" ,(-").startswith("which") or found[1] in ("later", "longer", "earlier", "sooner")
    ):
        return text, ""
    rest = text[: found.start()] + " " + text[found.end() :]
    return rest.strip(), "later" if found[1] in LATER else "earlier"


def _sentences(text: str) -> list[str]:
    """Split at full stops, semicolons and lines, unless the next piece only goes on with the last."""
    pieces: list[str] = []
    for piece in _HARD.split(text):
        piece = piece.strip(" .,-")
        if piece and pieces and _CONTINUES.match(piece):
            pieces[-1] += f" {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def _soft(sentence: str) -> list[str]:
    """Split at "or", "/" and commas where both sides could be a rule."""
    pieces: list[str] = []
    while cut_at := _soft_cut(sentence):
        pieces.append(sentence[: cut_at.start()].strip(" ,-"))
        sentence = sentence[cut_at.end() :].strip(" ,-")
    return [*pieces, sentence]


def _soft_cut(sentence: str) -> re.Match[str] | None:
    """The first place where both sides could be a rule; what bears a rule is looked for once, not at every place."""
    bearers = [found.span() for found in BEARS.finditer(sentence)] if _SOFT.search(sentence) else []
    if len(bearers) < 2:
        return None
    for found in _SOFT.finditer(sentence, bearers[0][1]):
        if bearers[-1][0] < found.end():
            return None
        if found[0] == "/" and not any(found.start() == end or found.end() == start for start, end in bearers):
            continue  # one noun of two words ("life of warranty/lease + 2 years")
        left = sentence[: found.start()]
        if CONDITION.search(left):
            return None
        counts = _COUNTS.search(left) and not _ALONE.search(left)
        if not (counts and sentence[found.end() :][:1].isdigit()):
            return found
    return None


def _without_condition(clause: str) -> tuple[str, str]:
    """The clause up to its condition; a clause that begins with one goes on after its comma or colon."""
    found = CONDITION.search(clause)
    if not found:
        return clause, ""
    kept = clause[: found.start()].strip(" ,-:(")
    if BEARS.search(kept) or re.search(r"\d|review|current", kept) or _DONE_WHEN.search(kept):
        return re.sub(r"\b(?:or|and|then)$", "", kept).strip(" ,-"), clause[found.start() :]
    rest = re.split(r"[,:]| - | then ", clause[found.start() :], maxsplit=1)
    after = rest[1].strip() if len(rest) > 1 and BEARS.search(rest[1]) else ""
    return after, clause[found.start() :]
