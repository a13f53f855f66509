"""Give a register back into the council's own workbook: choose it, see what would change, write a new one beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTableView, QWidget

from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.givingback import jobs
from workbench.gui.givingback.jobs import Choice
from workbench.gui.givingback.model import ChangesModel
from workbench.gui.importing.conductor import Reader
from workbench.gui.importing.file_pane import KINDS
from workbench.gui.importing.pane import give_way
from workbench.gui.importing.tick import Tick
from workbench.gui.page import Page
from workbench.gui.places import show_folder
from workbench.gui.table.delegate import CellDelegate
from workbench.gui.table.plain import dress
from workbench.gui.tasks import Task
from workbench.gui.widgets.basics import PAGE, Card, CutLabel, Label, Scroll, Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.workflows.givingback import Foreseen, Result

_SAYS = "A new workbook is written beside yours. Yours stays as it is."


class GiveBackPage(Page):
    """Nothing is written before the last button is pressed, and the original never is."""

    title, help_topic, kept = "Give back", "export-print", False

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.register = desk.register(place.partition("/")[2])
        self._choice: Choice | None = None
        self._foreseen: Foreseen | None = None
        self._task: Task | None = None
        self._written: Path | None = None
        down = column(self, PAGE, 12)
        self._head = PageHead("Give back into your own workbook", _SAYS, self)
        self._back_button = self._head.add(button("Back", self, self._back, kind="quiet", icon_name="arrow-left"))
        self.choose = self._head.add(button("&Choose the workbook…", self, self._ask, icon_name="file-input"))
        self.write = self._head.add(
            button("&Write the new workbook…", self, self._ask_where, kind="primary", icon_name="file-output")
        )
        down.addWidget(self._head)
        down.addWidget(self._about())
        self._build_remarks()
        down.addWidget(self._remarks, 1)
        down.addWidget(self._table(), 3)
        self._below = QWidget(self)
        down.addWidget(self._below, 3)
        self._show()

    def arrive(self, about: object) -> None:
        """Look at a workbook, or at the one that was imported last."""
        self.choose.setFocus()
        if isinstance(about, Choice):
            self._look(about)
        elif isinstance(about, Path):
            self._look(Choice(about))
        elif self._choice is None:
            settings = self.desk.settings
            folders = (settings.last_import_folder, settings.last_export_folder)
            job = jobs.last_workbook(self.desk.store, self.register, folders)
            self._task = self.desk.tasks.run(job, self._found)

    def leave(self) -> None:
        """What is still being looked at is of no interest any longer."""
        if self._task:
            self._task.forget()

    def standing(self) -> object:
        """The workbook, and what becomes of removed lines."""
        return self._choice

    def refresh(self, changed: frozenset[str]) -> None:
        """The register changed, so other cells would."""
        if self.register.name in changed and self._choice and not self._written:
            self._look(self._choice)

    def _about(self) -> Card:
        card = Card(self, (17, 10, 17, 10), 4)
        self._name = CutLabel("", card, "medium", middle=True)
        self._sums = Label("", card, "body", "ink2", wrap=True)
        self.delete = Tick(card)
        self.delete.setText("&Take removed lines out, rather than strike them through")
        self.delete.toggled.connect(self._again)
        for part in (self._name, self._sums, self.delete):
            card.box.addWidget(part)
        return card

    def _build_remarks(self) -> None:
        self.told = Well(self, "accent", "info", "")
        self._folder = button("Show &folder", self.told, self._show_folder, kind="link")
        self._open = button("&Open the workbook", self.told, self._open_it, kind="link")
        for act in (self._open, self._folder):
            self.told.box.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
            act.hide()
        self._remarks = Scroll(self, gap=0)
        self._remarks.box.addWidget(self.told)
        self._remarks.box.addStretch(1)
        give_way(self._remarks)

    def _table(self) -> Card:
        card = Card(self, (1, 1, 1, 1), 0)
        self.changes = ChangesModel(self)
        self.list = QTableView(card)
        self.list.setModel(self.changes)
        self.list.setItemDelegate(CellDelegate(self.list))
        self.list.setAccessibleName("What would change in the workbook")
        dress(self.list)
        head = self.list.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        give_way(self.list)
        card.box.addWidget(self.list)
        self._card = card
        return card

    def _found(self, path: Path | None) -> None:
        self._task = None
        if path:
            self._look(Choice(path))
        else:
            self._show()

    def _look(self, choice: Choice) -> None:
        """See what would change; nothing is written."""
        if self._task:
            self._task.forget()
        self._choice, self._foreseen, self._written = choice, None, None
        self.delete.blockSignals(True)
        self.delete.setChecked(choice.delete)
        self.delete.blockSignals(False)
        self._show("accent", "hourglass", "The workbook is being looked at.")
        job = jobs.foresee(self.desk.store, self.register, choice, Reader.of(self.desk).worker)
        title = f"Reading {choice.path.name}"
        self._task = self.desk.tasks.run(job, self._looked, failed=self._refused, title=title)

    def _looked(self, foreseen: Foreseen) -> None:
        self._task, self._foreseen = None, foreseen
        said = foreseen.given.said
        if foreseen.fresh:
            self._show("amber", "triangle-alert", "This kind of file cannot be written back", *said)
        elif not foreseen.given.any:
            self._show("accent", "check", "The workbook says what the register says. There is nothing to write.", *said)
        elif said:
            self._show("amber", "info", "You should know this", *said)
        else:
            self._show()
        (self.write if self.write.isEnabled() else self.choose).setFocus()

    def _refused(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, Plain):
            first, _, rest = str(error).partition(". ")
            self._show("amber", "triangle-alert", first if not rest else f"{first}.", rest)
        else:
            self.desk.tasks.failed.emit(error)

    def _show(self, tone: str = "", icon_name: str = "", title: str = "", *said: str) -> None:
        """Show where things stand; the well goes away where there is nothing to say."""
        seen, chosen = self._foreseen, self._choice
        self._name.say(str(chosen.path) if chosen else "No workbook chosen yet.")
        self._sums.setText(_sums(seen, self.register.title) if seen else "" if chosen else _CHOOSE)
        self._sums.setVisible(bool(self._sums.text()))
        self.delete.setVisible(bool(seen and (seen.removed or seen.struck_before)))
        self.write.setEnabled(bool(seen and (seen.fresh or seen.given.any) and not self._written))
        self.changes.show(seen)
        self._card.setVisible(bool(self.changes.rows))
        self._below.setVisible(not self.changes.rows)
        self._remarks.setVisible(bool(title))
        if title:
            self.told.dress(tone, icon_name)
            self.told.say(title, "\n".join(filter(None, said)))
        for act in (self._open, self._folder):
            act.setVisible(bool(self._written))

    def _again(self) -> None:
        if self._choice:
            self._look(Choice(self._choice.path, self.delete.isChecked()))

    def _ask(self) -> None:
        start = str(self._choice.path.parent) if self._choice else self.desk.settings.last_import_folder
        name, _ = QFileDialog.getOpenFileName(self, "Choose the workbook you imported from", start, KINDS)
        if name:
            self._look(Choice(Path(name)))

    def _ask_where(self) -> None:
        choice, foreseen = self._choice, self._foreseen
        if choice is None or foreseen is None:
            return
        path = jobs.proposed(choice.path, fresh=foreseen.fresh)
        name, _ = QFileDialog.getSaveFileName(self, "The new workbook", str(path), f"Workbook (*{path.suffix})")
        if name:
            out = Path(name)
            job = jobs.write(self.desk.store, self.register, choice, foreseen, out)
            title = f"Writing {out.name}"
            self._task = self.desk.tasks.run(
                job, partial(self._wrote, out), failed=self._refused, title=title, can_cancel=False
            )

    def _wrote(self, out: Path, result: Result) -> None:
        self._task, self._written = None, out
        self.desk.set(last_export_folder=str(out.parent))
        self._show("accent", "check", f"“{out.name}” is written. Your workbook is as it was.", *result.given.said)
        self._open.setFocus()

    def _show_folder(self) -> None:
        if self._written:
            show_folder(self._written.parent)

    def _open_it(self) -> None:
        if self._written:
            show_folder(self._written)

    def _back(self) -> None:
        self.desk.go(f"register/{self.register.name}")


_CHOOSE = "Choose the workbook that this register was imported from."


def _sums(foreseen: Foreseen, title: str) -> str:
    """'3 cells changed, 2 lines added, 1 line struck through.'"""
    if foreseen.fresh:
        return f"The whole {title.lower()}, in the order of its columns."
    return f"{foreseen.given.in_numbers}."
