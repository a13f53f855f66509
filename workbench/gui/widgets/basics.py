"""Labels, frames and boxes with the one set of gaps."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from workbench.gui.theme.icons import picture
from workbench.gui.theme.look import Look, restyle, wear

Box = TypeVar("Box", bound=QBoxLayout)
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
PAGE: Margins = (24, 14, 24, 14)
SHEET: Margins = (18, 16, 18, 16)
_PUT_AWAY = Qt.WidgetAttribute.WA_WState_ExplicitShowHide  # of a hidden part: by somebody, not for being new
_ABOVE = 56  # logical pixels: a label and a line of hint


def column(widget: QWidget | None = None, margins: Margins = NONE, gap: int = 8) -> QVBoxLayout:
    """A vertical layout; given a widget, it is the widget's own."""
    return _box(QVBoxLayout(widget) if widget else QVBoxLayout(), margins, gap)


def row(widget: QWidget | None = None, margins: Margins = NONE, gap: int = 8) -> QHBoxLayout:
    """A horizontal layout; given a widget, it is the widget's own."""
    return _box(QHBoxLayout(widget) if widget else QHBoxLayout(), margins, gap)


def _box(box: Box, margins: Margins, gap: int) -> Box:
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    return box


class Label(QLabel):
    """A text in a role and a tone; plain text always, so that nothing typed is read as markup."""

    def __init__(
        self, text: str, parent: QWidget, role: str = "body", tone: str = "ink", *, wrap: bool = False
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        wear(self, role)


class CutLabel(Label):
    """A one-line text that is cut with dots where there is no room, and then shows itself whole in a tooltip.

    `middle` cuts a path in its middle: its end says most.
    """

    def __init__(
        self, text: str, parent: QWidget, role: str = "body", tone: str = "ink", *, middle: bool = False
    ) -> None:
        super().__init__("", parent, role, tone)
        self._whole = ""
        self._side = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._side, max(self.width(), 40))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class IconLabel(QLabel):
    """An icon beside a text that says the same; follows the theme."""

    def __init__(self, name: str, parent: QWidget, tone: str = "ink2", side: int = 16) -> None:
        super().__init__(parent)
        self._name, self._tone, self._side = name, tone, side
        Look.now.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self._draw()

    def _draw(self) -> None:
        side = round(self._side * max(1.0, Look.now.scale))
        self.setPixmap(picture(self._name, self._tone, side, self.devicePixelRatioF()))
        self.setFixedSize(side, side)


class Card(QFrame):
    """A white sheet on the quiet ground."""

    def __init__(self, parent: QWidget, margins: Margins = SHEET, gap: int = 8) -> None:
        super().__init__(parent)
        self.setProperty("card", "yes")
        self.box = column(self, margins, gap)


class Rule(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("rule", "yes")
        self.setFixedHeight(1)


class _Inside(QWidget):
    """What scrolls is never pressed lower than it wants to be at the width it has."""

    def minimumSizeHint(self) -> QSize:
        """As wide as it must be. Where words wrap, the height follows from the width alone: they claim too much."""
        wide, box = super().minimumSizeHint().width(), self.layout()
        return QSize(wide, 0 if box and box.hasHeightForWidth() else self.sizeHint().height())


class Scroll(QScrollArea):
    """A frameless area that scrolls its one column up and down, never sideways."""

    def __init__(self, parent: QWidget, margins: Margins = NONE, gap: int = 12) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = _Inside(self)
        self.inside.setObjectName("inside")
        self.inside.setAutoFillBackground(False)
        self.box = column(self.inside, margins, gap)
        self.setWidget(self.inside)
        self.viewport().setAutoFillBackground(False)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What the keyboard comes to, by Tab or by its letter, comes into sight with the label above it."""
        if now is not None and self.inside.isAncestorOf(now):
            self.bring(now)

    def bring(self, part: QWidget) -> None:
        """Bring a part into sight, and once more when what was shown this moment has found its place."""
        self._bring(part)
        QTimer.singleShot(0, part, partial(self._bring, part))

    def lay_out(self) -> None:
        """Give every part its place now; layouts do it a moment later, and paint new parts squashed until then."""
        for part in self.inside.findChildren(QWidget):
            if part.isHidden() and not (part.isWindow() or part.testAttribute(_PUT_AWAY)):
                part.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def to_top(self, first: QWidget | None = None) -> None:
        """Show it from its top, as long as its first part is in sight there: at once, and when all has its place."""
        self._top(first)
        QTimer.singleShot(0, self, partial(self._top, first))

    def _top(self, first: QWidget | None) -> None:
        self.verticalScrollBar().setValue(0)
        if first is not None and isValid(first):
            self._bring(first)

    def _bring(self, part: QWidget) -> None:
        high, top = self.viewport().height(), self.verticalScrollBar().value()
        if not self.inside.isAncestorOf(part) or part.height() >= high:
            return
        above = min(_ABOVE, (high - part.height()) // 2)
        first = part.mapTo(self.inside, QPoint()).y()
        if top <= max(first - above, 0) and first + part.height() <= top + high:
            return
        if first + part.height() <= high:  # it stands on the first page, which is shown with what it begins with
            self.verticalScrollBar().setValue(0)
        else:
            self.ensureWidgetVisible(part, 0, above)


_INKS = {"accent": "accent_ink", "problem": "amber"}


class Well(QFrame):
    """A tinted box: 'accent' in plain words, 'amber' look at this, 'violet' something stands in the way."""

    def __init__(self, parent: QWidget, tone: str, icon_name: str, title: str, text: str = "") -> None:
        super().__init__(parent)
        self.setProperty("well", tone)
        self.across = across = row(self, (12, 10, 12, 10), 10)
        self.mark = IconLabel(icon_name, self, _INKS.get(tone, tone), 18)
        across.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self.box = column(gap=4)
        across.addLayout(self.box, 1)
        self.title = Label(title, self, "strong", wrap=True)
        self.text = Label(text, self, "caption", "ink2", wrap=True)
        self.box.addWidget(self.title)
        self.box.addWidget(self.text)
        self.text.setVisible(bool(text))

    def dress(self, tone: str, icon_name: str) -> None:
        """Take another tint and icon."""
        restyle(self, well=tone)
        self.mark.show_icon(icon_name, _INKS.get(tone, tone))

    def say(self, title: str, text: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        settle(self)


def settle(widget: QWidget) -> None:
    """Measure anew from here up to the page; layouts keep old heights of parts that were folded while unseen."""
    part: QWidget | None = widget
    while part is not None and not isinstance(part, QScrollArea) and not part.isWindow():
        if layout := part.layout():
            layout.invalidate()
        part.updateGeometry()
        part = part.parentWidget()


def reveal(part: QWidget) -> None:
    """Bring something into sight where its page scrolls, once what was just shown has found its room."""
    around: QWidget | None = part
    while around is not None and not isinstance(around, Scroll):
        around = around.parentWidget()
    if around is not None:
        QTimer.singleShot(0, part, partial(around.bring, part))


def clear(box: QBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while item := box.itemAt(0):
        if inner := item.widget():
            box.removeWidget(inner)
            inner.hide()  # a layout shows its widgets a moment later, and this one would then become a window
            inner.setParent(None)
            inner.deleteLater()
            continue
        if isinstance(inner_box := item.layout(), QBoxLayout):
            clear(inner_box)
        box.takeAt(0)
