"""Period words as one rule with its limbs and the questions they leave open."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import lru_cache

from workbench.rules import clauses, leftovers, segments, slips
from workbench.rules.questions import Answer, PeriodReading, Question, says
from workbench.rules.rule import OTHER, UNKNOWN_RULE, UNSPECIFIED, Kind, Length, RetentionRule, Unit
from workbench.rules.sentences import read_sentence
from workbench.rules.wording import LENGTH, MOST, Wording, as_length, regular

_MINIMUM = re.compile(r"\bmin(?:imum)?\b|\bat least\b|\bnot less than\b")
_MAXIMUM = re.compile(r"\bmax(?:imum)?\b|\bno longer than\b")
_NUMBER = re.compile(r"^(?:\+ ?)?(\d{1,3})(?:\.0+)?(?: ?\+)?$")
# Under a heading that gives the unit; elsewhere it is a numbering.
_PART = re.compile(r"^(\d{1,3}\.\d{1,2})$")
_HEADING_UNIT = re.compile(r"\b(year|month|week|day)s?\b|\b(yr|mth|wk)s?\b")
_SHORT_UNITS = {"yr": "year", "mth": "month", "wk": "week"}
_NOT_HELD = re.compile(r"^(?:n/?a|not (?:held|applicable|kept|retained)|none|nil|tbc|tba|\?+|-+|x)\.?$")
_TOO_LONG = f"These words are very long and only the first {MOST:,} characters were read. Which period do they give?"
_WORKING = re.compile(r"\b(\d+) (?:clear )?working days?\b", re.IGNORECASE)
_CODE = re.compile(r"p|[a-z]{1,3} ?\+ ?(\d{1,3})")
_GOES_ON = re.compile(rf"{OTHER}(?:[\w-]+ ){{0,2}}(?:exercise|procedure)")
_UNTIL_PLUS = re.compile(r"(?:until|till|til) [^\d.;\n]* ?(?:\+|plus) ?\d{1,3}")
_UNSURE = re.compile(r"\d|" + segments.PERMANENT.pattern)


@lru_cache(maxsize=20_000)
def read_period(words: str, *, heading: str = "") -> PeriodReading:
    """What period words mean; the column's heading may give the unit or say that periods are minimums."""
    sentence = read_sentence(words)
    if sentence is not None:
        return PeriodReading(sentence)
    wording = regular(words)
    head = regular(heading).text if heading else ""
    number = _NUMBER.match(wording.text)
    if not number and _HEADING_UNIT.search(head):
        number = _PART.match(wording.text)
    reading = _numeric(float(number[1]), head) if number else _read(wording)
    if lost := slips.lost_figure(words):
        reading = PeriodReading(UNKNOWN_RULE, (lost,))
    asked = (
        *slips.odd_questions(words[:MOST], reading.rule),
        *(slips.unit_question(reading.rule, head) if _UNTIL_PLUS.fullmatch(wording.text) else ()),
        *_working_question(words[:MOST], reading.rule),
        *([Question(_TOO_LONG, True)] if len(words) > MOST else []),
    )
    if asked:
        reading = replace(reading, questions=(*reading.questions, *asked))
    return _with_minimum(reading, head)


def _working_question(words: str, rule: RetentionRule) -> tuple[Question, ...]:
    """Working days are asked about: retention is counted on the calendar (law reference 6.5)."""
    found = _WORKING.search(words)
    if not found or rule.length is None:
        return ()
    days = int(found[1])
    weeks = replace(rule.alone(), length=Length(-(-days // 5), Unit.WEEKS), floor=None, ceiling=None)
    answers = (Answer(says(weeks), weeks, "Five working days are a week"), Answer(says(rule), rule, "Calendar days"))
    return (Question(f"{days} working days: retention counts calendar days. How long is that?", True, answers),)


def _numeric(amount: float, heading: str) -> PeriodReading:
    """A bare number takes the unit from the heading; without one it is a question."""
    found = _HEADING_UNIT.search(heading)
    if found:
        return PeriodReading(_bare(amount, Unit(f"{found[1] or _SHORT_UNITS[found[2]]}s")))
    years, months = _bare(amount, Unit.YEARS), _bare(amount, Unit.MONTHS)
    answers = (Answer(says(years), years), Answer(says(months), months))
    text = f"“{amount:g}” has no unit. {amount:g} years, or something else?"
    return PeriodReading(years, (Question(text, True, answers),))


def _bare(amount: float, unit: Unit) -> RetentionRule:
    """So many of a unit; half a year is counted in months."""
    return RetentionRule(Kind.FIXED, as_length(amount, unit), bound="min")


def _with_minimum(reading: PeriodReading, heading: str) -> PeriodReading:
    """The reading with the floor or ceiling that the heading states for the whole column."""
    rule = reading.rule
    if rule.kind is not Kind.FIXED or rule.floor or rule.ceiling or not heading:
        return reading
    if _MINIMUM.search(heading):
        return replace(reading, rule=replace(rule, floor=rule.length, bound="min"))
    if _MAXIMUM.search(heading):
        return replace(reading, rule=replace(rule, ceiling=rule.length, bound="max"))
    return reading


def _read(wording: Wording) -> PeriodReading:
    if not wording.text or _NOT_HELD.match(wording.text):
        return PeriodReading(UNKNOWN_RULE)
    parts = segments.cut(wording.text)
    every = _found(parts)
    found = _one_each(every)
    if not found:
        return _nothing(wording)
    rule = _joined([clause.rule for clause in found], parts)
    questions = (
        *_slip_questions(wording, rule),
        *_limb_questions(rule),
        *_doubt_questions(found),
        *_vague_questions(rule),
        *_limit_questions(rule),
        *_bracket_questions(rule, parts),
        *_condition_questions(rule, parts),
    )
    return leftovers.checked(PeriodReading(rule, questions), wording.text, [clause.rule for clause in every])


def _found(parts: segments.Segments) -> list[clauses.Clause]:
    """The rules of all clauses; where there is none, the first clause that is only an event."""
    found = [clause for text in parts.clauses for clause in clauses.read(text)]
    if found:
        return found
    bare = (clauses.read_bare(text) for text in parts.clauses)
    return [clause for clause in bare if clause][:1]


def _one_each(found: list[clauses.Clause]) -> list[clauses.Clause]:
    """Without repeats; a review beside a period is what happens at its end, not a second period."""
    kinds = {clause.rule.kind for clause in found}
    if len(kinds) > 1:
        found = [clause for clause in found if clause.rule.kind is not Kind.REVIEW]
    unique: dict[RetentionRule, clauses.Clause] = {}
    for clause in found:
        unique.setdefault(clause.rule, clause)
    return list(unique.values())


def _joined(rules: list[RetentionRule], parts: segments.Segments) -> RetentionRule:
    """The first rule with the others as its limbs, and the floor a bracket states."""
    first, *others = _between(rules)
    if parts.floor and first.length:
        found = re.search(LENGTH, parts.floor)
        if found:
            first = replace(first, floor=Length(int(found[1]), Unit(found[2])))
    return replace(first, limbs=tuple(others), whichever=parts.whichever) if others else first


def _between(rules: list[RetentionRule]) -> list[RetentionRule]:
    """A minimum beside a maximum is one rule with both bounds, not two."""
    if len(rules) != 2 or {rule.bound for rule in rules} != {"min", "max"}:
        return rules
    low, high = sorted(rules, key=lambda rule: rule.bound == "max")
    if not (low.floor and high.ceiling and low.kind is high.kind is Kind.FIXED):
        return rules
    if low.floor.in_days() > high.ceiling.in_days():
        return rules
    trigger = high.trigger if high.trigger != UNSPECIFIED else low.trigger
    return [replace(high, trigger=trigger, floor=low.floor)]


def _nothing(wording: Wording) -> PeriodReading:
    """No rule in the words: to be looked at where they hold a length, a slip or a code, else simply not known."""
    if code := _CODE.fullmatch(wording.text):
        return _coded(wording.text, code[1])
    if wording.slips:
        word, length = wording.slips[0]
        rule = RetentionRule(Kind.FIXED, length, bound="min")
        return PeriodReading(rule, (_slip_question(word, length, rule),))
    text = "These words give no period that can be reckoned. How long is it kept?"
    return PeriodReading(UNKNOWN_RULE, (Question(text, bool(_UNSURE.search(wording.text))),))


def _coded(text: str, years: str | None) -> PeriodReading:
    """A code that a council explains elsewhere ("P", "S+3"): never taken without asking."""
    fixed = RetentionRule(Kind.FIXED, Length(int(years), Unit.YEARS), bound="min") if years else None
    meant = fixed or RetentionRule(Kind.PERMANENT)
    question = f"“{text.upper()}” is a code. Does it mean “{says(meant)}”?"
    return PeriodReading(UNKNOWN_RULE, (Question(question, True, (Answer(says(meant), meant),)),))


def _slip_question(word: str, length: Length, rule: RetentionRule) -> Question:
    text = f"“{word}” is not a length of time. Did you mean {length}?"
    return Question(text, True, (Answer(says(rule), rule),))


def _slip_questions(wording: Wording, rule: RetentionRule) -> tuple[Question, ...]:
    return tuple(_slip_question(word, length, rule) for word, length in wording.slips)


def _limb_questions(rule: RetentionRule) -> tuple[Question, ...]:
    """Which of several limbs governs; the longer is offered first (law reference 6.6)."""
    if not rule.limbs:
        return ()
    limbs = [rule.alone(), *rule.limbs]
    ordered = sorted(limbs, key=_long, reverse=True)
    known = all(limb.kind is Kind.PERMANENT or limb.length for limb in limbs)
    best = "The longest of them" if known or ordered[0].kind is Kind.PERMANENT else ""
    answers = [Answer(says(limb), limb, best if i == 0 else "") for i, limb in enumerate(ordered)]
    if rule.whichever:
        answers.insert(0, Answer(f"Both, whichever is {rule.whichever}", rule, "As the words say"))
    named = " or ".join(says(limb) for limb in limbs)
    asked = "Which one counts here?" if best else "Which is later is not known. Which one counts here?"
    return (Question(f"These words hold more than one period: {named}. {asked}", True, tuple(answers)),)


def _long(rule: RetentionRule) -> float:
    """For ordering: what ends with an event that may be far off comes before any length."""
    if rule.kind is Kind.PERMANENT:
        return float("inf")
    return rule.length.in_days() if rule.length else float(sys.maxsize)


def _doubt_questions(found: list[clauses.Clause]) -> tuple[Question, ...]:
    """Questions for a range, a sum, or an event that is really two."""
    return tuple(_DOUBTS[clause.doubt](clause.rule) for clause in found if clause.doubt)


def _range_question(rule: RetentionRule) -> Question:
    longer = replace(rule, floor=None, bound="min")
    shorter = replace(longer, length=rule.floor)
    answers = (Answer(says(longer), longer, "The longer is the safer floor"), Answer(says(shorter), shorter))
    return Question(f"The words give a range, {rule.floor} to {rule.length}. Which is meant?", True, answers)


def _sum_question(rule: RetentionRule) -> Question:
    text = f"The words add two lengths, together {rule.length}. Is that what is meant?"
    return Question(text, True, (Answer(says(rule), rule),))


def _events_question(rule: RetentionRule) -> Question:
    text = "The words name two events. Which one does the period run from?"
    return Question(text, True, (Answer(says(rule), rule),))


def _rhythm_question(rule: RetentionRule) -> Question:
    kept = RetentionRule(Kind.FIXED, rule.length, bound="min")
    text = "The words say how often, not what is done. Is it looked at that often, or kept that long?"
    return Question(text, True, (Answer(says(rule), rule), Answer(says(kept), kept)))


def _code_question(rule: RetentionRule) -> Question:
    closed = replace(rule, trigger="closure")
    answers = (Answer(says(rule), rule), Answer(says(closed), closed))
    return Question("“C” may stand for the current year or for closure. Which is meant?", True, answers)


_DOUBTS = {
    "code": _code_question,
    "rhythm": _rhythm_question,
    "range": _range_question,
    "sum": _sum_question,
    "two events": _events_question,
}


def _vague_questions(rule: RetentionRule) -> tuple[Question, ...]:
    """What goes on for a while is no day ("12 months after the exercise")."""
    if not _GOES_ON.fullmatch(rule.trigger):
        return ()
    words = rule.trigger.removeprefix(OTHER)
    ended = replace(rule, trigger=f"{OTHER}end of {words}")
    answers = (Answer(says(ended), ended, "Nothing goes too early"), Answer(says(rule), rule))
    return (
        Question(f"“{words.capitalize()}” goes on for a while. Which day does the period run from?", True, answers),
    )


def _limit_questions(rule: RetentionRule) -> tuple[Question, ...]:
    """A minimum above the period or a maximum below it: the two cannot both be meant."""
    low = rule.floor or rule.length
    high = rule.ceiling or rule.length
    if not (low and high and low.in_days() > high.in_days()):
        return ()
    answers = tuple(
        Answer(says(one), one, reason)
        for length, reason in ((low, "The longer is the safer floor"), (high, ""))
        for one in [replace(rule, length=length, floor=None, ceiling=None, bound="min")]
    )
    return (Question(f"The words give at least {low} and yet only {high}. Which is meant?", True, answers),)


def _bracket_questions(rule: RetentionRule, parts: segments.Segments) -> tuple[Question, ...]:
    """A bracket that says the period another way ("7 years (current plus 6)")."""
    asked = []
    for words in (*parts.brackets, *([parts.floor] if parts.floor and not rule.length else [])):
        found = _found(segments.cut(words))
        other = found[0].rule if found else None
        if other and other.length and rule.length and other.trigger == UNSPECIFIED and _long(other) == _long(rule):
            continue
        answers = (
            Answer(says(rule), rule, "As printed"),
            *([Answer(says(other), other, "As the bracket says")] if other else []),
        )
        asked.append(Question(f"The bracket “{_plain(words)}” says it another way. Which counts?", True, answers))
    return tuple(asked)


def _condition_questions(rule: RetentionRule, parts: segments.Segments) -> tuple[Question, ...]:
    """One question for each condition met."""
    if not parts.conditions:
        return ()
    answers = (Answer(says(rule), rule, "Without the condition"),)
    return tuple(
        Question(f"The words hold a condition: “{_plain(words)}”. Does it apply here?", True, answers)
        for words in parts.conditions
    )


def _plain(words: str) -> str:
    """Regular words as a person reads them ("6 years", not "6_years")."""
    text = re.sub(r"\b1_(day|week|month|year)s\b", r"1 \1", words)
    return " ".join(text.replace("_", " ").split())
