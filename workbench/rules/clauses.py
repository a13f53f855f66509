"""One clause of a period cell as one rule: permanent, rolling, reviewed, an age, a length, until an event."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workbench.rules import triggers
from workbench.rules.rule import OTHER, UNSPECIFIED, Kind, Length, RetentionRule, Unit
from workbench.rules.segments import PERMANENT
from workbench.rules.wording import LENGTH

_LENGTH = re.compile(LENGTH)
_RANGE = re.compile(rf"(?:between )?\b(\d+)(?:_(days|weeks|months|years))? (?:to|-|and|until|or) {LENGTH}")
_ROLLING = re.compile(
    rf"\b(?:no|not|none|nothing)\b[^.]{{0,30}}\bolder than {LENGTH}|\b(?:over ?writ\w*|"
    rf"over ?record\w*|record\w* over|re-?recorded|recycled|wiped)\b[^.]*? {LENGTH}|"
    rf"{LENGTH}\b[^.]{{0,25}}\b(?:rolling|loop|cycle|overwrit\w*|over-writ\w*|recorded over|"
    rf"recycled)|\b(?:rolling|loop|looped|cyclical)\b[^.]{{0,25}}? {LENGTH}"
)
_ROLLS = re.compile(r"older|over|record|recycl|wiped|roll|loop|cycl")
_REVIEW = re.compile(
    rf"\b(?:review\w*|re-?assess\w*|weeded)\b(?! period)[^.]{{0,40}}?(?<!keep for )"
    rf"(?<!retain for )\b{LENGTH}|\bevery {LENGTH} review|{LENGTH} review cycle|"
    rf"\bevery {LENGTH}\b[^.]{{0,20}}\breview"
)
_LOOKED_AT = re.compile(r"review|assess|weeded|every")
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
    r"attain\w*|turns?) (\d{1,3})(?:_years)?(?: old| of age)?|"
    r"\b(\d{1,3})_years (?:old|of age)\b|\b(?:until|till) (\d{1,3})(?:_years)?(?: old)?$|\bbirthday (\d{1,3})\b"
)
_AGED = re.compile(r"\bage|birth|anniversary|\bold\b|\b(?:un)?till? ")
_AGE_MORE = re.compile(rf"^(?: years?)?(?:\)|,)? ?(?:plus|\+|and(?: for)?) (?:a further )?{LENGTH}")
_MIN_BEFORE = re.compile(
    r"\b(?:minimum|min|at least|(?:no|not) (?:be )?(?:less|fewer|shorter|earlier) than|"
    r"not before|more than)\b[\w .:,]{0,25}$"
)
_MIN_AFTER = re.compile(r"^[ ,(-]*(?:minimum|min\b|at least|or more|as a minimum|\+ ?$|\+ ?(?=[a-z]*$)(?!\w)|plus$)")
_MAX_BEFORE = re.compile(
    r"\b(?:up ?to|maximum|max|(?:no|not) (?:be )?(?:kept |retained |held )?(?:for )?(?:more|"
    r"longer|later|greater) than|within|(?:not|never)(?: to)? exceed\w*|less than|limit\w* to)"
    r"\b[\w .:,]{0,15}$"
)
_MAX_AFTER = re.compile(r"^[ ,(-]*(?:maximum|max\b|or less|at (?:the )?most)")
_FROM = re.compile(
    r"^[ ,:-]*(?:minimum |min |maximum |max )?(?:in total |only |retention |period |running )?"
    r"(?:after|from|since|following|post|past|of|beyond|starting (?:from|on|at|with)|"
    r"commencing (?:from|on|at|with)|beginning (?:with|on|from)|run from|counting from|once|"
    r"when)\b(.*)"
)
_BEGINNING = re.compile(r"^[ ,:-]*beginning with\b")
_PLUS_CURRENT = re.compile(
    r"^[ ,]*(?:plus|\+|and|in addition to|with)(?: the| remainder of| rest of| of)*(?: the)? (current.*|cy|cfy|fy|c)\b"
)
_JOINED = re.compile(
    r"^(.*?)[ ,:-]*(\+|\bplus\b|\bthen\b|\bthereafter\b|\bfollowed by\b|\band\b|\bfor\b|"
    r"\bkeep\b|\bretain\b|\bdestroy\b|,|:|$)[ ]*(?:(?:and|then|for|a|further|another|an|"
    r"additional|keep|retain|kept|retained|destroy|hold|until|up|to|at|least|minimum|min|of|"
    r"period|the)\b ?)*$"
)
_FRONT = re.compile(
    r"^(?:(?:keep|kept|retain\w*|hold|held|store|records?|documents?|files?|destroy|dispose|"
    r"for|until|till|the|a|are|is|be|to|must|should|will|all|data|information|currently|"
    r"securely|in|office|then|period)\b[ :]*)+"
)
_SPAN = re.compile(r"^(?:life(?:time|span)?|duration|length|period|term|currency|lifecycle)\b")
_LEADS_IN = re.compile(r"\b(?:until|till|from|after|once|when|following|since|upon|while|whilst|as long as)\b")
_JOINTS = frozenset(("+", "plus", "then", "thereafter", "followed by"))
# Codes and words that stand for more: C current year, T termination.
_CODES = {"c": "current year", "t": "termination", "year": "current year"}
_PLUS_NUMBER = re.compile(r"^(.+?)[ ]?(?:\+|plus|and) ?(\d{1,3})(?: more| further| full)?$")
_C_PLUS = re.compile(
    r"^((?:destroy|dispose|delete|shred) )?c ?\+ ?(\d{1,3})(?:_years)?( (?:then )?(?:destroy|"
    r"dispose|delete|shred)\w*)?$"
)
_NUMBER_PLUS = re.compile(r"^(\d{1,3}) ?(?:\+|plus|and) ?(?:the )?((?:current|cy|cfy|c)\b.*)$")
_SUM = re.compile(rf"\b(\d{{1,3}})(?:_(years|months))? ?(?:\+|plus) ?{LENGTH}|{LENGTH} ?(?:\+|plus) ?(\d{{1,3}})$")
_UNTIL = re.compile(r"\b(?:until|untill|til|till)\b(?: such time as| the time| after| it is| they are)?(.*)")
_WHILE = re.compile(r"\b(?:while|whilst|(?:as|so) long as|throughout)\b(.*)")
_USEFUL = re.compile(
    r"\b(useful|needed|necessary|required|relevant|appropriate|of (?:use|value|interest)|"
    r"in use|operational\w*|active|live)\b"
)
_LIFE = re.compile(
    r"\b((?:life(?:time|span)?|duration|length|period|term)\b (?:of|at|in)\b.*|"
    r"current term\b.*|term of office.*|lifetime.*|duration.*)"
)
_CURRENT = re.compile(
    r"^(?:current|live|active)(?: (?:only|version|copy|versions|edition|issue|list|document|"
    r"register|record)s?)*(?: only)?$"
)
_BARE_EVENT = re.compile(
    r"^(?:after|on|upon|when|once|end of|completion of|at|following|from|destroy (?:when|on|"
    r"after|once)|dispose (?:when|on|of when)|delete (?:when|on|once|after)|"
    r"to be destroyed (?:when|on|after))\b"
)
_LAST = re.compile(r"^(?:last|latest|previous|most recent) (?:completed |complete |full )?\w+(?: \w+)?$")
_STOP = re.compile(
    r",? (?:and )?then\b.*|,? (?:and |to be )?(?:securely )?(?:destroy|dispose|shred|delete|"
    r"transfer to|offer to|archive)\w*.*| - .*|, .*\breview.*|\bthereafter\b.*"
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
    for reader in (_permanent, _rolling, _review, _age, _range, _c_code, _length, _plus_number, _until):
        found = reader(text)
        if found:
            return found if isinstance(found, tuple) else (found,)
    return ()


def read_bare(text: str) -> Clause | None:
    """A clause that is only an event ("Superseded", "End of contract"); asked when nothing else was found."""
    words = _FRONT.sub("", text) if not _BARE_EVENT.match(text) else text
    name = triggers.known(words)
    if len(words.split()) > 12 or (_TERMS.match(words) and not _BARE_EVENT.match(words)):
        return None
    if _BARE_EVENT.match(text) or name:
        words = re.sub(r"^(?:destroy|dispose|delete|to be destroyed)\b(?: of)?", "", words).strip()
        return _until_rule(triggers.event(words))
    return None


def _permanent(text: str) -> Clause | None:
    found = PERMANENT.search(text)
    if not found or re.search(r"\b(?:un)?til\w*\b|" + LENGTH, text[: found.start()]):
        return None
    if re.match(r" (?:staff|employees?|contracts?|posts?|exclusion|damage|injur)", text[found.end() :]):
        return None
    return Clause(RetentionRule(Kind.PERMANENT))


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
    reading = triggers.event(_event_text(after)) if _FROM.match(after) else triggers.TriggerReading()
    return Clause(RetentionRule(Kind.REVIEW, _first_length(found), reading.name))


def _age(text: str) -> Clause | None:
    found = _AGE.search(text) if _AGED.search(text) else None
    if not found:
        return None
    years = int(next(group for group in found.groups() if group))
    more, doubt = _AGE_MORE.match(text[found.end() :]), ""
    length = Length(years, Unit.YEARS)
    if more:
        doubt, length = "sum", _added(length, Length(int(more[1]), Unit(more[2])))
    before = list(_LENGTH.finditer(text[: found.start(found.lastindex or 0)]))
    if before:
        return _after_age(text[before[-1].end() :], before[-1], length)
    return Clause(
        _bounded(RetentionRule(Kind.FIXED, length, "date_of_birth", bound="min"), text[: found.start()], ""), doubt
    )


def _after_age(between: str, match: re.Match[str], age: Length) -> Clause | None:
    """An age with more behind it ("3 years after 18th birthday"): the age and the length together."""
    if not re.match(r"^ (?:after|from|past|following|beyond)\b", between):
        return None
    length = _added(age, Length(int(match[1]), Unit(match[2])))
    return Clause(RetentionRule(Kind.FIXED, length, "date_of_birth", bound="min"), "sum")


def _added(one: Length, other: Length) -> Length:
    if one.unit is other.unit:
        return Length(one.amount + other.amount, one.unit)
    months = {Unit.YEARS: 12, Unit.MONTHS: 1}
    if one.unit in months and other.unit in months:
        return Length(one.amount * months[one.unit] + other.amount * months[other.unit], Unit.MONTHS)
    return one


def _range(text: str) -> Clause | None:
    found = _RANGE.search(text)
    if not found:
        return None
    high = Length(int(found[3]), Unit(found[4]))
    low = Length(int(found[1]), Unit(found[2] or found[4]))
    if low.in_days() >= high.in_days():
        return None
    reading = _trigger(text[: found.start()], text[found.end() :])
    bound = "max" if high.unit is Unit.DAYS else "min"
    return Clause(RetentionRule(Kind.FIXED, high, reading.name, floor=low, bound=bound), "range")


def _length(text: str) -> tuple[Clause, ...]:
    total = _SUM.search(text)
    if total:
        return _summed(text, total)
    found = list(_LENGTH.finditer(text))
    clauses = []
    for i, match in enumerate(found):
        start = found[i - 1].end() if i else 0
        end = found[i + 1].start() if i + 1 < len(found) else len(text)
        clauses.append(_one_length(text[start : match.start()], match, text[match.end() : end]))
    return tuple(clauses)


def _one_length(before: str, match: re.Match[str], after: str) -> Clause:
    length = Length(int(match[1]), Unit(match[2]))
    reading = _trigger(before, after)
    rule = RetentionRule(Kind.FIXED, length, reading.name, bound="min", beginning_with=bool(_BEGINNING.match(after)))
    return Clause(_bounded(rule, before, after), "two events" if reading.two else "")


def _summed(text: str, match: re.Match[str]) -> tuple[Clause, ...]:
    """Two lengths ("6 + 1 years") added, and a doubt, for the second may be the current year."""
    if match[1]:
        one, other = Length(int(match[1]), Unit(match[2] or match[4])), Length(int(match[3]), Unit(match[4]))
    else:
        one = Length(int(match[5]), Unit(match[6]))
        other = Length(int(match[7]), one.unit)
    reading = _trigger(text[: match.start()], text[match.end() :])
    return (Clause(RetentionRule(Kind.FIXED, _added(one, other), reading.name, bound="min"), "sum"),)


def _bounded(rule: RetentionRule, before: str, after: str) -> RetentionRule:
    """The rule with the floor or ceiling that the words beside its length state."""
    if _MIN_BEFORE.search(before) or _MIN_AFTER.match(after):
        return replace(rule, floor=rule.length, bound="min")
    if _MAX_BEFORE.search(before) or _MAX_AFTER.match(after):
        return replace(rule, ceiling=rule.length, bound="max")
    return rule


def _event_text(after: str) -> str:
    """The words of the event behind "after" or "from", up to what follows it."""
    found = _FROM.match(after)
    return _STOP.sub("", found[1]).strip() if found else ""


def _trigger(before: str, after: str) -> triggers.TriggerReading:
    """What the length between two pieces of text runs from."""
    current = _PLUS_CURRENT.match(after)
    if current:
        return triggers.TriggerReading(triggers.known(current[1]) or triggers.CURRENT_YEAR)
    words = _event_text(after)
    if words:
        return triggers.event(words)
    joined = _JOINED.match(before)
    return _state(joined[1], joined[2]) if joined else triggers.TriggerReading()


def _state(words: str, joint: str) -> triggers.TriggerReading:
    """A state or event before "+", "then" or a comma ("Life of the asset", "Until closed", "Employment")."""
    until = _LEADS_IN.search(words)
    words = _FRONT.sub("", words[until.start() :] if until else words).strip(" ,:-")
    if not words or not re.search(r"[a-z]{2}|^c$|^t$", words):
        return triggers.TriggerReading()
    if joint in _JOINTS or until or _SPAN.match(words):
        return _joined_state(_CODES.get(words, words))
    # Beside any other joint the words are mostly what is kept, not when: only an event that is known counts.
    name = triggers.known(words) if joint in (":", ",") else ""
    return triggers.TriggerReading(name or UNSPECIFIED)


def _joined_state(words: str) -> triggers.TriggerReading:
    """The event at which a state ends, or the event itself."""
    name = triggers.known(words)
    # "Current + 6" counts from the year's end, though "current" alone means until replaced.
    if words.startswith("current") and name in ("", "superseded"):
        name = triggers.CURRENT_YEAR
    if name:
        return triggers.TriggerReading(name)
    if _SPAN.match(words):
        return triggers.TriggerReading(f"{OTHER}end of {triggers.event_words(words)}")
    return triggers.event(words)


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
    reading = _state(found[1], "+")
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
    bare = _FRONT.sub("", text)
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
    bound = "min" if re.search(r"\b(?:at least|minimum|not before)\b", text[: found.start()]) else "exact"
    return _until_rule(triggers.event(_STOP.sub("", found[1])), bound)


def _while(text: str) -> Clause | None:
    found = _WHILE.search(text)
    if not found:
        return None
    words = _STOP.sub("", text[found.start() :])
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
    words = triggers.event_words(_STOP.sub("", found[1]))
    name = triggers.known(words)
    return _until_rule(triggers.TriggerReading(name or f"{OTHER}end of {words}"))
