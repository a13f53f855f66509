"""What stands in the council's letters but in no file: its address, and the regulator."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from workbench.gui.desk import Desk
from workbench.gui.editors.texts import Lines, tidy
from workbench.gui.starting.fields import Field
from workbench.gui.widgets.basics import SHEET, Card, Label
from workbench.records.store import Store
from workbench.workflows.cases import letterfields
from workbench.workflows.progress import Progress

_ASKED = MappingProxyType(
    {
        letterfields.ADDRESS: ("Address of the cou&ncil", "As it stands at the head of a letter."),
        letterfields.REGULATOR: ("Na&me of the regulator", "As it reads inside a sentence."),
        letterfields.REGULATOR_ADDRESS: ("Ho&w the regulator is reached", "Where people may complain to."),
    }
)


class LetterSettings(Card):
    """Three boxes; each is kept when it is left."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, SHEET, 10)
        self._desk = desk
        self.box.addWidget(Label("Letters", self, "section"))
        self.boxes: dict[str, Lines] = {}
        for name, (label, hint) in _ASKED.items():
            box = self.boxes[name] = Lines(self, least=3 if name == letterfields.ADDRESS else 1)
            self.box.addWidget(Field(label, hint, box, self))
            box.left.connect(partial(self._keep, name))
        hint = (
            "For everybody who opens these records. The wording of a letter is changed from the page of a file: Write "
            "a letter, Edit a letter’s template."
        )
        self.box.addWidget(Label(hint, self, "caption", "ink2", wrap=True))

    def show_kept(self) -> None:
        """Show what the council set, or what is usual."""
        if not self._desk.may_read():
            return
        for name, box in self.boxes.items():
            kept = letterfields.setting(self._desk.store, name)
            if not box.hasFocus() and box.toPlainText() != kept:
                box.setPlainText(kept)
            box.setReadOnly(self._desk.store.read_only)

    def _keep(self, name: str) -> None:
        typed = tidy(self.boxes[name].toPlainText())
        if self._desk.store.read_only or typed == letterfields.setting(self._desk.store, name):
            return
        self._desk.tasks.run(partial(_set, self._desk.store, name, typed), self._kept)

    def _kept(self, _: object) -> None:
        self.show_kept()
        self._desk.say("Letters that are written from now on say so.")


def _set(store: Store, name: str, typed: str, _: Progress) -> None:
    store.set_setting(name, typed)
