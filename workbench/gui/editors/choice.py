"""Editors for a choice of few: a list with type to find, and yes or no as joined buttons."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from workbench.gui.editors.base import RETURNS, ChoiceBox, Editor
from workbench.gui.widgets.basics import row
from workbench.gui.widgets.buttons import Joined
from workbench.records import linked
from workbench.records.fields import Choices, Kind, Link

NOTHING = "Not answered"
_YES_NO = (None, True, False)
Mode = QCompleter.CompletionMode
_TYPE_FROM = 8  # longer lists can be typed into


class ChoiceEditor(Editor):
    """One of a field's options. A code no longer offered stays in the list of the record that has it."""

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.box = ChoiceBox(self)
        row(self).addWidget(self.box)
        self._begin()
        self.box.activated.connect(self._chosen)

    def boxes(self) -> list[QWidget]:
        """The list."""
        return [self.box]

    def value(self) -> Any:
        """The code chosen."""
        return self.box.currentData() or ""

    def put(self, value: Any) -> None:
        """Show a code by its label."""
        place = self.box.findData(value or "")
        if place < 0:
            self.box.addItem(self.field.label_of(value), value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def offer_only(self, codes: Collection[str]) -> None:
        """Offer these answers in their order and no others; one that stands already stays."""
        standing = self.value()
        wanted = [*codes, standing] if standing and standing not in codes else list(codes)
        if [self.box.itemData(place) for place in range(1, self.box.count())] != wanted:
            self.box.clear()
            self._fill([(code, self.field.label_of(code)) for code in wanted])
            self.put(standing)

    def focus_box(self) -> None:
        """Put the cursor into the list; what is typed then takes the place of the answer there, also where it was."""
        super().focus_box()
        if line := self.box.lineEdit():
            line.selectAll()

    def _begin(self) -> None:
        self._fill(self.field.options)
        if len(self.field.options) > _TYPE_FROM:
            make_typable(self.box)

    def _fill(self, options: Choices) -> None:
        self.box.addItem(NOTHING, "")
        for code, label in options:
            self.box.addItem(label, code)

    def _chosen(self, _: int) -> None:
        self.typed.emit()
        self.leave()


def make_typable(box: ChoiceBox) -> None:
    """Let a person type part of an answer to find it."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    finder = QCompleter(box.model(), box)
    finder.setFilterMode(Qt.MatchFlag.MatchContains)
    finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(finder)
    line = box.lineEdit()
    assert line is not None
    line.setAccessibleName("Type to find an answer")
    snap = _Snap(box)
    line.editingFinished.connect(snap.now)
    line.textEdited.connect(snap.widen)
    box.currentIndexChanged.connect(snap.from_start)


class _Snap(QObject):
    """Brings a half-typed answer back to one of the list. What is typed first takes the place of the one there."""

    def __init__(self, box: ChoiceBox) -> None:
        super().__init__(box)
        self._box = box

    def from_start(self) -> None:
        """Show a long answer from its first word, and whole in a tooltip."""
        if line := self._box.lineEdit():
            line.home(False)
            self._box.setToolTip(self._box.currentText())

    def widen(self) -> None:
        """The answers offered while typing are shown whole."""
        finder = self._box.completer()
        if finder and (popup := finder.popup()):
            popup.setMinimumWidth(self._box.words_width())

    def now(self) -> None:
        """Take the answer that was typed, one it begins, the only one that holds it, or the one before."""
        box = self._box
        typed = box.currentText().strip().casefold()
        texts = [box.itemText(n) for n in range(box.count())]
        begun = [n for n, text in enumerate(texts) if typed and text.casefold().startswith(typed)]
        held = [n for n, text in enumerate(texts) if typed and holds_words(text.casefold(), typed)]
        place = begun[0] if begun else held[0] if len(held) == 1 else box.currentIndex()
        changed = place != box.currentIndex()
        box.setCurrentIndex(place)
        box.setEditText(texts[place])
        self.from_start()
        if changed:
            box.activated.emit(place)


def holds_words(text: str, typed: str) -> bool:
    """Whether a text holds what was typed, or every word of it in whatever order."""
    return typed in text or all(word in text for word in typed.split())


class LinkEditor(ChoiceEditor):
    """A record of another register, found by typing part of its name.

    The list is read when the cursor comes to it; of very many records those that hold the words typed are looked for.
    """

    def __init__(self, field: Kind, parent: QWidget) -> None:
        self._few, self._begun = True, False
        super().__init__(field, parent)
        self.box.installEventFilter(self)
        if line := self.box.lineEdit():
            line.textEdited.connect(self._look_for)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cursor comes to the list: read it anew."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() not in RETURNS:
            self._read_anew()
        return super().eventFilter(watched, event)

    def value(self) -> Any:
        """The id chosen, or None."""
        return self.box.currentData()

    def put(self, value: Any) -> None:
        """Show a record by its name; one that was removed stays in the list of the record that has it."""
        self._begun = False
        self._offer((), value)

    def _begin(self) -> None:
        make_typable(self.box)

    @property
    def _link(self) -> Link:
        assert isinstance(self.field, Link)
        return self.field

    def _read_anew(self) -> None:
        """The whole list, or of very many none before something is typed."""
        self._begun, self._few = True, linked.few(self._link)
        if finder := self.box.completer():
            finder.setCompletionMode(Mode.PopupCompletion if self._few else Mode.UnfilteredPopupCompletion)
        self._offer(self.field.options if self._few else (), self.value())

    def _look_for(self, typed: str) -> None:
        """Bring what holds the words typed into the list, and leave them as they were typed."""
        line = self.box.lineEdit()
        if line is None or (self._begun and self._few):
            return
        place = line.cursorPosition()
        if not self._begun:  # the window came back with the cursor already here
            self._read_anew()
        if not self._few:
            self._offer(linked.found(self._link, typed), self.value())
        line.setText(typed)
        line.setCursorPosition(place)

    def _offer(self, options: Choices, value: Any) -> None:
        self.box.clear()
        self._fill(options)
        place = self.box.findData(value)
        if place < 0:
            self.box.addItem(self.field.label_of(value), value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def _fill(self, options: Choices) -> None:
        nothing_at = 0 if self._few else len(options)  # what was found comes first
        for number, label in options:
            self.box.addItem(label, number)
        self.box.insertItem(nothing_at, NOTHING, None)


class YesNoListEditor(ChoiceEditor):
    """Yes, no, or not answered, as a list where there is no room for buttons."""

    def value(self) -> Any:
        """True, False or None."""
        return self.box.currentData()

    def put(self, value: Any) -> None:
        """Show the answer."""
        self.box.setCurrentIndex(_YES_NO.index(value))

    def _fill(self, _: Choices) -> None:
        for answer, label in zip(_YES_NO, (NOTHING, "Yes", "No"), strict=True):
            self.box.addItem(label, answer)


class YesNoEditor(Editor):
    """Yes, no, or neither: pressing the chosen one again takes the answer back."""

    short = True

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.box = Joined(field.label, self, empty=True)
        self.box.offer(("Yes", "No"))
        row(self).addWidget(self.box)
        self.box.chosen.connect(self._chosen)

    def boxes(self) -> list[QWidget]:
        """The two buttons."""
        return list(self.box.buttons())

    def buddy(self) -> QWidget:
        """The pair: Qt presses a button whose label is called by its letter."""
        return self.box

    def value(self) -> Any:
        """True, False or None."""
        return {0: True, 1: False}.get(self.box.place())

    def put(self, value: Any) -> None:
        """Mark the answer."""
        self.box.choose({True: 0, False: 1}.get(value, -1))

    def mark(self, wrong: bool) -> None:
        """The words beside it say enough."""

    def _chosen(self, _: int) -> None:
        self.typed.emit()
        self.leave()
