"""One clause of a period cell as one rule: permanent, rolling, reviewed, an age, a length, until an event."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workbench.rules import bounds, starts, triggers
from workbench.rules.rule import OTHER, UNSPECIFIED, Kind, Length, RetentionRule, Unit
from workbench.rules.segments import PERMANENT
from workbench.rules.wording import LENGTH

_LENGTH = re.compile(LENGTH)
_RANGE = re.compile(rf"(?:between )?\b(\d+)(?:_(days|weeks|months|years))? (to|-|and|until|or) {LENGTH}")
_ROLLING = re.compile(
    rf"\b(?:no|not|none|nothing)\b[^.]{{0,30}}\bolder than {LENGTH}|\b(?:over ?writ\w*|"
    rf"over ?record\w*|record(?:ed|ing) over|re-?recorded|recycled|wiped)\b[^.]*? {LENGTH}|"
    rf"{LENGTH}\b[^.]{{0,25}}\b(?:rolling|loop|cycle|overwrit\w*|over-writ\w*|recorded over|"
    rf"recycled)|\b(?:rolling|loop|looped|cyclical)\b[^.]{{0,60}}? {LENGTH}"
)
_ROLLS = re.compile(r"older|over|record|recycl|wiped|roll|loop|cycl")
_REVIEW = re.compile(
    rf"\b(?:review\w*|re-?assess\w*|weeded|pruned)\b(?! period)(?! for (?:a|at|\d|min))[^.]{{0,40}}?(?<!keep for )"
    rf"(?<!retain for )\b{LENGTH}|\bevery {LENGTH} review|{LENGTH} review cycle|"
    rf"\bevery {LENGTH}\b[^.]{{0,20}}\breview"
)
_LOOKED_AT = re.compile(r"review|assess|weeded|pruned|every")
_BAR_REVIEW = re.compile(
    r"(?:^|\b(?:keep|retain|retained|then|regular|periodic|ongoing|on) )review(?:ed)"
    r"?(?: regularly| periodically)?$|^under review$|^review$"
)
_REPLACED = re.compile(r"\b(?:renew\w*|replac\w*|updat\w*|re-?issued)\b(?! or)[^.]{0,15}\bevery " + LENGTH)
_AGE = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th) ?(?:birth ?day|anniversary of .*birth)|\b(\d{1,3})(?:_years)"
    r"? (?:birth ?day|anniversary of .*birth)|"
    r"\b(?:(?:until|till|to|reach\w*|attain\w*|turns?|at|is|are|when|from|of) )?(?:(?:the )"
    r"?age[sd]? (?:of )?)(\d{1,3})(?:_years)?(?: old)?(?! (?:and|or) (?:over|under))|"
    r"\b(?:until|till)\b.*?\b(?:child|children|person|employee|worker|member|patient|pupil|"
    r"they|he|she|minor|client|individual|student|applicant|young)\b.*?\b(?:is|are|reach\w*|"
    r"attain\w*|turns?) (\d{1,3})(?:_years|_months)?(?: old| of age)?|"
    r"(?<!over )(?<!than )\b(\d{1,3})_years (?:old|of age)\b|"
    r"\b(?:until|till) (\d{1,3})(?:_years)?(?: old)?$|\bbirthday (\d{1,3})\b"
)
_AGED = re.compile(r"\bage|birth|anniversary|\bold\b|\b(?:un)?till? ")
_OR_ELSE = re.compile(r",? or (?!over|older|under|above|more)")
_AGE_MORE = re.compile(rf"^(?: years?)?(?:\)|,)? ?(?:plus|\+|and(?: for)?) (?:a further )?{LENGTH}")
_BEGINNING = re.compile(r"^[ ,:-]*beginning with\b")
_PLUS_NUMBER = re.compile(r"^(.+?)[ ]?(?:\+|plus|and) ?(\d{1,3})(?: more| further| full)?$")
_C_PLUS = re.compile(
    r"^((?:destroy|dispose|delete|shred) )?c ?\+ ?(\d{1,3})(?:_years)?( (?:then )?(?:destroy|"
    r"dispose|delete|shred)\w*)?$"
)
_NUMBER_PLUS = re.compile(r"^(\d{1,3}) ?(?:\+|plus|and) ?(?:the )?((?:current|cy|cfy|c)\b.*)$")
_SUM = re.compile(rf"\b(\d{{1,3}})(?:_(years|months))? ?(?:\+|plus) ?{LENGTH}|{LENGTH} ?(?:\+|plus) ?(\d{{1,3}})$")
# "6 years after closure plus 1", "a year and a day": what stands before, and so much more.
_MORE_BEHIND = re.compile(
    r"^(?P<head>.+?),? ?(?P<joint>\+|\bplus\b|\band\b|\bthen\b)(?: for\b)?"
    r"(?P<more>(?: (?:a|an|another|further|additional|extra))*) ?"
    r"\b(?P<amount>\d{1,3})(?:_(?P<unit>days|weeks|months|years))?(?: (?:more|further|extra))?"
    r"(?:,? (?:and )?(?:then|to be|destroy|shred|dispos|delet|secur|review)[^\d]*)?$"
)
_FIGURE = re.compile(r"\d+")
_MOST_ADDED = 6  # figures; more of them are no sum that anybody means
# "6 years and 1 day after closure".
_AND_LESS = re.compile(rf"{LENGTH},?(?: and| plus| \+)? {LENGTH}(?P<rest>.*)$")
_UNTIL = re.compile(r"\b(?:until|untill|til|till)\b(?: such time as| the time| after| it is| they are)?(.*)")
_WHILE = re.compile(r"\b(?:while|whilst|(?:as|so) long as|throughout)\b(.*)")
_USEFUL = re.compile(
    r"\b(useful|needed|necessary|required|relevant|appropriate|of (?:use|value|interest)|"
    r"in use|operational\w*|active|live)\b"
)
_LIFE = re.compile(
    r"\b((?:life(?:time|span)?|duration|length|period|term)\b (?:of|at|in)\b.*|"
    r"(?:remainder|rest) of (?:the |that )?(?:\w+ )?(?:year|term|session)\b.*|current term\b.*|term of office.*|"
    r"lifetime.*|duration.*)"
)
_CURRENT = re.compile(
    r"^(?:current|live|active)(?: (?:only|version|copy|versions|edition|issue|list|document|"
    r"register|record)s?)*(?: only)?$"
)
# What is done then, before the event at which it is done ("To be shredded as soon as ...").
_DONE = (
    r"(?:to be |should be |must be |may be |can be |then |securely |confidentially |automatically )*"
    r"(?:destroy(?:ed)?|dispos(?:e|ed)(?: of)?|delet(?:e|ed)|shred(?:ded)?|discard(?:ed)?|eras(?:e|ed)|purg(?:e|ed)|"
    r"remov(?:e|ed))(?: securely| confidentially| immediately| straight)*"
)
# Where it goes then ("Transfer to the archives once they become inactive").
_PASSED_ON = (
    r"(?:archive[d]?|(?:transfer|deposit|offer|send|sent|pass|hand|move)\w*(?: over)? (?:to|with|at|in|into) "
    r"(?:the |our )?\w+(?: \w+){0,4}?)"
)
# What is called permanent and yet goes after a time ("Indefinite - transfer to the record office after 10 years").
_PASSES = re.compile(rf"\b(?:{_DONE}|{_PASSED_ON}) (?:after|once|at|following) (?=(?:a |the |minimum |of )*{LENGTH})")
_BARE_EVENT = re.compile(
    rf"^(?:{_DONE} )?(?:after|upon|when|once|as soon as|following|on|at (?:the )?(?=end|close|expiry|completion|"
    rf"termination|next))\b|^(?:end of|completion of|from)\b"
)
_IS_DONE = re.compile(rf"^{_DONE}\b")
_DONE_WHEN = re.compile(
    rf"\b(?:{_DONE}|{_PASSED_ON}) (?:after|upon|when|once|as soon as|following|"
    rf"on(?= (?:the )?(?:end|close|closure|expiry|completion|termination))) (?P<event>.*)"
)
_DURING = re.compile(r"^during (?:the )?(?:whole )?(?:(?:time|period|course|duration) of )?(?P<span>\D+?)(?: only)?$")
_LAST_OF = re.compile(
    r"^(?:last|final) (?:action|entry|response|payment|transaction|use|date|activity|visit|meeting)\b"
)
_IN_USE = re.compile(
    r"^(?:administrative|operational|reference|business|working) (?:use|needs?|purposes?|life)(?: only)?$"
)
_TERMS = re.compile(
    r"^(?:then |to be )?(?:destroy|dispos|shred|delet|secure|confidential|archiv|transfer|review|offer|bin|recycle)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause says: its rule, whether its event is really two, whether its length is a sum or a range."""

    rule: RetentionRule
    doubt: str = ""


def read(text: str) -> tuple[Clause, ...]:
    """The rules of one clause (regular text), usually one; none where it only remarks."""
    if "every" in text and _REPLACED.search(text):
        return ()
    for reader in (_permanent, _rolling, _review, _more, _age, _range, _c_code, _length, _plus_number, _until):
        found = reader(text)
        if found:
            return found if isinstance(found, tuple) else (found,)
    return ()


def read_bare(text: str) -> Clause | None:
    """A clause that is only an event ("Superseded", "End of contract"); asked when nothing else was found."""
    words = starts.FRONT.sub("", text) if not _BARE_EVENT.match(text) else text
    name = triggers.known(words)
    done = _DONE_WHEN.search(text)
    if len(words.split()) > (20 if _BARE_EVENT.match(text) else 12) or (
        _TERMS.match(words) and not done and not _BARE_EVENT.match(words)
    ):
        return None
    if _BARE_EVENT.match(text) or name:
        return _until_rule(triggers.event(_IS_DONE.sub("", words).strip()))
    if done:
        return _until_rule(triggers.event(done["event"]))
    during = _DURING.match(words)
    if during:
        return _until_rule(triggers.event(f"end of {during['span']}"))
    if _IN_USE.match(words):
        return _until_rule(triggers.TriggerReading(f"{OTHER}end of {words}"))
    return _until_rule(triggers.event(words)) if _LAST_OF.match(words) else None


def _permanent(text: str) -> tuple[Clause, ...] | None:
    found = PERMANENT.search(text)
    if not found or re.search(r"\b(?:un)?til\w*\b|" + LENGTH, text[: found.start()]):
        return None
    if re.match(r" (?:staff|employees?|contracts?|posts?|exclusion|damage|injur)", text[found.end() :]):
        return None
    ended = _PASSES.search(text, found.end())
    return (Clause(RetentionRule(Kind.PERMANENT)), *(_length(text[ended.start() :]) if ended else ()))


def _first_length(match: re.Match[str]) -> Length:
    """The first length among a pattern's groups."""
    groups = match.groups()
    for i, group in enumerate(groups[:-1]):
        if group and group.isdigit() and groups[i + 1] in ("days", "weeks", "months", "years"):
            return Length(int(group), Unit(groups[i + 1]))
    raise ValueError(match[0])


def _rolling(text: str) -> Clause | None:
    found = _ROLLING.search(text) if _ROLLS.search(text) else None
    if not found:
        return None
    length = _first_length(found)
    return Clause(RetentionRule(Kind.ROLLING, length, "creation", ceiling=length, bound="max"))


def _review(text: str) -> Clause | None:
    if not _LOOKED_AT.search(text):
        return None
    rhythm = re.fullmatch(rf"(?:on an? )?every {LENGTH}(?: basis)?", text)
    if rhythm:
        return Clause(RetentionRule(Kind.REVIEW, _first_length(rhythm)), "rhythm")
    if _BAR_REVIEW.search(text) and not _LENGTH.search(text):
        return Clause(RetentionRule(Kind.REVIEW))
    found = _REVIEW.search(text)
    if not found or _LENGTH.search(text[: found.start()]):
        return None
    after = text[found.end() :]
    reading = triggers.event(starts.event_text(after)) if starts.FROM.match(after) else triggers.TriggerReading()
    return Clause(RetentionRule(Kind.REVIEW, _first_length(found), reading.name))


def _age(text: str) -> Clause | None:
    found = _AGE.search(text) if _AGED.search(text) else None
    if not found:
        return None
    which = found.lastindex or 0
    more, doubt = _AGE_MORE.match(text[found.end() :]), ""
    length = Length(int(found[which]), Unit.MONTHS if text.startswith("_months", found.end(which)) else Unit.YEARS)
    if more:
        doubt, length = "sum", length.plus(Length(int(more[1]), Unit(more[2])))
    if _OR_ELSE.match(text, found.end()) and triggers.names_event(text[found.end() :]):
        doubt = doubt or "two events"
    before = list(_LENGTH.finditer(text[: found.start(which)]))
    if before:
        return _after_age(text[before[-1].end() :], before[-1], length)
    return Clause(
        bounds.bounded(RetentionRule(Kind.FIXED, length, "date_of_birth", bound="min"), text[: found.start()], ""),
        doubt,
    )


def _after_age(between: str, match: re.Match[str], age: Length) -> Clause | None:
    """An age with more behind it ("3 years after 18th birthday"): the age and the length together."""
    if not re.match(r"^ (?:after|from|past|following|beyond)\b", between):
        return None
    length = age.plus(Length(int(match[1]), Unit(match[2])))
    return Clause(RetentionRule(Kind.FIXED, length, "date_of_birth", bound="min"), "sum")


def _range(text: str) -> Clause | None:
    found = _RANGE.search(text)
    if not found:
        return None
    high = Length(int(found[4]), Unit(found[5]))
    low = Length(int(found[1]), Unit(found[2] or found[5]))
    if low.in_days() > high.in_days() and found[3] in ("to", "-"):
        low, high = high, low
    if low.in_days() >= high.in_days():
        return None
    reading = starts.start(text[: found.start()], text[found.end() :])
    bound = "max" if high.unit is Unit.DAYS else "min"
    return Clause(RetentionRule(Kind.FIXED, high, reading.name, floor=low, bound=bound), "range")


def _length(text: str) -> tuple[Clause, ...]:
    total = _SUM.search(text)
    if total:
        return _summed(text, total)
    found = [match for match in _LENGTH.finditer(text) if not text.endswith("every ", 0, match.start())]
    clauses = []
    for i, match in enumerate(found):
        start = found[i - 1].end() if i else 0
        end = found[i + 1].start() if i + 1 < len(found) else len(text)
        clauses.append(_one_length(text[start : match.start()], match, text[match.end() : end]))
    return tuple(clauses)


def _more(text: str) -> Clause | None:
    """A length with more joined to it: the sum, and a doubt."""
    found = _MORE_BEHIND.match(text) if len(_FIGURE.findall(text)) <= _MOST_ADDED else None
    if not found:
        return _and_less(text)
    heads = read(found["head"])
    rule = heads[0].rule if len(heads) == 1 else RetentionRule(Kind.UNKNOWN)
    if rule.kind is not Kind.FIXED or rule.length is None:
        return _and_less(text)
    more = Length(int(found["amount"]), Unit(found["unit"] or rule.length.unit))
    joined = found["joint"] in ("+", "plus") or found["more"].strip() or (found["joint"] == "and" and not found["unit"])
    if not joined and not (found["joint"] == "and" and more.smaller(rule.length)):
        return None
    return _grown(rule, more)


def _and_less(text: str) -> Clause | None:
    """A length and a smaller unit beside it ("6 years and 1 day after closure")."""
    found = _AND_LESS.search(text)
    if not found:
        return None
    length, more = Length(int(found[1]), Unit(found[2])), Length(int(found[3]), Unit(found[4]))
    if not more.smaller(length) or _LENGTH.search(text[: found.start()] + found["rest"]):
        return None
    return _grown(_one_length(text[: found.start()], found, found["rest"]).rule, more)


def _grown(rule: RetentionRule, more: Length) -> Clause | None:
    """The rule with its length and its bounds longer by so much."""
    length, floor, ceiling = (part.plus(more) if part else None for part in (rule.length, rule.floor, rule.ceiling))
    return Clause(replace(rule, length=length, floor=floor, ceiling=ceiling), "sum")


def _one_length(before: str, match: re.Match[str], after: str) -> Clause:
    length = Length(int(match[1]), Unit(match[2]))
    reading = starts.start(before, after)
    rule = RetentionRule(Kind.FIXED, length, reading.name, bound="min", beginning_with=bool(_BEGINNING.match(after)))
    return Clause(bounds.bounded(rule, before, after), "two events" if reading.two else "")


def _summed(text: str, match: re.Match[str]) -> tuple[Clause, ...]:
    """Two lengths ("6 + 1 years") added, and a doubt, for the second may be the current year."""
    if match[1]:
        one, other = Length(int(match[1]), Unit(match[2] or match[4])), Length(int(match[3]), Unit(match[4]))
    else:
        one = Length(int(match[5]), Unit(match[6]))
        other = Length(int(match[7]), one.unit)
    reading = starts.start(text[: match.start()], text[match.end() :])
    return (Clause(RetentionRule(Kind.FIXED, one.plus(other), reading.name, bound="min"), "sum"),)


def _plus_number(text: str) -> Clause | None:
    """A number of years without the word: "Current plus 6", "6 + current"."""
    text = re.sub(r"\byears?$", "", text).strip()
    back = _NUMBER_PLUS.match(text)
    if back:
        name = triggers.known(back[2]) or triggers.CURRENT_YEAR
        return Clause(RetentionRule(Kind.FIXED, Length(int(back[1]), Unit.YEARS), name, bound="min"))
    found = _PLUS_NUMBER.match(text)
    if not found or re.fullmatch(r"[\d ]+", found[1]):
        return None
    reading = starts.state(found[1], "+")
    if reading.name == UNSPECIFIED:
        return None
    return Clause(RetentionRule(Kind.FIXED, Length(int(found[2]), Unit.YEARS), reading.name, bound="min"))


def _c_code(text: str) -> Clause | None:
    """The code C+6: closed, where it is to be destroyed then; standing alone C may be closed or the current year."""
    code = _C_PLUS.match(text)
    if not code:
        return None
    years, destroyed = int(code[2]), bool(code[1] or code[3])
    name = "closure" if destroyed else triggers.CURRENT_YEAR
    rule = RetentionRule(Kind.FIXED, Length(years, Unit.YEARS), name, bound="min")
    return Clause(rule, "" if destroyed else "code")


def _until(text: str) -> Clause | None:
    for reader in (_until_event, _while, _life):
        found = reader(text)
        if found:
            return found
    if re.match(r"^(?:last complete\w* )?audit year$|.*\blast complete\w* audit", text):
        return Clause(RetentionRule(Kind.UNTIL_EVENT, None, triggers.AUDIT_YEAR, bound="min"))
    bare = starts.FRONT.sub("", text)
    if _CURRENT.match(bare):
        return Clause(RetentionRule(Kind.UNTIL_EVENT, None, "superseded", bound="exact"))
    if re.match(r"^current (?:\w+ )?year\b", bare):
        return Clause(
            RetentionRule(Kind.UNTIL_EVENT, None, triggers.known(bare) or triggers.CURRENT_YEAR, bound="exact")
        )
    return None


def _until_rule(reading: triggers.TriggerReading, bound: str = "exact") -> Clause | None:
    if reading.name == UNSPECIFIED:
        return None
    return Clause(RetentionRule(Kind.UNTIL_EVENT, None, reading.name, bound=bound), "two events" if reading.two else "")


def _until_event(text: str) -> Clause | None:
    found = _UNTIL.search(text)
    if not found:
        return None
    bound = "min" if bounds.at_least(text[: found.start()]) else "exact"
    return _until_rule(triggers.event(starts.STOP.sub("", found[1])), bound)


def _while(text: str) -> Clause | None:
    found = _WHILE.search(text)
    if not found:
        return None
    words = starts.STOP.sub("", text[found.start() :])
    name = triggers.known(words)
    if name and name != "closure":
        return _until_rule(triggers.TriggerReading(name))
    useful = _USEFUL.search(words)
    if useful:
        return _until_rule(triggers.TriggerReading(f"{OTHER}no longer {useful[0]}"))
    rest = triggers.event_words(re.sub(r"^(?:while|whilst|as long as|so long as|throughout)\b", "", words))
    return _until_rule(triggers.TriggerReading(f"{OTHER}end of {rest}")) if rest else None


def _life(text: str) -> Clause | None:
    found = _LIFE.search(text)
    if not found:
        return None
    words = triggers.event_words(starts.STOP.sub("", found[1]))
    name = triggers.known(words)
    return _until_rule(triggers.TriggerReading(name or f"{OTHER}end of {words}"))
