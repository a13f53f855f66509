"""Buttons: one filled a page, quiet ones for tools, links, and joined ones for a choice of few."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from workbench.gui.theme.icons import icon
from workbench.gui.theme.look import Look, restyle, wear
from workbench.gui.widgets.basics import row

_ROLES = {"primary": "strong", "final": "strong", "link": "body", "tab": "body"}
_TONES = {"primary": "on_accent", "final": "on_final", "link": "accent_ink"}


class Button(QPushButton):
    """A push button of a kind: '' plain, 'primary', 'final', 'quiet', 'link' or 'tab'."""

    def __init__(self, text: str, parent: QWidget, kind: str = "", icon_name: str = "") -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self._kind, self._has_icon = kind, False
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setAutoDefault(False)
        if icon_name:
            self.show_icon(icon_name)
        wear(self, _ROLES.get(kind, "body"))

    def show_icon(self, name: str) -> None:
        """Show an icon before the word."""
        if not self._has_icon:
            self._has_icon = True
            Look.now.changed.connect(self._size_icon)
        self.setIcon(icon(name, _TONES.get(self._kind, "ink2")))
        self._size_icon()

    def _size_icon(self) -> None:
        side = round(16 * Look.now.scale)
        self.setIconSize(QSize(side + (4 if self.text() else 0), side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """On a filled button the focus ring is a second, light line inside the edge."""
        super().paintEvent(event)
        if self.hasFocus() and self._kind in ("primary", "final"):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(getattr(Look.now.tokens, _TONES[self._kind])), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 3, 3)


def button(
    text: str, parent: QWidget, on: Callable[..., object] | None = None, *, kind: str = "", icon_name: str = ""
) -> Button:
    """A button that calls a bound method when pressed."""
    made = Button(text, parent, kind, icon_name)
    if on:
        made.clicked.connect(on)
    return made


def picture_button(name: str, icon_name: str, parent: QWidget, on: Callable[..., object]) -> Button:
    """One of the few buttons without a word (previous, next, close, show); the name is spoken and shown as a tip."""
    made = button("", parent, on, kind="quiet", icon_name=icon_name)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(32)
    return made


class Joined(QWidget):
    """A choice of few as buttons side by side; arrow keys move, `chosen` says the place picked."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget, *, empty: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a label's letter goes to one that takes the focus only
        self._name, self._empty = name, empty
        self._group = QButtonGroup(self)
        self._group.setExclusive(not empty)
        self._group.idClicked.connect(self._clicked)
        self._box = row(self, gap=0)
        self._box.addStretch(1)

    def offer(self, texts: Sequence[str]) -> None:
        """Offer these; the same number of answers keeps its buttons and their focus."""
        if len(texts) != len(self._group.buttons()):
            self._rebuild(texts)
        for place, text in enumerate(texts):
            self._group.button(place).setText(text)
            self._group.button(place).setAccessibleName(f"{self._name}: {text}")

    def choose(self, place: int) -> None:
        """Mark one as chosen without saying so; -1 for none."""
        self._group.setExclusive(False)  # of an exclusive group Qt keeps the one that was chosen
        for number, known in enumerate(self._group.buttons()):
            known.setChecked(number == place)
            wear(known, "strong" if number == place else "body")
        self._group.setExclusive(not self._empty)
        self.setFocusProxy(self._group.button(max(place, 0)))

    def place(self) -> int:
        """Which is chosen, or -1."""
        return self._group.checkedId()

    def buttons(self) -> list[QPushButton]:
        """The buttons from left to right."""
        return [b for b in self._group.buttons() if isinstance(b, QPushButton)]

    def _rebuild(self, texts: Sequence[str]) -> None:
        for old in self.buttons():
            self._group.removeButton(old)
            old.setParent(None)
            old.deleteLater()
        for place, text in enumerate(texts):
            made = Button(text, self)
            made.setCheckable(True)
            restyle(made, seg=_part(place, len(texts)))
            self._group.addButton(made, place)
            self._box.insertWidget(place, made)
        self.setFocusProxy(self._group.button(0))

    def _clicked(self, place: int) -> None:
        if self._empty:
            place = place if self._group.button(place).isChecked() else -1
        self.choose(place)
        self.chosen.emit(place)


def _part(place: int, of: int) -> str:
    if of == 1:
        return "only"
    return "first" if place == 0 else "last" if place == of - 1 else "middle"
