"""A rule as one plain sentence a clerk can check, and back again."""

from __future__ import annotations

import re

from workbench.rules.labels import ACTION_SENTENCES, TRIGGER_LABELS, trigger_day
from workbench.rules.rule import OTHER, UNSPECIFIED, Kind, Length, RetentionRule, Unit

START = "Keep each file "
_USUAL = {Kind.FIXED: "min", Kind.ROLLING: "max", Kind.UNTIL_EVENT: "exact"}
_HEADS = {
    Kind.FIXED: "for",
    Kind.ROLLING: "on a rolling basis for",
    Kind.REVIEW: "and review it after",
    Kind.UNTIL_EVENT: "until",
    Kind.PERMANENT: "permanently",
    Kind.UNKNOWN: "for a time that is not clear yet",
}
_MARKS = {"min": ", as a minimum", "max": ", as a maximum", "exact": ", exactly", "none": ", without a bound"}
_NO_LENGTH = "a time that is not stated"
_DAYS = {label.day: name for name, label in TRIGGER_LABELS.items()}

_L = r"(?:\d+ (?:days?|weeks?|months?|years?))"
_D = "(?:" + "|".join(re.escape(day) for day in sorted(_DAYS, key=len, reverse=True)) + "|“[^“”]*”)"
_EVERY = "and review it every"
_KINDS = {words: kind for kind, words in _HEADS.items()} | {_EVERY: Kind.REVIEW}
_RULE = re.compile(
    rf"(?P<head>{'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})"
    rf"(?: (?P<limit>at least |no longer than )?(?P<length>{_L}|{_NO_LENGTH})(?= from|, |; or |\.|$))?"
    rf"(?: (?:from )?(?P<day>{_D}))?"
    rf"(?:, at least (?P<floor>{_L}))?(?:, at most (?P<ceiling>{_L}))?"
    rf"(?P<mark>{'|'.join(_MARKS.values())})?(?P<first>, that day being the first)?"
)
_WHICHEVER = re.compile(r", whichever is (later|earlier)")
_END = re.compile(r"\.(?: Then .*)?", re.DOTALL)


def sentence(rule: RetentionRule, action: str = UNSPECIFIED) -> str:
    """One plain sentence, and what happens then if action is given; read_period of it gives the same rule."""
    text = "; or ".join(_one(limb) for limb in (rule.alone(), *rule.limbs))
    if rule.whichever:
        text += f", whichever is {rule.whichever}"
    reviewed = rule.kind is Kind.REVIEW and action == "review"
    then = "" if reviewed else ACTION_SENTENCES.get(action, "")
    return f"{START}{text}. {then}".strip()


def _one(rule: RetentionRule) -> str:
    """One limb of the sentence."""
    if rule.kind in (Kind.PERMANENT, Kind.UNKNOWN) and rule == RetentionRule(rule.kind):
        return _HEADS[rule.kind]
    words, rest = _length_words(rule)
    rhythm = rule.kind is Kind.REVIEW and rule.length is not None and rule.trigger == UNSPECIFIED
    parts = [_EVERY if rhythm else _HEADS[rule.kind], *words]
    if rule.trigger != UNSPECIFIED:
        parts += ["from", trigger_day(rule.trigger)] if words else [trigger_day(rule.trigger)]
    return " ".join(parts) + rest + (", that day being the first" if rule.beginning_with else "")


def _length_words(rule: RetentionRule) -> tuple[list[str], str]:
    """The length with its usual bound in front; bounds that are not usual come behind."""
    usual = _USUAL.get(rule.kind, "none")
    if rule.length is None:
        event = rule.kind is Kind.UNTIL_EVENT and rule.trigger != UNSPECIFIED
        without = rule.kind in (Kind.PERMANENT, Kind.UNKNOWN) or event
        return ([] if without else [_NO_LENGTH]), _limits(rule, usual)
    length = str(rule.length)
    if rule.kind is Kind.FIXED and (rule.bound, rule.floor, rule.ceiling) == ("min", rule.length, None):
        return ["at least", length], ""
    if rule.bound == "max" and rule.kind is Kind.FIXED and (rule.floor, rule.ceiling) == (None, rule.length):
        return ["no longer than", length], ""
    return [length], _limits(rule, usual)


def _limits(rule: RetentionRule, usual: str) -> str:
    """Floor, ceiling and bound where they are not what the sentence already says."""
    parts = f", at least {rule.floor}" if rule.floor else ""
    parts += f", at most {rule.ceiling}" if rule.ceiling else ""
    return parts + ("" if rule.bound == usual else _MARKS.get(rule.bound, ""))


def read_sentence(words: str) -> RetentionRule | None:
    """The rule of a sentence that this module wrote; None for any other words."""
    if not words.startswith(START):
        return None
    rules, position = [], len(START)
    while found := _RULE.match(words, position):
        rules.append(_rule(found))
        position = found.end()
        if not words.startswith("; or ", position):
            break
        position += len("; or ")
    if not rules:
        return None
    which = _WHICHEVER.match(words, position)
    position = which.end() if which else position
    if not _END.fullmatch(words, position):
        return None
    first, *limbs = rules
    return RetentionRule(
        first.kind, first.length, first.trigger, first.floor, first.ceiling, first.bound,
        tuple(limbs), which[1] if which else "", first.beginning_with,
    )  # fmt: skip


def _rule(found: re.Match[str]) -> RetentionRule:
    kind, length = _KINDS[found["head"]], _length(found["length"])
    floor, ceiling = _length(found["floor"]), _length(found["ceiling"])
    bound = next((name for name, words in _MARKS.items() if words == found["mark"]), _USUAL.get(kind, "none"))
    if found["limit"] == "at least ":
        floor = length
    elif found["limit"]:
        ceiling, bound = length, "max"
    return RetentionRule(kind, length, _name(found["day"]), floor, ceiling, bound, beginning_with=bool(found["first"]))


def _length(words: str | None) -> Length | None:
    if not words or words == _NO_LENGTH:
        return None
    amount, unit = words.split(" ")
    return Length(int(amount), Unit(unit if unit.endswith("s") else f"{unit}s"))


def _name(words: str | None) -> str:
    if not words:
        return UNSPECIFIED
    return _DAYS.get(words) or OTHER + words.strip("“”")
