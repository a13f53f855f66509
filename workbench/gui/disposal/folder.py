"""One linked folder: what is past its period, what stays and why, and deleting the rest as a second step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.errors import Cancelled, Plain
from workbench.gui.desk import Desk
from workbench.gui.disposal.asking import Asking
from workbench.gui.disposal.folder_side import Going
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided, key_line
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.widgets.basics import Label, Well, row, settle
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import EmptyPage
from workbench.registers.checks import NOTHING
from workbench.registers.linked_folders import REGISTER
from workbench.workflows import checks
from workbench.workflows.checks import Reply
from workbench.workflows.folders import deleting, finding, keeping
from workbench.workflows.folders.deleting import Outcome
from workbench.workflows.folders.finding import Due, Look
from workbench.workflows.progress import Progress

_HEADS = ("File", "Date that counts", "Size")
_NONE = ("No folder is linked yet", "Add one in the table of linked folders with Ctrl+N, then look into it.")
_NOT = ("It could not be looked into", "What is wrong stands above. Nothing was changed.")
_STOPPED = ("Looking was stopped", "Nothing was changed. Look again when there is time.")
_STAYS = "What is unticked stays where it is until that day, and is then listed again."


class FolderPage(TwoSided):
    """Looking is all that happens by itself; what is unticked is kept with a reason, what is ticked can be deleted."""

    help_topic = REGISTER.name

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "Linked folder", parent)
        self._number = 0
        self.found: Look | None = None
        self.again = self.head.add(button("Look again", self, self.look, icon_name="search"))
        self._build_above()
        self.table = PickTable("Files past their period", _HEADS, self.left, ticking=True)
        self.left.box.addWidget(self.table)
        self.nothing = EmptyPage("check", self.left)
        self.nothing.say("No file here is past its period", "Looking has changed nothing. It is looked at again later.")
        self.left.box.addWidget(self.nothing)
        self._build_side()
        self.table.flipped.connect(self._counted)
        self.table.stood.connect(self._stood)

    def arrive(self, about: object) -> None:
        """Look into a folder by its number; a register's page gives those selected, Home the one that waits."""
        given = about[0] if isinstance(about, tuple) and about else about
        waiting = finding.waiting() if self.desk.may_read() else {}
        self._number = given if isinstance(given, int) and given in waiting else next(iter(waiting), 0)
        self._offer(waiting)
        self.going.say_done(())
        self.look()

    def standing(self) -> object:
        """The folder shown."""
        return self._number

    def count_text(self) -> str:
        """'3 of 12 ticked'."""
        return f"{len(self.table.ticked()):,} of {len(self.table.lines.rows):,} ticked" if self.found else ""

    def look(self) -> None:
        """Look into the folder; this changes nothing in it."""
        self.stop.hide()
        self.found = None
        if not self._number:
            self._show(())
            return
        work = partial(_look, self.desk, self._number)
        self.desk.tasks.run(work, self._looked, failed=self._not_looked, title="Looking into the folder")

    def would_lose(self) -> bool:
        """What is unticked, and why it stays, is not noted before it is kept."""
        unticked = self.found is not None and len(self.table.ticked()) < len(self.table.lines.rows)
        return not self.desk.store.read_only and (unticked or self.keep.changed())

    def do(self) -> None:
        """Ask whether what is ticked shall go, or keep what is unticked where that is being said."""
        if self.keep.isVisible() and self.keep.isAncestorOf(self.focusWidget() or self):
            self.keep.ask()
        elif self.found and not self.desk.store.read_only:
            self.going.ask()

    def _build_above(self) -> None:
        across = row(gap=10)
        self._which = Label("&Linked folder", self, "captionstrong")
        self.which = ChoiceBox(self)
        self.which.setAccessibleName("Linked folder")
        self._which.setBuddy(self.which)
        self.which.activated.connect(self._chosen)
        across.addWidget(self._which)
        across.addWidget(self.which)
        keys = [("Space", "untick what stays"), ("Ctrl+A", "tick all"), ("Ctrl+Enter", "delete what is ticked")]
        self._for_list = (
            button("Tick all", self, partial(self._tick, True), kind="link"),
            button("Untick all", self, partial(self._tick, False), kind="link"),
            key_line(keys, self),
        )
        for place, part in enumerate(self._for_list):
            across.addWidget(part, place // 2)  # what is left of the width is for the keys
        self.above.addLayout(across)
        self.warn = Well(self, "amber", "triangle-alert", "")
        self.warn.hide()
        self.above.addWidget(self.warn)

    def _build_side(self) -> None:
        sheet = self.sheet()
        self.going = Going(sheet)
        sheet.box.addWidget(self.going)
        self.going.wanted.connect(self._delete)
        self.going.unsaid.connect(self._unsaid)
        self.going.nothing.connect(self._nothing_due)
        self.going.emptied.connect(self._emptied)
        self.going.refused.connect(self._to_list)
        self.staying = self.sheet()
        self.keep = Asking(keeping.KEPT, _STAYS, "Keep", _wrong, self.staying)
        self.staying.box.addWidget(self.keep)
        self.keep.wanted.connect(self._keep)
        self.end_right()
        self.right.setVisible(not self.desk.store.read_only)

    def _offer(self, waiting: Mapping[int, str]) -> None:
        self.which.clear()
        for number, name in waiting.items():
            self.which.addItem(name, number)
        self.which.setCurrentIndex(max(self.which.findData(self._number), 0))
        for part in (self._which, self.which):
            part.setVisible(len(waiting) > 1)

    def _chosen(self) -> None:
        self._number = self.which.currentData() or 0
        self.going.say_done(())
        self.look()

    def _looked(self, result: tuple[Look, list[Row]]) -> None:
        self.found, rows = result
        self._show(rows)
        if not self.desk.store.read_only:
            self.desk.tasks.say_changed(register.name for register in self.desk.registers)

    def _not_looked(self, error: BaseException) -> None:
        self._show((), _STOPPED if isinstance(error, Cancelled) else _NOT)
        self.stopped(error)

    def _show(self, rows: Sequence[Row], none: tuple[str, str] = _NONE) -> None:
        found = self.found
        self.show_empty(found is None, *none)
        self.head.say(found.values["name"] if found else "Linked folder", _sentence(found) if found else "")
        self.again.setVisible(bool(self._number))
        self.table.show_rows(rows, {line.number for line in rows})
        for part in self._for_list:
            part.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.about.setVisible(bool(rows))
        self.right.verticalScrollBar().setValue(0)
        self.warn.setVisible(bool(found and found.warns))
        if found:
            self.warn.say("Before anything goes", "\n".join(found.warns))
            if found.stops:
                self.stopped_by(found.stops)
            self.going.show_look(found)
        self.keep.show_values({})
        if found and found.stops:
            self.stop.setFocus()
        elif found:
            self._to_list()
        self._counted()

    def stopped_by(self, why: str) -> None:
        """Say what stands in the way of deleting."""
        title, _, text = why.partition(". ")
        self.stop.say(f"{title.rstrip('.')}.", text)
        self.stop.setAccessibleName(why)
        self.stop.show()

    def _counted(self) -> None:
        ticked = self._ticked()
        off = len(self.table.lines.rows) - len(ticked)
        self.going.show_count(len(ticked), sum(due.size for due in ticked))
        self.keep.act.setText(f"Keep {display.count(off, 'file')}")
        if self.staying.isHidden() is bool(off):
            self.staying.setVisible(bool(off))
            settle(self.staying)
        self.counted.emit(self.count_text())

    def _ticked(self) -> list[Due]:
        return [self.found.due[number] for number in self.table.ticked()] if self.found else []

    def _tick(self, on: bool, _: object = None) -> None:
        self.table.tick_all(on)

    def _stood(self, line: Row | None) -> None:
        if line:
            self.about.say(line.texts[0], line.details)

    def _to_list(self) -> None:
        (self.table if self.found and self.found.due else self.going.first() or self.again).setFocus()

    def _keep(self, values: Mapping[str, Any]) -> None:
        if self.found:
            ticked = set(self.table.ticked())
            names = [due.name for place, due in enumerate(self.found.due) if place not in ticked]
            work = partial(_keep, self.desk, self._number, names, values)
            self.desk.tasks.run(work, self._kept, failed=self.stopped)

    def _kept(self, number: int) -> None:
        self.desk.say(f"{display.count(number, 'file')} kept. Nothing was deleted.")
        self.look()

    def _delete(self) -> None:
        self.stop.hide()
        if self.found is None:
            return
        work = partial(_delete, self.desk, self.found, self._ticked())
        self.desk.tasks.run(work, self._deleted, failed=self.stopped, title="Deleting files")

    def _unsaid(self) -> None:
        self.stopped_by("Some files are unticked. Enter why they stay and until when. Nothing was deleted.")
        self.keep.begin()

    def _deleted(self, outcome: Outcome) -> None:
        self.going.say_done(_told(outcome, to_bin=bool(self.found and self.found.values["to_bin"])))
        self.look()

    def _nothing_due(self) -> None:
        if self.found and self.found.check is not None:
            work = partial(_nothing, self.desk, self.found)
            self.desk.tasks.run(work, self._written, failed=self.stopped)

    def _emptied(self) -> None:
        self.desk.tasks.run(partial(_empty, self.desk, self._number), self._written, failed=self.stopped)

    def _written(self, number: str) -> None:
        self.going.say_done((f"Entered in the destruction log as {number}.",))
        self.look()


def _look(desk: Desk, number: int, progress: Progress) -> tuple[Look, list[Row]]:
    if not desk.store.read_only:
        deleting.settle(desk.store)
    try:
        found = finding.look(desk.store, number, progress)
    except Plain as error:
        raise Plain(f"{error} {owed}" if (owed := deleting.owed(desk.store, number)) else str(error)) from None
    if not desk.store.read_only:
        finding.note(desk.store, found)
    return found, [_row(place, due) for place, due in enumerate(found.due)]


def _keep(desk: Desk, number: int, names: list[str], values: Mapping[str, Any], _: Progress) -> int:
    return keeping.keep(desk.store, number, names, values["reason"], values["look_again"])


def _delete(desk: Desk, found: Look, ticked: list[Due], progress: Progress) -> Outcome:
    return deleting.delete(desk.store, found, ticked, progress)


def _nothing(desk: Desk, found: Look, _: Progress) -> str:
    assert found.check is not None
    return checks.answer(desk.store, found.check, Reply(NOTHING))


def _empty(desk: Desk, number: int, _: Progress) -> str:
    return deleting.emptied(desk.store, number)


def _wrong(values: Mapping[str, Any]) -> list[Any]:
    return keeping.problems(values["reason"] or "", values["look_again"])


def _told(outcome: Outcome, *, to_bin: bool) -> tuple[str, ...]:
    """What was done, a sentence each; of the files left the first few by name."""
    words = display.count(outcome.gone, "file")
    act = "moved to the recycle bin" if to_bin else "deleted"
    said = [
        outcome.stopped,
        f"{words} {act}, {display.size(outcome.size)}." if outcome.gone else "Nothing was deleted.",
    ]
    said += [f"Entered in the destruction log as {outcome.entry}."] if outcome.entry else []
    said += [f"Left: {name}: {fate.value}." for name, fate in outcome.left[:_NAMED]]
    if len(outcome.left) > _NAMED:
        said.append(f"And {len(outcome.left) - _NAMED:,} more were left.")
    return tuple(part for part in said if part)


_NAMED = 6


def _sentence(found: Look) -> str:
    """'3 files past their period, 20 bytes; the oldest Wed 6 May 2020. 1 more is younger, 2 are kept.'"""
    if found.due:
        words = display.count(len(found.due), "file")
        said = f"{words} past their period, {display.size(found.size)}; the oldest {display.day(found.oldest)}."
    else:
        said = "No file is past its period."
    rest = ((found.young, "not yet"), (found.kept, "kept"), (found.undated, "without a date"))
    others = ", ".join(f"{number:,} {words}" for number, words in rest if number)
    return f"{said} Others: {others}." if others else said


def _row(place: int, due: Due) -> Row:
    day, ripe = display.day(due.day), display.day(due.eligible_from)
    size = display.size(due.size)
    kept = f"Kept before: {due.kept}" if due.kept else ""
    details = "\n".join(part for part in (f"Its date: {day}. May go from {ripe}. {size}.", kept) if part)
    when = f"{day}, kept before" if due.kept else day
    return Row(place, (due.shown, when, size), details)
