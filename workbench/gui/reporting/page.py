"""Every report with what it is for; beside it what is asked, and the ways out: pages, a PDF, a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.gui.asking import ask_save
from workbench.gui.desk import Desk
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided, key_line
from workbench.gui.page import Verbs
from workbench.gui.places import show_folder
from workbench.gui.reporting.choices import Choices
from workbench.gui.widgets.basics import Label, column
from workbench.gui.widgets.buttons import button
from workbench.records.store import Council
from workbench.register import within
from workbench.workflows import publication
from workbench.workflows.ownworkbooks import spare
from workbench.workflows.progress import Progress
from workbench.workflows.publication import Done, Offered
from workbench.workflows.reporting import destruction, officers
from workbench.workflows.reporting.asked import Asked

_KEYS = [("Enter", "what is asked"), ("Ctrl+Enter", "show the pages"), ("Ctrl+Shift+E", "save as a workbook")]


@dataclass(frozen=True)
class Pages:
    """A report to be shown as pages."""

    offered: Offered
    asked: Asked

    @property
    def title(self) -> str:
        """What stands at its head."""
        return self.offered.title

    @property
    def said(self) -> str:
        """What it is for."""
        return self.offered.what

    def write(self, _: Council, path: Path, progress: Progress) -> tuple[int, Sequence[str]]:
        """Write it as a PDF; how many pages, and what does not look as it should."""
        done = self.offered.write(self.asked, path, _telling(progress))
        return done.pages, done.remarks


class ReportsPage(TwoSided):
    """The list at the left, what is asked and the ways out at the right."""

    help_topic = "reports"

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "Reports", parent)
        self._offered = publication.offered(desk.registers, desk.store)
        self.head.say("Reports", "Each can be printed, or saved as a PDF or a workbook.")
        self.above.addWidget(key_line(_KEYS, self))
        self.about.hide()
        self.table = PickTable("Reports", ("Report", "What it is for"), self.left)
        self.left.box.addWidget(self.table)
        sheet = self.sheet()
        self._title = Label("", sheet, "section", wrap=True)
        self._what = Label("", sheet, "body", "ink2", wrap=True)
        self.choices = Choices(sheet)
        for part in (self._title, self._what, self.choices):
            sheet.box.addWidget(part)
        acts = column(gap=8)
        self.show_pages = button("Show and print", sheet, self.do, kind="primary", icon_name="printer")
        self.save_pdf = button("Save as PDF…", sheet, partial(self._save, ".pdf"), icon_name="download")
        self.save_book = button("Save as workbook…", sheet, partial(self._save, ".xlsx"), icon_name="file-output")
        for act in (self.show_pages, self.save_pdf, self.save_book):
            acts.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        sheet.box.addLayout(acts)
        self.end_right()
        self.table.stood.connect(self._stood)
        self.table.entered.connect(self._go_on)
        rows = [Row(n, (one.title, one.what)) for n, one in enumerate(self._offered)]
        self.table.show_rows(rows)

    def arrive(self, about: object) -> None:
        """Show the reports; a title chooses one, records of the log their record of destruction."""
        self.stop.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # a box that goes would hand it on, and scroll there
        if isinstance(about, str):
            self._choose(about)
        elif isinstance(about, tuple) and about:
            self.choices.numbers.setText(", ".join(destruction.numbers_of(about)))
            self._choose(destruction.TITLE)
            self.show_pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def verbs(self) -> Verbs:
        """Print, and save as a workbook."""
        return {"print": self.do, "export": partial(self._save, ".xlsx")}

    def standing(self) -> object:
        """The report that is chosen."""
        chosen = self._chosen()
        return chosen.title if chosen else None

    def count_text(self) -> str:
        """How many reports there are."""
        return display.count(len(self._offered), "report")

    def do(self) -> None:
        """Show the report as pages."""
        if (chosen := self._chosen()) and (asked := self._asked(chosen)):
            self.desk.go("print", Pages(chosen, asked))

    def _choose(self, title: str) -> None:
        place = next((n for n, one in enumerate(self._offered) if one.title == title), 0)
        self.table.stand(place)

    def _chosen(self) -> Offered | None:
        here = self.table.row()
        return self._offered[here.number] if here else None

    def _asked(self, chosen: Offered) -> Asked | None:
        """What is asked for; None where something is missing, which is said."""
        self.stop.hide()
        asked = self.choices.asked(self.desk.store.council, chosen)
        if asked and chosen.needs_some and asked.span.whole and not asked.numbers:
            self.stop.say("Say which entries.", "Enter their numbers, or choose a period.")
            self.stop.show()
            self.choices.numbers.setFocus()
            return None
        return asked

    def _stood(self, row: Row | None) -> None:
        chosen = self._chosen()
        if row is None or chosen is None:
            return
        self.stop.hide()
        self._title.setText(chosen.title)
        self._what.setText(chosen.what)
        names = officers.officers() if "officer" in chosen.asks and self.desk.may_read() else []
        self.choices.offer(chosen, names)
        self.right.verticalScrollBar().setValue(0)

    def _go_on(self) -> None:
        """From the list to the first box, or to the way out where nothing is asked."""
        (self.choices.begin() or self.show_pages).setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, ending: str) -> None:
        chosen = self._chosen()
        asked = self._asked(chosen) if chosen else None
        if chosen is None or asked is None:
            return
        name = f"{asked.council.name}, {within(chosen.title)}, {clock.today():%Y-%m-%d}{ending}"
        folder = Path(self.desk.settings.last_export_folder or Path.home())
        if path := ask_save(self, "Where to write it", folder / name):
            self.desk.set(last_export_folder=str(path.parent))
            work = partial(_written, self.desk, chosen, asked, path)
            self.desk.tasks.run(
                work, partial(self._saved, path), failed=self.stopped, title=f"Writing “{chosen.title}”"
            )

    def _saved(self, path: Path, done: Done) -> None:
        said = " ".join((f"{display.count(done.rows, 'line')} written to “{path.name}”.", *done.remarks))
        self.desk.say(said, "Show folder", partial(show_folder, path.parent))


def _written(desk: Desk, chosen: Offered, asked: Asked, path: Path, progress: Progress) -> Done:
    spare(desk.store, path)
    return chosen.write(asked, path, _telling(progress))


def _telling(progress: Progress) -> publication.Progress:
    """Say how many lines stand; how many there will be is not known before they are asked for."""
    return lambda done: progress.step(done, 0, f"Line {done:,}")
