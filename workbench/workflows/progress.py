"""How a long job says how far it is, and hears that it should stop. Knows no window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from workbench.errors import Cancelled

T = TypeVar("T")
Tell = Callable[[int, int, str], bool]


class Progress:
    """`tell(done, of, text)` shows how far the job is and answers whether it may go on."""

    def __init__(self, tell: Tell | None = None) -> None:
        self._tell = tell

    def step(self, done: int, of: int, text: str) -> None:
        """Say how far the job is; Cancelled when the person asked to stop."""
        if self._tell and not self._tell(done, of, text):
            raise Cancelled

    def over(self, items: Sequence[T], text: str, every: int = 500) -> Iterator[T]:
        """The items one by one, telling every few of them."""
        for index, item in enumerate(items):
            if index % every == 0:
                self.step(index, len(items), text)
            yield item


NO_PROGRESS = Progress()
