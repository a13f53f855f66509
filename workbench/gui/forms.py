"""Forms: a label, a hint, an editor and what is wrong, for each field of a declaration."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from workbench.gui.accesskeys import MENU_KEYS, access_key, keyed, with_keys
from workbench.gui.editors import editor_of
from workbench.gui.editors.base import Editor
from workbench.gui.editors.day import DayEditor
from workbench.gui.editors.shown import ShownEditor
from workbench.gui.theme.look import restyle
from workbench.gui.widgets.basics import IconLabel, Label, column, row, settle
from workbench.gui.widgets.parts import hush
from workbench.records.fields import Kind
from workbench.register import Problem, Section


class FieldBox(QFrame):
    """One field: its label above, a hint under the label, the box, and the words of what is wrong."""

    finished = Signal(str)
    typed = Signal(str)

    def __init__(self, field: Kind, text: str, parent: QWidget, *, shown: bool = False) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = self._own = ShownEditor(field, self) if shown else editor_of(field, self)
        self._fixed: ShownEditor | None = None  # shows it where it may not be changed now, `_stays` says why
        self._stays = ""
        self._box = column(self, gap=3)
        self._label, self._usual = Label(text, self, "captionstrong", wrap=True), text
        self._label.setBuddy(self.editor.buddy())
        above = row(gap=5)
        above.addWidget(self._label)
        self._may_wait = Label("(optional)", self, "caption", "ink2")
        self._may_wait.hide()
        above.addWidget(self._may_wait, 1)
        self._box.addLayout(above)
        if field.help:
            self._box.addWidget(Label(field.help, self, "caption", "ink2", wrap=True))
        self._wrong = QWidget(self)
        beside = row(self._wrong, gap=5)
        beside.addWidget(IconLabel("triangle-alert", self._wrong, "amber", 14), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Label("", self._wrong, "captionstrong", "amber", wrap=True)
        beside.addWidget(self._words, 1)
        self._wrong.hide()
        self._box.addWidget(self._wrong)
        self._box.addWidget(self.editor)
        self.editor.name(field.label)
        self._describe(field.help)
        self.editor.finished.connect(self._finished)
        self.editor.typed.connect(self._typed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def say_optional(self, say: bool) -> None:
        """Say of a field that need not be filled that it need not."""
        self._may_wait.setVisible(say and self.field.optional and not isinstance(self.editor, ShownEditor))

    def fix(self, why: str) -> None:
        """Only show the value from now on, and say why to who reads by ear; no reason lets it be changed again.

        What stands in it is shown by whoever fixes it.
        """
        if bool(why) != bool(self._stays) and not isinstance(self._own, ShownEditor):
            self._stays = why
            self._show(self._reading() if why else self._own)
            self._describe(self.field.help)

    def _reading(self) -> ShownEditor:
        if self._fixed is None:
            self._fixed = ShownEditor(self.field, self)
            self._fixed.name(self.field.label)
            self._box.addWidget(self._fixed)
            put_in_order([self])
        return self._fixed

    def stops(self) -> list[QWidget]:
        """Where Tab stops in it, in order, now or when it is fixed: what its letter goes to comes first."""
        editors = [self._own] if self._fixed is None else [self._own, self._fixed]
        return [part for editor in editors for part in dict.fromkeys((editor.buddy(), *editor.boxes()))]

    def _show(self, editor: Editor) -> None:
        self.editor.hide()
        self.editor = editor
        editor.show()
        self._label.setBuddy(editor.buddy())
        settle(self)

    def call(self, label: str) -> None:
        """Call it by another label, or by its own where that is empty; the access key stays where it can."""
        text = keyed(label, access_key(self._usual)) if label else self._usual
        if text != self._label.text():
            self._label.setText(text)
            for box in self.editor.boxes():
                box.setAccessibleName(label or self.field.label)
            settle(self)

    def usual(self, text: str) -> None:
        """Take this as its own label, with the access key that stands in it."""
        if text != self._usual:
            self._usual = text
            self._label.setText(text)

    def has_cursor(self) -> bool:
        """Whether it is being typed in."""
        return any(part.hasFocus() for part in self.editor.boxes())

    def problem(self) -> str:
        """What is wrong in a whole sentence, or nothing."""
        return self.editor.trouble()

    @property
    def said(self) -> str:
        """What is shown to be wrong."""
        return self._words.text()

    def say_problem(self, text: str) -> None:
        """Show what is wrong beside the box; an empty text takes it away."""
        if text == self._words.text():
            return
        if text:
            hush(self)
        self._words.setText(text)
        self._wrong.setVisible(bool(text))
        restyle(self, field="wrong" if text else "")
        self._box.setContentsMargins(10 if text else 0, 0, 0, 0)
        self.editor.mark(bool(text))
        self._describe(text or self.field.help)
        settle(self)

    def _describe(self, text: str) -> None:
        for box in self.editor.boxes():
            box.setAccessibleDescription(self._stays or text)

    def _finished(self) -> None:
        self.say_problem(self.problem())
        self.finished.emit(self.field.name)

    def _typed(self) -> None:
        self.typed.emit(self.field.name)


def put_in_order(fields: Iterable[FieldBox]) -> None:
    """Tab goes through the boxes of some fields as they stand, and to what the letter of each label goes to before it.

    What has a proxy for the focus is put in order as itself, for Qt moves the proxy alone.
    """
    boxes = [part for box in fields for part in box.stops()]
    proxies = {box: proxy for box in boxes if (proxy := box.focusProxy())}
    nothing: Any = None
    for box in proxies:
        box.setFocusProxy(nothing)
    for before, after in pairwise(boxes):
        QWidget.setTabOrder(before, after)
    for box, proxy in proxies.items():
        box.setFocusProxy(proxy)


class Form(QWidget):
    """All fields of some sections, in one column or two; those that `changes` says no to are only shown.

    Not `keyed`, its labels have no access keys: another form beside it has them. Of the fields, `show_only` shows some.
    """

    finished = Signal(str)
    typed = Signal(str)

    def __init__(
        self,
        sections: Sequence[Section],
        parent: QWidget,
        changes: Callable[[Kind], bool] | None = None,
        *,
        keyed: bool = True,
    ) -> None:
        super().__init__(parent)
        self._changes, self._keyed = changes, keyed
        self._sections = tuple(s for s in sections if any(not f.derived for f in s.fields))
        self.fields: dict[str, FieldBox] = {}
        self._parts: list[QWidget] = []
        self._across = row(self, gap=0)
        self._columns = (column(gap=16), column(gap=16))
        for box in self._columns:
            box.addStretch(1)
            self._across.addLayout(box, 1)
        texts = self._labels([f for s in self._sections for f in _in_order(s)])
        for section in self._sections:
            self._parts.append(self._part(section, texts))
        self._split, self._new, self._first = 1, False, ""
        self._lay()

    def show_only(self, names: Collection[str]) -> None:
        """Show these fields alone. The others keep what stands in them, and no box is made anew or loses the cursor."""
        shown = [box.field for name, box in self.fields.items() if name in names]
        for name, text in self._labels(shown).items():
            self.fields[name].usual(text)
        for name, box in self.fields.items():
            box.setVisible(name in names)
        self._first = next((f.name for f in shown), self._first)
        settle(self)

    def _labels(self, fields: Sequence[Kind]) -> dict[str, str]:
        plain = [f.label for f in fields]
        texts = with_keys(plain, MENU_KEYS) if self._keyed else [label.replace("&", "&&") for label in plain]
        return {f.name: text for f, text in zip(fields, texts, strict=True)}

    def fix(self, why: Callable[[str], str]) -> None:
        """Only show the fields of which there is a reason why they stay as they are, by their names."""
        for name, box in self.fields.items():
            box.fix(why(name))

    def set_columns(self, count: int) -> None:
        """Stand in one column, or in two of about the same length."""
        if count != self._split:
            self._split = count
            self._lay()

    def for_new(self, new: bool) -> None:
        """For a new record: first the part with what must be filled, and a word at each field that may wait."""
        if new != self._new:
            self._new = new
            for box in self.fields.values():
                box.say_optional(new)
            self._lay()

    def first(self) -> str:
        """The name of the field shown first."""
        return self._first

    def _lay(self) -> None:
        for box in self._columns:
            for part in self._parts:
                box.removeWidget(part)  # takeAt would leave its item behind, which then remembers old heights
        order = sorted(range(len(self._parts)), key=lambda n: self._new and not _needed(self._sections[n]))
        weights = [len(self._sections[n].fields) for n in order]
        for place, number in enumerate(order):
            second = self._split == 2 and sum(weights[:place]) * 2 >= sum(weights) - weights[place] and place > 0
            box = self._columns[1 if second else 0]
            box.insertWidget(box.count() - 1, self._parts[number])
        self._across.setStretch(1, self._split - 1)
        self._columns[1].setContentsMargins(28 if self._split == 2 else 0, 0, 0, 0)
        names: list[str] = [f.name for n in order for f in _in_order(self._sections[n])]
        self._first = names[0]
        put_in_order([self.fields[name] for name in names])

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a record; what was wrong before is forgotten."""
        for name, box in self.fields.items():
            box.editor.show_value(values.get(name))
            box.say_problem("")

    def show_changed(self, values: Mapping[str, Any], unsaved: Collection[str]) -> None:
        """Show what is kept now, but leave alone what is being typed, and what is not yet saved."""
        for name, box in self.fields.items():
            if box.problem() or name in unsaved:
                continue
            if box.has_cursor():
                box.editor.follow(values.get(name))
            else:
                box.editor.show_value(values.get(name))

    def values(self) -> dict[str, Any]:
        """What stands in all boxes that can be typed into."""
        typed = {name: box.editor for name, box in self.fields.items() if not isinstance(box.editor, ShownEditor)}
        return {name: editor.value() for name, editor in typed.items()}

    def problems(self) -> list[Problem]:
        """What cannot be read as it stands."""
        return [Problem(name, text) for name, box in self.fields.items() if (text := box.problem())]

    def say_problems(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong beside each field."""
        said = {p.field: p.text for p in problems}
        for name, box in self.fields.items():
            box.say_problem(said.get(name) or box.problem())

    def call(self, labels: Mapping[str, str]) -> None:
        """Call fields by these labels, all others by their own."""
        for name, box in self.fields.items():
            box.call(labels.get(name, ""))

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in self.fields:
            self.fields[name].editor.focus_box()

    def today(self) -> None:
        """Put today into the day that has the cursor."""
        for box in self.fields.values():
            if isinstance(box.editor, DayEditor) and box.editor.box.hasFocus():
                box.editor.today()

    def _part(self, section: Section, texts: Mapping[str, str]) -> QWidget:
        part = QWidget(self)
        box = column(part, gap=10)
        box.addWidget(Label(section.title, part, "section"))
        pending: FieldBox | None = None
        for field in _in_order(section):
            made = self._field(field, texts[field.name], part)
            pending = _beside(box, pending, made)
        if pending:
            box.addWidget(pending)
        return part

    def _field(self, field: Kind, text: str, part: QWidget) -> FieldBox:
        shown = self._changes is not None and not self._changes(field)
        made = FieldBox(field, text, part, shown=shown)
        made.finished.connect(self.finished)
        made.typed.connect(self.typed)
        self.fields[field.name] = made
        return made


def _needed(section: Section) -> bool:
    """Whether a part holds something that must be filled."""
    return any(not f.optional for f in section.fields)


def _in_order(section: Section) -> list[Kind]:
    """The fields of a part that can be typed, those that must be filled first."""
    return sorted((f for f in section.fields if not f.derived), key=lambda f: f.optional)


def _beside(box: QBoxLayout, pending: FieldBox | None, made: FieldBox) -> FieldBox | None:
    """Two short fields stand side by side; says which one waits for a neighbour."""
    if made.editor.short and pending is None:
        return made
    if made.editor.short and pending:
        across = row(gap=12)
        across.addWidget(pending, 1, Qt.AlignmentFlag.AlignBottom)
        across.addWidget(made, 1, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(across)
        return None
    if pending:
        box.addWidget(pending)
    box.addWidget(made)
    return None
