"""How long there is: days left, the limit, how far the time has run, and each step of the working."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench import clock, display
from workbench.gui.theme.look import Look, restyle
from workbench.gui.widgets.basics import Card, Label, Rule, settle
from workbench.records.record import Values
from workbench.registers.cases.base import ANSWERED, CLOCKS, CLOSED, STOPPED, WAITING


@dataclass(frozen=True)
class Left:
    """What the clock says in one line, the line below, and whether it is late."""

    title: str
    below: str
    late: bool = False


def left(values: Values) -> Left:
    """'16 days left'; late where the limit is over; what stands still says so."""
    stands, due, target = values["clock"], values["due"], values["target"]
    if stands == CLOSED:
        return Left("Closed", f"Closed {display.day(values['closed_on'])}")
    if stands == ANSWERED:
        return Left("Answered", f"Answered {display.day(values['answered'])}. Close the file when all is done.")
    if stands == WAITING:
        return Left("Not started", "The month starts when what was asked for has come.")
    if stands == STOPPED:
        return Left("Clock stopped", "It goes on when the person has answered.")
    if due is None:
        return Left("No limit", "Nothing fixes a day.")
    days = (due - clock.today()).days
    said = f"{display.count(days, 'day')} left" if days >= 0 else f"{display.count(-days, 'day')} late"
    aim = f"Target {display.day(target)}, limit {display.day(due)}" if target and target != due else ""
    return Left(said, aim or f"Limit {display.day(due)}", days < 0)


class _Bar(QWidget):
    """How much of the time has gone; stopped time is hatched, so that it reads without colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.part, self.stopped = 0.0, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(100, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        tokens, painter = Look.now.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, 1, self.width(), 10)
        painter.setBrush(QColor(tokens.grey_soft))
        painter.drawRoundedRect(whole, 5, 5)
        ink = QColor(tokens.violet if self.stopped else tokens.accent_ink)
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern) if self.stopped else QBrush(ink))
        painter.drawRoundedRect(QRectF(0, 1, self.width() * self.part, 10), 5, 5)


class ClockCard(Card):
    """The clock of the file shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (16, 14, 16, 14), 6)
        self.setAccessibleName("The clock")
        self.title = Label("", self, "title", wrap=True)
        self.below = Label("", self, "strong", wrap=True)
        self.stands = Label("", self, "caption", "ink2")
        self.bar = _Bar(self)
        for part in (self.title, self.below, self.bar, self.stands, Rule(self)):
            self.box.addWidget(part)
        self.working = Label("", self, "caption", "ink2", wrap=True)
        self.basis = Label("", self, "caption", wrap=True)
        self.working.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.box.addWidget(self.working)
        self.box.addWidget(self.basis)

    def show_clock(self, values: Values) -> None:
        """Show the clock of a file."""
        said = left(values)
        self.title.setText(said.title)
        restyle(self.title, tone="red" if said.late else "ink")
        self.below.setText(said.below)
        self.stands.setText(f"Clock: {dict(CLOCKS).get(values['clock'], '').lower()}")
        self._run(values)
        self.working.setText(values["working"])
        self.basis.setText(values["basis"])
        settle(self)

    def _run(self, values: Values) -> None:
        begin, end = values["started"] or values["received"], values["due"]
        self.bar.setVisible(bool(begin and end and end > begin))
        if begin and end and end > begin:
            stop = values["answered"] or clock.today()
            self.bar.part = min(max((stop - begin).days / (end - begin).days, 0.02), 1.0)
            self.bar.stopped = values["clock"] == STOPPED
            self.bar.update()
