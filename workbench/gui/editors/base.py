"""What an editor is: shows a value, gives it back, says when the person has finished with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QStyle, QWidget

from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look, restyle
from workbench.records.fields import Kind

RETURNS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # what was typed is still there


class Editor(QWidget):
    """Base of all editors. `typed` follows every stroke, `finished` the leaving of the box with another value."""

    typed = Signal()
    finished = Signal()
    short = False

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._shown: Any = field.empty
        self._was_wrong = False

    def boxes(self) -> list[QWidget]:
        """The controls inside, the first one taking the label's access key."""
        raise NotImplementedError

    def buddy(self) -> QWidget:
        """What the access key of the label goes to; it takes the focus and answers nothing."""
        return self.boxes()[0]

    def value(self) -> Any:
        """What stands in the editor; only good when there is no problem."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Show a value in the controls."""
        raise NotImplementedError

    def words(self) -> Any:
        """What stands in the controls, whether it can be read or not."""
        return self.value()

    def put_words(self, words: Any) -> None:
        """Show again what stood in the controls, or a value."""
        self.put(words)

    def problem(self) -> tuple[str, str]:
        """What is wrong, as the end of a sentence that begins with the label, and advice; empty when all is well."""
        return ("", "")

    def show_value(self, value: Any) -> None:
        """Show a value that is kept elsewhere."""
        self._shown, self._was_wrong = value, False
        self.put(value)

    def follow(self, value: Any) -> None:
        """Show what is kept by now in a box that has the cursor, unless something else is being typed there."""
        if value == self._shown or self.value() != self._shown:
            return
        self.show_value(value)
        for line in self.findChildren(QLineEdit):
            if line.hasFocus():
                line.selectAll()  # as when it was come to

    def not_kept(self, kept: Any) -> None:
        """What was finished could not be kept: it stays to be tried again, but `kept` is what is known.

        Whatever stands in it when it is next left is said, `kept` itself too: then nothing is wrong any more.
        """
        self._shown, self._was_wrong = kept, True

    def put_unkept(self, words: Any) -> None:
        """Show again, beside what is kept, what stood in the controls and could not be kept."""
        self.put_words(words)
        self._was_wrong = True

    def leave(self) -> None:
        """The person has finished; say so when the value is another, or was wrong until now."""
        wrong, was_wrong = bool(self.problem()[0]), self._was_wrong
        self._was_wrong = wrong
        if wrong or was_wrong or self.value() != self._shown:
            if not wrong:
                self._shown = self.value()
            self.finished.emit()

    def take_back(self) -> None:
        """Forget what was typed since the value was last kept."""
        self._was_wrong = False
        self.put(self._shown)

    def trouble(self) -> str:
        """What is wrong in whole sentences that begin with the label; empty when all is well."""
        wrong, advice = self.problem()
        return f"{self.field.label} {wrong}. {advice}".strip() if wrong else ""

    def name(self, label: str) -> None:
        """Give every control inside a name that a screen reader can say."""
        for box in self.boxes():
            if not box.accessibleName():
                box.setAccessibleName(label)

    def mark(self, wrong: bool) -> None:
        """Show or stop showing that something is wrong."""
        for box in self.boxes():
            restyle(box, error="yes" if wrong else "")

    def focus_box(self) -> None:
        """Put the cursor into the first control."""
        self.boxes()[0].setFocus(Qt.FocusReason.OtherFocusReason)


class LineEditor(Editor):
    """An editor of one line whose words must be understood before they are a value."""

    box: QLineEdit

    def boxes(self) -> list[QWidget]:
        """The line."""
        return [self.box]

    def words(self) -> Any:
        """The words in the box."""
        return self.box.text()

    def put_words(self, words: Any) -> None:
        """Show those words again, or a value."""
        if isinstance(words, str):
            self.box.setText(words)
        else:
            self.put(words)


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ChoiceBox(QComboBox):
    """A list to choose from whose value the wheel leaves alone unless it has the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)
        self._letters, self._since = "", QElapsedTimer()  # of an answer that is being typed, and since the last of them

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens the list, as ever; where an answer that is being typed goes on with one, it is a letter of it."""
        letter = event.text() if event.text().isprintable() and not event.modifiers() & _HELD else ""
        if letter and not self.isEditable():
            going_on = self._since.isValid() and self._since.elapsed() < QApplication.keyboardInputInterval()
            self._letters = f"{self._letters if going_on else ''}{letter}".lstrip()
            self._since.start()
            if letter == " " and self._is_begun():
                # Given on as another key than Space, for which Qt opens the list.
                event = QKeyEvent(event.type(), Qt.Key.Key_unknown, event.modifiers(), letter)
        super().keyPressEvent(event)

    def _is_begun(self) -> bool:
        """Whether an answer begins with the letters typed just now."""
        typed = self._letters.casefold()
        return bool(typed) and any(self.itemText(n).casefold().startswith(typed) for n in range(self.count()))

    def words_width(self) -> int:
        """How wide a list must be to show its longest words whole."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return self.view().sizeHintForColumn(0) + bar + 12

    def showPopup(self) -> None:
        """The list is as wide as its words."""
        self.view().setMinimumWidth(min(self.words_width(), self.screen().availableGeometry().width() - 40))
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Of a list that can be typed into the words are marked: what is typed takes their place."""
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() not in RETURNS:
            line.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a form must not change it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw our own arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        tokens = Look.now.tokens
        place = QRectF(self.width() - 24, self.height() / 2 - 8, 16, 16)
        draw(painter, "chevron-down", place, tokens.ink2 if self.isEnabled() else tokens.disabled)
