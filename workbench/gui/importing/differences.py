"""What a changed row would change: each field with its words before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.display import show
from workbench.exchange.plan import Plan, PlanRow
from workbench.gui.widgets.basics import Label, clear, column, row

NOTHING = "Nothing"


class Differences(QWidget):
    """Before and after, one field below the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = column(self, gap=8)

    def show_them(self, found: Sequence[tuple[str, str, str]]) -> None:
        """Show (label, before, after); nothing hides the whole."""
        clear(self._box)
        for label, before, after in found:
            field = column(gap=2)
            field.addWidget(Label(label, self, "captionstrong"))
            for word, text, tone in (("Before", before, "ink2"), ("After", after, "ink")):
                line = row(gap=8)
                name = Label(word, self, "caption", "ink2")
                name.setMinimumWidth(name.fontMetrics().horizontalAdvance("Before") + 6)
                line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
                shown = Label(text or NOTHING, self, "body", tone, wrap=True)
                shown.setAccessibleName(f"{label}, {word.lower()}: {text or NOTHING}")
                line.addWidget(shown, 1)
                field.addLayout(line)
            self._box.addLayout(field)
        self.setVisible(bool(found))


def shown_differences(plan: Plan, row: PlanRow) -> list[tuple[str, str, str]]:
    """What a changed row would change, for a person, in the order of the form: label, words before, words after."""
    return [
        (f.label, show(f, row.before.get(f.name)), show(f, row.values[f.name]))
        for f in plan.register.fields
        if f.name in row.values and row.record is not None
    ]
