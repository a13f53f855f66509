"""How long there is: days left, the limit, how far the time has run, and each step of the working."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench import clock, display
from workbench.gui.theme.look import Look, restyle
from workbench.gui.widgets.basics import Card, Label, Rule, row, settle
from workbench.gui.widgets.buttons import button
from workbench.records.record import Values
from workbench.registers.cases.asked import replied
from workbench.registers.cases.base import ANSWERED, CLOCKS, CLOSED, STOPPED, WAITING, Case
from workbench.registers.cases.clocks import stopped
from workbench.rules import lateness


@dataclass(frozen=True)
class Left:
    """What the clock says in one line, the line below, and whether it is late or only its target has passed."""

    title: str
    below: str
    late: bool = False
    passed: bool = False


def left(values: Values) -> Left:
    """'16 days left'; late where the limit has passed; what stands still says so."""
    stands, due, target = values["clock"], values["due"], values["target"]
    if stands == CLOSED:
        return Left("Closed", f"Closed {display.day(values['closed_on'])}")
    if stands == ANSWERED:
        return Left("Answered", f"Answered {_answered(values)}. Close the file when all is done.")
    if stands == WAITING:
        return Left("Not started", "The month starts when what was asked for has come.")
    if stands == STOPPED:
        return Left("Clock stopped", "It goes on when the person has answered.")
    stand = lateness.left(target, due, clock.today())
    if stand is None:
        return Left("No limit", "Nothing fixes a day.")
    if due is None:
        below = f"Target {display.day(target)}. No limit: the law fixes no day."
    else:
        aim = f"Target {display.day(target)}, limit" if target and target != due else "Limit"
        below = f"{aim} {display.day(due)}"
    return Left(stand.words, below, stand.late, stand.passed)


def _answered(values: Values) -> str:
    """The day of the full answer, and how much after the limit it was."""
    day, due = replied(values), values["due"]
    late = f", {display.count((day - due).days, 'day', 'days')} after its limit" if day and due and day > due else ""
    return f"{display.day(day)}{late}"


class _Bar(QWidget):
    """How much of the time has gone; stopped time is hatched, so that it reads without colour; a mark is today."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._run = 0.0
        self._stops: tuple[tuple[float, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_run(self, run: float, stops: Sequence[tuple[float, float]]) -> None:
        """Show parts of the whole, from 0 to 1: what has gone, and where it stood still."""
        self._run, self._stops = min(max(run, 0.02), 1.0), tuple(stops)
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(100, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        tokens, painter = Look.now.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = self.width()
        painter.setBrush(QColor(tokens.grey_soft))
        painter.drawRoundedRect(QRectF(0, 4, wide, 10), 5, 5)
        painter.setBrush(QColor(tokens.accent_ink))
        painter.drawRoundedRect(QRectF(0, 4, wide * self._run, 10), 5, 5)
        for begin, end in self._stops:
            part = QRectF(wide * begin, 4, max(wide * (end - begin), 4.0), 10)
            painter.fillRect(part, QColor(tokens.surface))
            painter.fillRect(part, QBrush(QColor(tokens.violet), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(QRectF(min(max(wide * self._run - 1, 0), wide - 2), 0, 2, 18), QColor(tokens.ink))


class ClockCard(Card):
    """The clock of the file shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (16, 14, 16, 14), 6)
        self.setAccessibleName("The clock")
        self.title = Label("", self, "title", wrap=True)
        self.below = Label("", self, "strong", wrap=True)
        self.stood = Label("", self, "captionstrong", wrap=True)
        self.bar = _Bar(self)
        self._ends = QWidget(self)
        ends = row(self._ends, gap=4)
        self._from, self._to = Label("", self._ends, "caption", "ink2"), Label("", self._ends, "caption", "ink2")
        ends.addWidget(self._from)
        ends.addStretch(1)
        ends.addWidget(self._to)
        self.stands = Label("", self, "caption", "ink2")
        for part in (self.title, self.below, self.stands, self.stood, self.bar, self._ends, Rule(self)):
            self.box.addWidget(part)
        foot = row(gap=8)
        self.basis = Label("", self, "caption", wrap=True)
        self.full = button("Full working", self, self._unfold, kind="link")
        foot.addWidget(self.basis, 1)
        foot.addWidget(self.full, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(foot)
        self.working = Label("", self, "caption", "ink2", wrap=True)
        self.working.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.working.hide()
        self.box.addWidget(self.working)

    def show_clock(self, values: Values) -> None:
        """Show the clock of a file."""
        said = left(values)
        self.title.setText(said.title)
        restyle(self.title, tone="red" if said.late else "amber" if said.passed else "ink")
        self.below.setText(said.below)
        self.below.setToolTip(Case.target.help if values["target"] else "")
        self.stands.setText(f"Clock: {dict(CLOCKS).get(values['clock'], '').lower()}")
        self._run(values)
        self.working.setText(values["working"])
        self.full.setVisible(bool(values["working"]))
        self.basis.setText(values["basis"])
        settle(self)

    def _run(self, values: Values) -> None:
        until = replied(values) or clock.today()
        stops = [(begun, ended or until) for begun, ended in stopped(values) if begun <= (ended or until)]
        begin = min([day for day in (values["started"], *(b for b, _ in stops)) if day] or [values["received"]])
        end = values["due"] or (until if stops else None)
        runs = bool(end and end > begin)
        for part in (self.bar, self._ends):
            part.setVisible(runs)
        days = sum((ended - begun).days for begun, ended in stops)
        self.stood.setText(f"Stopped {display.count(days, 'day')}")
        self.stood.setVisible(bool(stops) and runs)
        if end and runs:
            whole = (end - begin).days
            parts = [(max((b - begin).days / whole, 0.0), min((e - begin).days / whole, 1.0)) for b, e in stops]
            self.bar.show_run((until - begin).days / whole, parts)
            self._from.setText(display.day(begin))
            self._to.setText(display.day(end) if values["due"] else "Today")

    def _unfold(self) -> None:
        self.working.setVisible(self.working.isHidden())
        self.full.setText("Full working" if self.working.isHidden() else "Less")
        settle(self)
