"""Figures for the committee: choose a period, see the page as it prints, save it, give out the breakdowns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from workbench import clock, display
from workbench.gui.asking import ask_save
from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.page import NARROW, Page, Verbs
from workbench.gui.places import show_folder
from workbench.gui.printing import SCREEN_DPI, Sheet, print_and_forget
from workbench.gui.starting.fields import Field
from workbench.gui.tasks import Task
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, clear, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.rules.fixedperiods import Period, finished
from workbench.workflows import private, statistics
from workbench.workflows.ownworkbooks import spare
from workbench.workflows.progress import Progress

if TYPE_CHECKING:
    from workbench.workflows.committee import Made

TITLE = "Figures for the committee"
_SIDE = 340  # logical pixels
_KINDS = ("Quarter", "Financial year", "Calendar year")


class FiguresPage(Page):
    """The page of a period as it will print, and beside it what its breakdowns leave out."""

    title, help_topic, kept = TITLE, "figures", False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._made: Made | None = None
        self._making: Task | None = None
        self._waits = False  # whether a workbook would lack breakdowns
        self._folder = private.room()
        self._path = self._folder / "page.pdf"
        self._periods = finished(clock.today())
        down = column(self, PAGE, 12)
        self._head = PageHead(TITLE, "No names on the page. Totals are always shown.", self)
        self._head.add(button("Workbook…", self, self._ask_workbook, icon_name="file-output"))
        self._save = self._head.add(button("Save as PDF…", self, self._ask_pdf, icon_name="download"))
        if not desk.store.read_only:
            self._publish = button("Publish the breakdowns", self, self._give_out, kind="primary", icon_name="check")
            self._head.add(self._publish)
        down.addWidget(self._head)
        both = QWidget(self)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(16)
        down.addWidget(both, 1)
        self._across.addWidget(self._paper(both), 1)
        self._across.addWidget(self._beside(both))
        self.destroyed.connect(partial(private.forget, self._folder))

    def arrive(self, about: object) -> None:
        """Show the latest quarter that is over, or the period asked for."""
        if isinstance(about, Period) and about in self._periods:
            self._which.setCurrentIndex(self._periods.index(about))
        self._make()
        self._which.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Figures still being made are not wanted any longer."""
        if self._making:
            self._making.forget()

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed: count anew."""
        if self.isVisible() and self.desk.may_read():
            self._make()

    def verbs(self) -> Verbs:
        """Print and export what is shown; go from period to period."""
        ready: Verbs = {"print": self._ask_print, "export": self._ask_workbook}
        return ready if self._made else {}

    def standing(self) -> object:
        """The period chosen."""
        return self._period()

    def count_text(self) -> str:
        """Which period it is."""
        return self._period().title

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside comes below where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * Look.now.scale
        way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(way)
        self._side.setMaximumWidth(16_777_215 if narrow else round(_SIDE * Look.now.scale))
        self._side.setMinimumWidth(0 if narrow else round(_SIDE * Look.now.scale))

    def _paper(self, parent: QWidget) -> Scroll:
        scroll = Scroll(parent)
        self._sheet = Sheet(scroll.inside)
        scroll.box.addWidget(self._sheet)
        scroll.box.addStretch(1)
        return scroll

    def _beside(self, parent: QWidget) -> Scroll:
        self._side = Scroll(parent, gap=12)
        chosen = Card(self._side.inside, SHEET, 10)
        self._which = ChoiceBox(chosen)
        self._which.setMinimumContentsLength(24)
        self._which.addItems([_named(period) for period in self._periods])
        self._which.activated.connect(self._make)
        chosen.box.addWidget(
            Field("&Period", "Only periods that are over, so that figures stand.", self._which, chosen)
        )
        self._least = ChoiceBox(chosen)
        self._least.addItems([str(number) for number in statistics.SMALLEST_SHOWN])
        self._least.activated.connect(self._decide)
        self._least.setEnabled(not self.desk.store.read_only)
        hint = "Of breakdowns. Five is usual; the council decides."
        chosen.box.addWidget(Field("&Smallest number shown", hint, self._least, chosen))
        self._side.box.addWidget(chosen)
        self._words = Card(self._side.inside, SHEET, 8)
        self._side.box.addWidget(self._words)
        self._side.box.addStretch(1)
        return self._side

    def _period(self) -> Period:
        return self._periods[max(self._which.currentIndex(), 0)]

    def _decide(self) -> None:
        """Another smallest number: kept for the council, and the breakdowns made anew."""
        work = partial(_decided, self.desk, statistics.SMALLEST_SHOWN[self._least.currentIndex()])
        self.desk.tasks.run(work, self._make)

    def _make(self, _: object = None) -> None:
        self._least.setCurrentText(str(statistics.smallest(self.desk.store)))
        work = partial(_made, self.desk, self._period(), self._path)
        self._making = self.desk.tasks.run(work, self._shown, title="Counting")

    def _shown(self, made: Made) -> None:
        from workbench.reports.preview import Preview

        self._making, self._made = None, made
        dots = SCREEN_DPI * 1.4 * self.devicePixelRatioF()
        with Preview(self._path) as pages:
            image, words = QImage.fromData(pages.picture(0, dots).png), pages.text(0)
        self._sheet.show_image(image, f"The page for {made.period.title}")
        self._sheet.setAccessibleDescription(words)
        self._say(made)
        self.verbs_changed.emit()
        self.counted.emit(self.count_text())

    def _say(self, made: Made) -> None:
        """What the breakdowns leave out and why, and what was given out before."""
        from workbench.workflows import committee

        clear(self._words.box)
        parts = [("section", "Breakdowns", "ink"), ("body", _WHY, "ink2")]
        for given in made.breakdowns:
            parts.append(("strong", committee.register_title(given.register), "ink"))
            parts.append(("body", committee.left_out(given), "ink"))
        if not made.breakdowns:
            parts.append(("body", "There are no cases to break down.", "ink"))
        self._waits = committee.waits_for_publishing(made.breakdowns)
        if made.breakdowns:
            parts.append(("caption", committee.given_out(made.breakdowns), "ink2"))
        for role, words, tone in parts:
            self._words.box.addWidget(Label(words, self._words, role, tone, wrap=True))
        if not self.desk.store.read_only:
            self._publish.setVisible(bool(made.breakdowns))

    def _ask_pdf(self) -> None:
        self._ask(".pdf", _copied)

    def _ask_workbook(self) -> None:
        self._ask(".xlsx", _written)

    def _ask(self, ending: str, write: Callable[..., Path]) -> None:
        if self._made is None:
            return
        folder = Path(self.desk.settings.last_export_folder or Path.home())
        name = f"{self.desk.store.council.name}, figures {self._made.period.title}{ending}"
        if path := ask_save(self, "Where to write it", folder / name):
            self.desk.set(last_export_folder=str(path.parent))
            work = partial(write, self.desk, self._made, path)
            more = _TOTALS if ending == ".xlsx" and self._waits else ""
            self.desk.tasks.run(work, partial(self._saved, more=more), title="Writing the figures")

    def _saved(self, path: Path, more: str = "") -> None:
        self.desk.say(f"Saved as “{path.name}”.{more}", "Show folder", partial(show_folder, path.parent))

    def _ask_print(self) -> None:
        if self._made and print_and_forget(self, partial(_printed, self._made)):
            self.desk.say("1 page sent to the printer.")

    def _give_out(self) -> None:
        if self._made and self._made.breakdowns:
            self.desk.tasks.run(partial(_given, self.desk, self._made), self._out, title="Keeping what is given out")

    def _out(self, tables: int) -> None:
        kept = f"{display.count(tables, 'table')} kept. Later figures are checked against them."
        self.desk.say(kept if tables else "These very tables were published before, and are kept.")
        self._make()


_TOTALS = " It holds totals only: publish the breakdowns, and write it again."
_WHY = (
    "The page shows totals only. Breakdowns go into the workbook once you publish them; until then it holds totals. "
    "Small numbers are left out of them, so that nobody can be recognised, and others are hidden, so that none can be "
    "worked out by subtracting, from these tables or from those published before."
)


def _named(period: Period) -> str:
    kind = _KINDS[0] if not period.is_year else _KINDS[1] if period.month != 1 else _KINDS[2]
    return f"{kind}: {period.title}"


def _made(desk: Desk, period: Period, path: Path, _: Progress) -> Made:
    from workbench.reports.committee import print_committee
    from workbench.workflows import committee

    made = committee.make(desk.store, period)
    print_committee(made.page, path)
    return made


def _decided(desk: Desk, number: int, _: Progress) -> None:
    statistics.set_smallest(desk.store, number)


def _printed(made: Made, path: Path) -> None:
    from workbench.reports.committee import print_committee

    print_committee(made.page, path)


def _copied(desk: Desk, made: Made, path: Path, _: Progress) -> Path:
    spare(desk.store, path)
    _printed(made, path)
    return path


def _written(desk: Desk, made: Made, path: Path, _: Progress) -> Path:
    from workbench.workflows import committee

    spare(desk.store, path)
    committee.write_committee(made, path)
    return path


def _given(desk: Desk, made: Made, _: Progress) -> int:
    return statistics.publish(desk.store, made.breakdowns)
