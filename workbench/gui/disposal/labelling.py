"""Labels for the holdings chosen: which sheet of labels, and where on it to begin."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import display
from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.printing import Ready
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Card, Label, column, row
from workbench.gui.widgets.buttons import button
from workbench.registers.holdings import REGISTER
from workbench.reports.labels import SHEETS
from workbench.reports.labels import Label as BoxLabel
from workbench.workflows import boxlabels

_HEADS = ("Holding", "In large letters", "On the label")
_NONE = ("No holding is chosen", "Choose them in the table of holdings; Ctrl+A takes all that are shown.")
_BEGIN = "Count from the top left, along the rows. 1 is a full sheet."
_WHOLE = "Print at 100 %, not fitted to the page, and try it on plain paper first."


class LabelsPage(TwoSided):
    """What will stand on the labels at the left, the sheet at the right."""

    help_topic, kept, step_back = REGISTER.name, False, False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "Box labels", parent)
        self._holdings: tuple[int, ...] = ()
        self.head.add(button("Cancel", self, self.go_away, kind="quiet"))
        self.table = PickTable("Labels", _HEADS, self.left)
        self.left.box.addWidget(self.table)
        sheet = self.sheet()
        self.which, self.begin = ChoiceBox(sheet), QLineEdit("1", sheet)
        self._build(sheet)
        self.end_right()
        self.table.stood.connect(self._stood)

    def arrive(self, about: object) -> None:
        """Show the labels of the holdings chosen."""
        self._holdings = about if isinstance(about, tuple) else self._holdings
        self.stop.hide()
        made = boxlabels.labels(self._holdings)
        self.show_empty(not made, *_NONE)
        self.head.say(display.count(len(made), "label"), _WHOLE if made else "")
        self.table.show_rows([_row(place, label) for place, label in enumerate(made)])
        self.which.setFocus()

    def standing(self) -> object:
        """The holdings chosen."""
        return self._holdings

    def do(self) -> None:
        """Show the pages, to be printed or saved."""
        sheet, typed = SHEETS[max(self.which.currentIndex(), 0)], self.begin.text().strip()
        begin = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        try:
            boxlabels.check(self._holdings, sheet, begin)
        except Plain as why:
            self.stopped(why)
            self.begin.setFocus()
            return
        write = partial(boxlabels.print_them, self.desk.store, self._holdings, sheet, begin)
        self.desk.go("print", Ready("Box labels", f"{sheet.title}. {_WHOLE}", write, exact=True))

    def _build(self, sheet: Card) -> None:
        for made in SHEETS:
            self.which.addItem(made.title, made.name)
        self.begin.setMaximumWidth(round(96 * Look.now.scale))
        self.begin.returnPressed.connect(self.do)
        boxes = (
            ("&Sheet of labels", self.which, "The size is printed on the packet."),
            ("&Begin with label", self.begin, _BEGIN),
        )
        for words, box, hint in boxes:
            pair = column(gap=3)
            label = Label(words, sheet, "captionstrong")
            label.setBuddy(box)
            box.setAccessibleName(words.replace("&", ""))
            box.setAccessibleDescription(hint)
            pair.addWidget(label)
            pair.addWidget(box)
            pair.addWidget(Label(hint, sheet, "caption", "ink2", wrap=True))
            sheet.box.addLayout(pair)
        across = row()
        across.addWidget(button("Show the labels", sheet, self.do, kind="primary", icon_name="printer"))
        across.addStretch(1)
        sheet.box.addLayout(across)

    def _stood(self, here: Row | None) -> None:
        if here:
            held = here.texts[1].startswith(boxlabels.HELD)
            self.about.dress("violet" if held else "accent", "hand" if held else "archive")
            self.about.say(here.texts[1], f"{here.texts[0]}\n{here.details}")


def _row(place: int, label: BoxLabel) -> Row:
    texts = (label.description, f"{label.headline} {label.day}".strip(), label.lines[0])
    return Row(place, texts, "\n".join((label.series, *label.lines)))
