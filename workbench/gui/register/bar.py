"""The line above a table: ready-made views with counts, the filters in force, how many are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from workbench.gui.editors.base import ChoiceBox
from workbench.gui.widgets.basics import Label, clear, row
from workbench.gui.widgets.buttons import Joined, button
from workbench.gui.widgets.chips import FilterChip
from workbench.register import View


class SelectionBar(QWidget):
    """Says and changes what part of the register is shown."""

    view_chosen = Signal(int)
    filter_cleared = Signal(str)
    all_cleared = Signal()

    def __init__(self, views: Sequence[View], parent: QWidget) -> None:
        super().__init__(parent)
        self._views, self._narrow = tuple(views), False
        box = row(self, gap=10)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._joined = Joined("View", self)
        self._joined.chosen.connect(self.view_chosen)
        self._list = ChoiceBox(self)
        self._list.setAccessibleName("View")
        self._list.setMinimumContentsLength(14)
        self._list.activated.connect(self.view_chosen)
        box.addWidget(self._joined)
        box.addWidget(self._list)
        box.addStretch(1)
        self._chips = row(gap=6)
        box.addLayout(self._chips)
        self._shown = Label("", self, "body", "ink2")
        box.addWidget(self._shown)
        self._clear = button("Clear all", self, self.all_cleared.emit, kind="link")
        box.addWidget(self._clear)
        self._end = row(gap=4)
        box.addLayout(self._end)
        self.narrow(False)

    def add(self, widget: QWidget) -> None:
        """Put a tool at the right end."""
        self._end.addWidget(widget)

    def show_views(self, counts: Sequence[int], chosen: int) -> None:
        """The views with how many each holds."""
        texts = [f"{view.title} {count:,}" for view, count in zip(self._views, counts, strict=True)]
        self._joined.offer(texts)
        self._joined.choose(chosen)
        self._list.clear()
        self._list.addItems(texts)
        self._list.setCurrentIndex(chosen)

    def show_filters(self, filters: Sequence[tuple[str, str, str]], shown: int, total: int) -> None:
        """A chip for each filter (field, label, text) and 'shown of total'."""
        clear(self._chips)
        for name, label, text in filters:
            chip = FilterChip(f"{label}: {_short(text)}", self, partial(self.filter_cleared.emit, name))
            self._chips.addWidget(chip)
            chip.show()  # one that is not yet shown would not be measured
        self._shown.setText(f"{shown:,} of {total:,}")
        self._shown.setVisible(bool(filters))
        self._clear.setVisible(bool(filters))
        self._fit()

    def narrow(self, narrow: bool) -> None:
        """A list instead of joined buttons."""
        self._narrow = narrow
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It may be as narrow as it likes: buttons become a list where there is no room."""
        return QSize(160, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        several = len(self._views) > 1
        rest = sum(
            part.sizeHint().width() + 10
            for part in (self._shown, self._clear, *self.findChildren(FilterChip))
            if not part.isHidden()
        )
        tight = self._narrow or self._joined.sizeHint().width() + rest + 24 > self.width()
        self._joined.setVisible(several and not tight)
        self._list.setVisible(several and tight)


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:19]}…"
