"""The cases behind several publications, each once, with where it was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workbench.rules.counted import CLOSED, RECEIVED, Basis, Frame, Group, Publication

Pattern = frozenset[tuple[int, Basis]]  # in which publications, and among those received or those closed
Kind = tuple[Pattern, tuple[str, ...]]  # cases counted in the same places that have the same values


@dataclass(frozen=True)
class _Known:
    """Cases counted so far."""

    group: Group
    pattern: Pattern
    left: int


def linked(frame: Frame, publications: Sequence[Publication]) -> Counter[Kind]:
    """How many cases there are of each kind.

    A case closed since an earlier publication goes on from one that was open then, and where an older period is
    published after a newer one, a case open at its end is the one that the newer knew as closed; one that was
    corrected since counts as gone and as new. Any history that fits will do, for nobody outside knows more. To miss
    that two are one is no small thing: worlds would come up in which a year is not the sum of its quarters.
    """
    known: list[_Known] = []
    for at, publication in enumerate(publications):
        known = _with(known, at, publication, frame)
    found = Counter[Kind]()
    for row in known:
        found[row.pattern, row.group.values] += row.left
    return found


def _with(known: list[_Known], at: int, publication: Publication, frame: Frame) -> list[_Known]:
    """The cases known, one publication later."""
    waiting, went_on, new = list(known), list[_Known](), list(publication.groups)
    for same in (_the_same, _open_before(frame), _open_yet(frame, publication)):
        new, rest = [], new
        for group in rest:
            left = group.count
            for n, row in enumerate(waiting):
                taken = min(left, row.left) if same(row.group, group) else 0
                if taken:
                    waiting[n] = replace(row, left=row.left - taken)
                    now = row.group if group.closed is None else group
                    went_on.append(_Known(now, row.pattern | _counted(at, publication, group), taken))
                    left -= taken
            if left:
                new.append(replace(group, count=left))
    begun = [_Known(group, _counted(at, publication, group), group.count) for group in new]
    return [row for row in waiting if row.left] + went_on + begun


def _counted(at: int, publication: Publication, group: Group) -> Pattern:
    places: tuple[tuple[Basis, int | None], ...] = ((RECEIVED, group.received), (CLOSED, group.closed))
    return frozenset((at, basis) for basis, quarter in places if quarter in publication.quarters)


def _the_same(before: Group, now: Group) -> bool:
    return (before.received, before.closed, before.values) == (now.received, now.closed, now.values)


def _open_before(frame: Frame) -> Callable[[Group, Group], bool]:
    """Whether a case may have been closed since, all else being as it was."""

    def same(before: Group, now: Group) -> bool:
        return before.closed is None and _alike(before, now, frame)

    return same


def _open_yet(frame: Frame, publication: Publication) -> Callable[[Group, Group], bool]:
    """Whether a case known as closed may be one that was open still when the older period now published was over."""
    last = max(publication.quarters)

    def same(before: Group, now: Group) -> bool:
        later = before.closed is not None and before.closed > last
        return now.closed is None and later and _alike(before, now, frame)

    return same


def _alike(before: Group, now: Group, frame: Frame) -> bool:
    """Whether all that does not change at closing is the same."""
    pairs = enumerate(zip(before.values, now.values, strict=True))
    return before.received == now.received and all(a == b for n, (a, b) in pairs if n != frame.closing)
