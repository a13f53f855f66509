"""A council's words made regular: one case, one kind of space and dash, lengths as single words ("6_years")."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.rules.numbers import with_digits
from workbench.rules.rule import Length, Unit, countable
from workbench.rules.spelling import mend, nearly_unit

LENGTH = r"(\d+)_(days|weeks|months|years)"
# Longer words are read up to here only, so that no cell can hold the program up; read_period asks about them.
MOST = 1500
SAME = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "`": "'", "“": '"', "”": '"'}
    | {
        "\r": "\n",
        "\v": "\n",
        "\f": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u200b": "",
        "\ufeff": "",
        "\u00ad": "",
        "_": " ",
    }
    | {"•": "\n", "·": " ", "…": ". ", "＋": "+", "&": " and "}
)
# A unit, how many of it, and which unit the rule counts in.
UNIT_WORDS = (
    (r"years?|yrs?|yr's|year's|[bmf]lynedd|(?<=\d)y", 1, Unit.YEARS),
    (r"months?|mths?|mnths?|mons?|mos?|mth's|month's|mis|misoedd|(?<=\d)m", 1, Unit.MONTHS),
    (r"weeks?|wks?|wk's", 1, Unit.WEEKS),
    (r"days?|dys?|(?<=\d)d", 1, Unit.DAYS),
    (r"fortnights?", 2, Unit.WEEKS),
    (r"quarters?|qtrs?", 3, Unit.MONTHS),
    (r"decades?", 10, Unit.YEARS),
    (r"hours?|hrs?", 1 / 24, Unit.DAYS),
)
_UNITS = "|".join(words for words, _, _ in UNIT_WORDS)
_QUALIFIER = r"(?:(?:calendar|complete|completed|full|whole|clear|consecutive|working|further|additional|more|whole) )*"
# "At least 6 but no more than 10 years": one unit for both.
_FLOOR_TO = re.compile(
    rf"\b((?:at least|min(?:imum)?(?: of)?|(?:no|not) (?:less|fewer|shorter) than) \d{{1,3}}),? (?:but |and |, ?)?"
    r"(?=(?:for )?"
    rf"(?:(?:no|not) (?:more|longer|later) than|at most|max(?:imum)?(?: of)?|up to) \d{{1,3}}[ -]?({_UNITS})\b)"
)
_NAMED_YEARS = re.compile(
    r"\b(\d+) (?:complete |completed |full |whole )*(financial|fiscal|tax|accounting|academic|school|calendar) years?\b"
)
_AMOUNT = re.compile(
    rf"(?<![\w.£$-])(?<!\d/)(\d{{1,4}}(?:\.\d{{1,2}})?)[ -]?{_QUALIFIER}"
    rf"(\()?(?P<unit>{_UNITS})\b(?(2)\)?)(?:\.(?=[a-z,;)]| ?\+| ?$))?(?!')"
)
_THOUSANDS = re.compile(rf"(?<![\w.,£$/-])([1-9]),(\d{{3}})(?=[ -]?(?:{_UNITS})\b)")
# "6. years": a stop that ends nothing, for a unit follows.
_STOPPED = re.compile(
    rf"(?<![\w.])(\d{{1,3}}) ?\. ?"
    rf"(?!(?:year|month|week|day) (?!after|from|since|following|plus|then|and|or))(?=(?:{_UNITS})\b)"
)
# "5+ years" is at least that long.
_OR_MORE = re.compile(rf"(?<![\w.+])(\d{{1,3}}) ?\+ ?(?=(?:{_UNITS})\b)")
_ARTICLE = re.compile(
    r"\b(for|after|within|keep|retain|retained|kept|of|minimum|maximum|least|plus|\+|to|than|"
    r"then|every|another) (?:a|an) (?=(?:year|month|week|fortnight|quarter|decade|day)\b)"
)
_AND_ARTICLE = re.compile(
    r"\band (?:a|an) (?=(?:year|month|week|fortnight|quarter|day)\b"
    r"(?: (?:after|from|since|following|thereafter)\b|[.,;)\n]|$))"
)
_LEADING_ARTICLE = re.compile(r"^(?:a|an) (?=(?:year|month|week|fortnight|quarter|decade|day)\b)")
_HALF = re.compile(r"\b(?:half (?:a|an)|a half|half) (?=(?:year|decade|month|week)\b)")
_AND_HALF = re.compile(r"\b(?:(\d+)|an?) (?:and a half (years?|decades?)|(years?|decades?) and (?:a|1) half)\b")
_BOTH = re.compile(r"\b(\d+)_years,?(?: and)? (\d+)_months\b")
_NOTHING = re.compile(r"\b0_(?:years|months|weeks|days)\b")
_CODED = re.compile(r"^([ym])(\d{1,3})$")
_SLIP = re.compile(r"(?<![\w./£])(\d{1,3}) ([a-z]{4,8})\b")
_RANGE = re.compile(
    r"\b(\d{1,3})(?: ?(?:-|/) ?| to | or )(?=\d{1,3}[ -]?(?:years?|yrs?|months?|mths?|weeks?|wks?|days?|y|m)\b)"
)
_OFTEN = re.compile(r"every|each|per |once|twice|annual|yearly|monthly")
_RHYTHMS = (
    (
        re.compile(r"\b(?:once (?:a|an|per|every)|per|each|every) (year|month|week|quarter|day|fortnight)\b"),
        r"every 1 \1",
    ),
    (
        re.compile(r"\b(?:twice (?:a|per) year|6[ -]monthly|every 6 months|half[ -]?yearly|bi-?annual(?:ly)?)\b"),
        "every 6 months",
    ),
    (
        re.compile(r"\b(?:annually|every 12 months|(?:annual|yearly)(?= (?:review|check|basis))|yearly$)"),
        "every 1 year",
    ),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Regular text, the misspelt units in it as (word, length meant), and what else was made good."""

    text: str
    slips: tuple[tuple[str, Length], ...] = ()


def squash(text: str) -> str:
    """Lower case, plain quotes and dashes, single spaces; line breaks stay one character; at most MOST characters."""
    text = text[:MOST].casefold().translate(SAME)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def as_length(amount: float, unit: Unit, each: float = 1) -> Length | None:
    """A whole length: 1.5 years are 18 months, 24 hours one day; None when it is no retention length."""
    count = amount * each
    if unit is Unit.YEARS and count != int(count):
        count, unit = count * 12, Unit.MONTHS
    if unit is Unit.MONTHS and count != int(count):
        count, unit = count * 30, Unit.DAYS
    if unit is Unit.WEEKS and count != int(count):
        count, unit = count * 7, Unit.DAYS
    whole = math.ceil(round(count, 6))
    return Length(whole, unit) if countable(whole, unit) else None


@lru_cache(maxsize=256)
def _unit(word: str) -> tuple[float, Unit]:
    for words, each, unit in UNIT_WORDS:
        if re.fullmatch(words, word) or word == unit.value[0]:
            return each, unit
    raise KeyError(word)


def _token(match: re.Match[str]) -> str:
    each, unit = _unit(match["unit"])
    length = as_length(float(match[1]), unit, each)
    return f"{length.amount}_{length.unit.value}" if length else match[0]


def _named_years(match: re.Match[str]) -> str:
    """Years of a name ("6 financial years") run from the end of a year of that name."""
    return f"{match[1]} years after end of {match[2]} year"


def _half_more(match: re.Match[str]) -> str:
    return f"{int(match[1] or 1)}.5 {match[2] or match[3]}"


def _together(text: str) -> str:
    """Years and months side by side become one length; a zero beside a length goes."""
    if text.count("_") < 2:
        return text
    text = _BOTH.sub(lambda found: _sum(int(found[1]), int(found[2])), text)
    if _NOTHING.search(text) and len(re.findall(LENGTH, text)) > 1:
        text = " ".join(_NOTHING.sub("", text).split())
    return text


def _sum(years: int, months: int) -> str:
    if not months:
        return f"{years}_years"
    return f"{months}_months" if not years else f"{years * 12 + months}_months"


def _mend_units(text: str) -> tuple[str, tuple[tuple[str, Length], ...]]:
    """Misspelt units after a number put right, each told."""
    slips: list[tuple[str, Length]] = []

    def mended(match: re.Match[str]) -> str:
        unit = None if re.fullmatch(_UNITS, match[2]) else nearly_unit(match[2])
        if unit is None:
            return match[0]
        slips.append((match[2], Length(int(match[1]), Unit(unit))))
        return f"{match[1]} {unit}"

    return _SLIP.sub(mended, text), tuple(slips)


def _lengths(text: str) -> str:
    """The text with every length as one word."""
    if "half" in text:
        text = _HALF.sub("0.5 ", _AND_HALF.sub(_half_more, text))
    text = _ARTICLE.sub(r"\1 1 ", _LEADING_ARTICLE.sub("1 ", _AND_ARTICLE.sub("and 1 ", text)))
    if "least" in text or "less" in text or "min" in text:
        text = _FLOOR_TO.sub(r"\1 \2 and ", text)
    text = _NAMED_YEARS.sub(_named_years, text)
    text = _RANGE.sub(r"\1 to ", _STOPPED.sub(r"\1 ", _THOUSANDS.sub(r"\1\2", text)))
    text = _OR_MORE.sub(r"at least \1 ", _CODED.sub(r"\2\1", text))
    return _together(_AMOUNT.sub(_token, text))


@lru_cache(maxsize=20_000)
def regular(words: str) -> Wording:
    """A council's words made regular; never raises."""
    text = _undotted(mend(squash(words))).replace("whilst", "while")
    text = with_digits(_unwrap(_spelt_out(text)))
    if _OFTEN.search(text):
        for pattern, written in _RHYTHMS:
            text = pattern.sub(written, text)
    text, slips = _mend_units(text)
    return Wording(_lengths(text), slips)


_HANGS = r"after|from|of|the|and|or|plus|\+|for|to|a|an|at|by|in|on|until|since|following|with|is|are|then|date|end|-|,"
_OPEN_END = re.compile(rf"(?:^|\s)(?:{_HANGS})$|[+\-,]$|\d$")
_NUMBER_END = re.compile(r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|five|six|seven)$")
# So many letters of the line before say whether it ends in mid-sentence.
TAIL = 40
_CONTINUES = re.compile(
    r"^(?:after|from|of|plus|\+|since|following|years?\b|yrs?\b|months?\b|mths?\b|until end|whichever)"
)


def _unwrap(text: str) -> str:
    """Line breaks that only wrap a sentence become spaces."""
    if "\n" not in text:
        return text
    first, *rest = text.split("\n")
    out, before = [first], first
    for line in rest:
        wraps = _OPEN_END.search(before) or _CONTINUES.match(line) or _NUMBER_END.search(before)
        out += [" " if wraps else "\n", line]
        before = line if len(line) > TAIL or not wraps else f"{before[-TAIL:]} {line}"
    return "".join(out)


_SHORT_WORDS = (
    (re.compile(r"\byr\b\.?(?<!\d yr)"), "year"),
    (re.compile(r"\bcomp(?:l|ltd)?\b\.?(?= (?:audit|financial|fin|accounting|year))"), "completed"),
    (re.compile(r"\bfin\b\.?(?= year)"), "financial"),
    (re.compile(r"\bcal\b\.?(?= year)"), "calendar"),
    (re.compile(r"\b([cf])/y\b"), r"\1y"),
    (re.compile(r"\baft\b\.?"), "after"),
    (re.compile(r"\b(?:acad|ac)\b\.?(?= year)"), "academic"),
    (re.compile(r"\bcurr\b\.?"), "current"),
    (re.compile(r"\bprev\b\.?"), "previous"),
)
_HAS_SHORT = re.compile(r"\b(?:yr|comp|compl|compltd|fin|cal|acad|ac|curr|prev|aft|[cf]/y)\b")


def _spelt_out(text: str) -> str:
    """House abbreviations in full ("Last comp. audit yr"); a "yr" behind a number is left to the lengths."""
    if _HAS_SHORT.search(text):
        for pattern, written in _SHORT_WORDS:
            text = pattern.sub(written, text)
    return text


_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?![a-z])")
_SHORTENED = re.compile(r"\b(min|max|approx|fin|incl|no|ref|dept|govt)\.(?= ?\w)")


def _undotted(text: str) -> str:
    """Abbreviations without their full stops ("D.O.B.", "min."), so that a stop ends a sentence."""
    if "." not in text:
        return text
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    return _SHORTENED.sub(r"\1 ", text).replace("  ", " ")
