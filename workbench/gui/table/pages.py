"""Rows by their place in a list of ids, read a page at a time; only the last few pages stay in memory."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

from workbench.records.query import Query, Row

PAGE, KEPT = 100, 24


class RowPages:
    """The rows of one query. `readable` says whether the store may be read at this moment, `marked` which of some
    records bear a word besides.
    """

    def __init__(self, readable: Callable[[], bool], marked: Callable[[Sequence[int]], Mapping[int, str]]) -> None:
        self._readable, self._marked = readable, marked
        self._marks: dict[int, str] = {}
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self.query: Query | None = None
        self.ids: array[int] = array("q")
        self.wanting = False

    def show(self, query: Query, ids: array[int]) -> None:
        """Hold another list of ids."""
        self.query, self.ids, self.wanting = query, ids, False
        self._pages.clear()
        self._marks.clear()

    def mark(self, place: int) -> str:
        """The word that the row at a place bears besides; read with the row."""
        return self._marks.get(self.ids[place], "")

    def row(self, place: int) -> Row | None:
        """The row at a place, or None while the store is busy or when the record has gone."""
        number = place // PAGE
        if number not in self._pages:
            if self.query is None or not self._readable():
                self.wanting = True
                return None
            ids = self.ids[number * PAGE : (number + 1) * PAGE]
            self._pages[number] = self.query.page(ids)
            self._marks |= self._marked(list(ids))
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number].get(self.ids[place])

    def forget(self) -> None:
        """Read everything anew when next asked."""
        self._pages.clear()
        self._marks.clear()
        self.wanting = False
