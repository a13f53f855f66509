"""What a retention period means once it is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Unit(StrEnum):
    """Units a council counts in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Kind(StrEnum):
    """What sort of rule it is."""

    FIXED = "fixed"
    PERMANENT = "permanent"
    REVIEW = "review"
    ROLLING = "rolling"
    UNTIL_EVENT = "until_event"
    UNKNOWN = "unknown"


UNSPECIFIED = "unspecified"
OTHER = "other:"
LONGEST = 999
MOST_DAYS = 9_999
_MONTHS_HAVE = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)  # days in so many months, at most
DAYS_IN = {Unit.DAYS: 1.0, Unit.WEEKS: 7.0, Unit.MONTHS: 30.44, Unit.YEARS: 365.25}


@dataclass(frozen=True, slots=True)
class Length:
    """A number of days, weeks, months or years; 18 months stays 18 months."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.value
        return f"{self.amount} {unit[:-1] if self.amount == 1 else unit}"

    def in_days(self) -> float:
        """About how long, only to say which of two is longer."""
        return self.amount * DAYS_IN[self.unit]

    def smaller(self, other: Length) -> bool:
        """Whether it is counted in a smaller unit."""
        return DAYS_IN[self.unit] < DAYS_IN[other.unit]

    def plus(self, other: Length) -> Length:
        """Both together; where their units do not go together, in days and never too short."""
        if self.unit is other.unit:
            return Length(self.amount + other.amount, self.unit)
        months = {Unit.YEARS: 12, Unit.MONTHS: 1}
        if self.unit in months and other.unit in months:
            return Length(self.amount * months[self.unit] + other.amount * months[other.unit], Unit.MONTHS)
        return Length(self._most_days() + other._most_days(), Unit.DAYS)

    def _most_days(self) -> int:
        """The most days that so many years or months can have, wherever they begin."""
        if self.unit in (Unit.DAYS, Unit.WEEKS):
            return int(self.amount * DAYS_IN[self.unit])
        years, months = (self.amount, 0) if self.unit is Unit.YEARS else divmod(self.amount, 12)
        return 365 * years + -(-years // 4) + _MONTHS_HAVE[months]

    def to_json(self) -> dict[str, Any]:
        """{"amount", "unit"}."""
        return {"amount": self.amount, "unit": self.unit.value}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Length:
        """The length that to_json wrote."""
        return cls(int(value["amount"]), Unit(value["unit"]))


def countable(amount: int, unit: Unit) -> bool:
    """Whether a length may be so long; more is taken for a slip."""
    return amount <= (MOST_DAYS if unit is Unit.DAYS else LONGEST)


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One retention rule (law reference 6.5).

    A bare period is a floor; floor and ceiling are set only where the words say so. trigger is a name of law
    reference 6.5 or "other:" and words. bound is min, max, exact or none. limbs are further rules of the same words;
    whichever is later, earlier or empty where the words do not say which limb governs. beginning_with counts the
    trigger's own day as the first.
    """

    kind: Kind
    length: Length | None = None
    trigger: str = UNSPECIFIED
    floor: Length | None = None
    ceiling: Length | None = None
    bound: str = "none"
    limbs: tuple[RetentionRule, ...] = ()
    whichever: str = ""
    beginning_with: bool = False

    def to_json(self) -> dict[str, Any]:
        """kind, amount, unit, trigger, bound, minimum, maximum, limbs, whichever, beginning_with."""
        return {
            "kind": self.kind.value,
            "amount": self.length.amount if self.length else None,
            "unit": self.length.unit.value if self.length else None,
            "trigger": self.trigger,
            "bound": self.bound,
            "minimum": self.floor.to_json() if self.floor else None,
            "maximum": self.ceiling.to_json() if self.ceiling else None,
            "limbs": [limb.to_json() for limb in self.limbs],
            "whichever": self.whichever,
            "beginning_with": self.beginning_with,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> RetentionRule:
        """The rule that to_json wrote; keys that are missing take their defaults."""
        floor, ceiling = value.get("minimum"), value.get("maximum")
        return cls(
            kind=Kind(value["kind"]),
            length=Length.from_json(value) if value.get("amount") is not None else None,
            trigger=value.get("trigger") or UNSPECIFIED,
            floor=Length.from_json(floor) if floor else None,
            ceiling=Length.from_json(ceiling) if ceiling else None,
            bound=value.get("bound") or "none",
            limbs=tuple(cls.from_json(limb) for limb in value.get("limbs") or ()),
            whichever=value.get("whichever") or "",
            beginning_with=bool(value.get("beginning_with")),
        )

    def alone(self) -> RetentionRule:
        """The same rule without its limbs."""
        return replace(self, limbs=(), whichever="")


UNKNOWN_RULE = RetentionRule(Kind.UNKNOWN)
