"""The floor or the ceiling that the words beside a length state."""

from __future__ import annotations

import re
from dataclasses import replace

from workbench.rules.rule import RetentionRule

_NOT = r"\b(?:not|never|no|cannot|don't|mustn't|shouldn't|won't)\b"
_GONE = r"(?:destroy|dispos|delet|shred|eras)\w*"
# "Never keep for more than", "not to be retained beyond": a longest time, for all its "more".
_NOT_KEPT = re.compile(
    rf"{_NOT}(?: (?!{_GONE})\w+){{0,4}}? (?:keep|kept|retain\w*|hold|held|stored?)\b(?: (?!{_GONE})\w+){{0,4}}? "
    r"(?:(?:more|longer|later|greater) than|beyond|past|over|above|after|exceed\w*)(?: the| a| an)? ?$"
)
# "Do not destroy for", "not to be disposed of until": a shortest time.
_NOT_GONE = re.compile(
    rf"{_NOT}(?: to)?(?: be)? {_GONE}(?: of)?(?: \w+){{0,4}}? (?:for|until|till|before|within)\b[\w ]{{0,15}}$"
)
_AT_LEAST = re.compile(r"\b(?:at least|minimum|not before)\b")
_MIN_BEFORE = re.compile(
    r"\b(?:minimum|min|at least|(?:no|not) (?:be )?(?:less|fewer|shorter|earlier) than|"
    r"not before|(?<!no )(?<!not )(?<!be )more than)\b[\w .:,]{0,25}$"
)
_MIN_AFTER = re.compile(r"^[ ,(-]*(?:minimum|min\b|at least|or more|as a minimum|\+ ?$|\+ ?(?=[a-z]*$)(?!\w)|plus$)")
_MAX_BEFORE = re.compile(
    r"\b(?:up ?to|maximum|max|(?:no|not) (?:be )?(?:kept |retained |held )?(?:for )?(?:more|"
    r"longer|later|greater) than|within|(?:not|never)(?: to)? exceed\w*|less than|limit\w* to)"
    r"\b[\w .:,]{0,15}$"
)
_MAX_AFTER = re.compile(r"^[ ,(-]*(?:maximum|max\b|or less|at (?:the )?most)")


def at_least(before: str) -> bool:
    """Whether the words before "until" say that it is a shortest time."""
    return bool(_AT_LEAST.search(before) or _NOT_GONE.search(f"{before}until"))


def bounded(rule: RetentionRule, before: str, after: str) -> RetentionRule:
    """The rule with the floor or ceiling that the words beside its length state."""
    if _NOT_KEPT.search(before):
        return replace(rule, ceiling=rule.length, bound="max")
    if _NOT_GONE.search(before) or _MIN_BEFORE.search(before) or _MIN_AFTER.match(after):
        return replace(rule, floor=rule.length, bound="min")
    if _MAX_BEFORE.search(before) or _MAX_AFTER.match(after):
        return replace(rule, ceiling=rule.length, bound="max")
    return rule
