"""Boxes of the first start: a label above, a hint under it, what is wrong beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from workbench.gui.starting.beginning import Wrong
from workbench.gui.theme.icons import icon
from workbench.gui.theme.look import restyle
from workbench.gui.widgets.basics import IconLabel, Label, Well, clear, column, row
from workbench.gui.widgets.buttons import button


class Field(QFrame):
    """One question with its box. `label` carries the access key."""

    def __init__(self, label: str, hint: str, box: QWidget, parent: QWidget, holder: QWidget | None = None) -> None:
        """`holder` is what the box stands in, where something stands beside it."""
        super().__init__(parent)
        self.box, self.name = box, label.replace("&", "")
        self._inside = column(self, gap=3)
        title = Label(label, self, "captionstrong")
        title.setBuddy(box)
        box.setAccessibleName(self.name)
        self._inside.addWidget(title)
        if hint:
            self._inside.addWidget(Label(hint, self, "caption", "ink2", wrap=True))
        line = row(gap=6)
        self._mark = IconLabel("triangle-alert", self, "amber", 14)
        self._wrong = Label("", self, "captionstrong", "amber", wrap=True)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._wrong, 1)
        self._inside.addLayout(line)
        self._inside.addWidget(holder or box)
        self.refuse("")

    def refuse(self, text: str, advice: str = "") -> None:
        """Say what is wrong; nothing takes it back."""
        said = f"{text}. {advice}".strip(". ") + ("." if advice else "")
        self._wrong.setText(said if advice else text)
        for part in (self._mark, self._wrong):
            part.setVisible(bool(text))
        self.box.setAccessibleDescription(said if text else "")
        restyle(self, field="wrong" if text else "")
        restyle(self.box, error="yes" if text else "")
        self._inside.setContentsMargins(10 if text else 0, 0, 0, 0)


class Problems(Well):
    """'There is a problem', and a link to each box it stands at."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "problem", "triangle-alert", "There is a problem", " ")
        self._links = column(gap=0)
        self.box.insertLayout(1, self._links)
        self.hide()

    def list_them(self, wrong: Sequence[Wrong]) -> None:
        """Show what is wrong; nothing hides it all."""
        clear(self._links)
        for found in wrong:
            link = button(found.text, self, self._go, kind="link")
            link.setProperty("box", found.box)
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.say("There is a problem", "Nothing was lost.")
        self.setVisible(bool(wrong))

    def tell(self, text: str) -> None:
        """Show a failure that stands at no box."""
        clear(self._links)
        self.say("There is a problem", text)
        self.show()

    def _go(self) -> None:
        sender = self.sender()
        if sender:
            self.wanted.emit(sender.property("box"))


class SecretBox(QLineEdit):
    """A box for a passphrase with a button that shows it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(icon("eye"), "Show what is typed", self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self.show_typed)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def show_typed(self, shown: bool) -> None:
        """Show or hide what is typed."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-off" if shown else "eye"))
        self._eye.setChecked(shown)
