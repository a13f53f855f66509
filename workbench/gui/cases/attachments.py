"""The files of one record: added by choice, drop or paste; opened as working copies; saved elsewhere; removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from workbench import display
from workbench.errors import Plain
from workbench.gui.cases.copies import Copies, Held, held
from workbench.gui.cases.dropping import dropped, takes
from workbench.gui.desk import Desk
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.tasks import tell
from workbench.gui.widgets.basics import Label, column, row
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import Trouble
from workbench.records import attachments
from workbench.records.attachments import Kept, Owner
from workbench.records.store import Store
from workbench.workflows import filing, wordpdf, workingcopies
from workbench.workflows.cases import access, letters, sinceclosing
from workbench.workflows.filing import Taken
from workbench.workflows.progress import Progress

_HEADS = ("File", "Added", "Size")
_EMPTY = "No files yet. Drop files or saved e-mails here, or choose them with “Add files”."
_HINT = "Enter opens a file to look at. Delete removes it; undo brings it back. Ctrl+V adds what was copied."
_LATE = "Enter opens a file to look at. Ctrl+V adds what was copied. What is added now came after the closing."
_PDF = ".pdf"
_LEAST = 120


Take = Callable[[Store, Owner, Sequence[Path], int], Taken]
TakeWords = Callable[[Store, Owner, str, int], Taken]


class Attachments(QWidget):
    """A list of files with its acts; `changed` is called with the numbers of what was added or changed.

    `take` says how files are kept, `take_words` what becomes of the words of an e-mail that were copied.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        changed: Callable[[Any], None] | None = None,
        take: Take | None = None,
        take_words: TakeWords | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._changed, self._kept_by, self._words_by = desk, changed, take or _add, take_words
        self._owner: Owner | None = None
        self._adds = self._changes = True
        self._said_wrong = ""
        self._files: dict[int, Kept] = {}
        self._since: Set[int] = frozenset()
        self.setAcceptDrops(True)
        box = column(self, gap=8)
        self.trouble = Trouble(self)
        self.table = PickTable("Files", _HEADS, self)
        self.table.setMinimumHeight(_LEAST)
        self.empty = Label(_EMPTY, self, "body", "ink2", wrap=True)
        self.hint = Label(_HINT, self, "caption", "ink2", wrap=True)
        box.addWidget(self.trouble)
        box.addWidget(self.table, 1)
        box.addWidget(self.empty)
        box.addLayout(self._acts())
        box.addWidget(self.hint)
        box.addStretch()  # takes the room where there is no list to take it
        self.table.entered.connect(self.open)
        self.table.doubleClicked.connect(self.open)
        self.table.stood.connect(self._stood)
        self._key(QKeySequence(Qt.Key.Key_Delete), self.remove)
        self._key(QKeySequence(QKeySequence.StandardKey.Paste), self.paste)
        self.copies = Copies(desk, self.trouble)
        self.copies.taken.connect(self._taken)
        self.copies.let_go.connect(self.look)
        self.copies.wondered.connect(self.look)
        self.copies.refused.connect(self._refused)
        self.copies.opened.connect(self._went_well)

    def show_owner(self, owner: Owner, *, adds: bool = True, changes: bool = True) -> None:
        """Show the files of a record: whether more may be added, and those there be changed and removed."""
        if owner != self._owner:
            self.trouble.hide()
        self._owner, self._adds, self._changes = owner, adds, changes
        self.hint.setText(_LATE if adds and not changes else _HINT)
        self.look()

    @property
    def writes(self) -> bool:
        """Whether files may be added here now."""
        return self._owner is not None and self._adds and not self._desk.store.read_only

    def _may_remove(self, number: int) -> bool:
        """Of a closed file only what came after the closing may go, such as a letter of somebody else."""
        return self.writes and (self._changes or number in self._since)

    def look(self) -> None:
        """Ask anew what belongs to the record."""
        if self._owner and self._desk.may_read():
            self._desk.tasks.run(partial(held, self._desk.store, self._owner), self._show)

    def choose(self) -> None:
        """Ask for files to add."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), "Add files", self._desk.settings.last_import_folder)
        if names:
            self._desk.set(last_import_folder=str(Path(names[0]).parent))
            self.add([Path(name) for name in names])

    def paste(self) -> None:
        """Add the files that were copied in the computer's file window, or the words of an e-mail."""
        data = QGuiApplication.clipboard().mimeData()
        if data and takes(data):
            self._take(*dropped(data))
        elif data and data.hasText() and self._words_by and self._owner and self.writes:
            work = partial(self._words_by, self._desk.store, self._owner, data.text())
            self._desk.write("Take in an e-mail", work, (self._owner.register,), self._added, self._refused)

    def add(self, paths: Sequence[Path]) -> None:
        """Keep files in the store; those that cannot be are named, the others stay."""
        if self._owner and self.writes:
            name = "Add a file" if len(paths) == 1 else f"Add {len(paths)} files"  # no names: this is never forgotten
            work = partial(self._kept_by, self._desk.store, self._owner, paths)
            self._desk.write(name, work, (self._owner.register,), self._added, self._refused)

    def open(self) -> None:
        """Open a copy of the file to look at."""
        if kept := self._here():
            self.copies.open(kept, editable=False)

    def edit(self) -> None:
        """Open a copy of the file to work on; it is taken back when the person says so."""
        if kept := self._here():
            self.copies.open(kept, editable=True)

    def save(self) -> None:
        """Write a copy of the file to a place of the person's own."""
        if kept := self._here():
            start = Path(self._desk.settings.last_export_folder) / kept.name
            name, _ = QFileDialog.getSaveFileName(self.window(), "Save a copy", str(start), _kinds(kept))
            if name:
                self._desk.set(last_export_folder=str(Path(name).parent))
                work, done = partial(_save, self._desk.store, kept.id, Path(name)), partial(self._saved, Path(name))
                self._desk.tasks.run(work, done, failed=self._refused, title="Saving a copy", can_cancel=False)

    def remove(self) -> None:
        """Put the file out of sight."""
        if (kept := self._here()) and self._owner and self._may_remove(kept.id):
            work, done = partial(letters.remove, kept.id), partial(self._removed, kept)
            self._desk.write("Remove a file", work, (self._owner.register,), done, self._refused)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped; what Outlook drags is taken so that it can be said what to do."""
        if takes(event.mimeData()) and self.writes:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take(*dropped(event.mimeData()))

    def _acts(self) -> QVBoxLayout:
        acts = column(gap=8)
        self.adding = button("&Add files…", self, self.choose, icon_name="plus")
        self.opening = button("&Open", self, self.open, icon_name="eye")
        self.editing = button("Edi&t a copy", self, self.edit, icon_name="pencil")
        self.saving = button("&Save a copy…", self, self.save, icon_name="download")
        self.removing = button("&Remove", self, self.remove, icon_name="trash-2")
        for several in ((self.adding, self.removing), (self.opening, self.editing, self.saving)):
            across = row(gap=8)
            for act in several:
                across.addWidget(act)
            across.addStretch(1)
            acts.addLayout(across)
        return acts

    def _key(self, keys: QKeySequence, act: Callable[[], None]) -> None:
        made = QShortcut(keys, self.table)
        made.setContext(Qt.ShortcutContext.WidgetShortcut)
        made.activated.connect(act)

    def _here(self) -> Kept | None:
        found = self.table.row()
        return self._files.get(found.number) if found else None

    def _show(self, found: Held) -> None:
        self._files, self._since = {kept.id: kept for kept in found.files}, found.since
        rows = tuple(_row(kept, late=kept.id in found.since) for kept in found.files)
        if rows != self.table.lines.rows:  # a look that finds the same must not be heard
            stood = self.table.row()
            places = [place for place, line in enumerate(rows) if stood and line.number == stood.number]
            here = self.table.currentIndex().row() if stood else len(rows)
            self.table.show_rows(rows, stand_on=places[0] if places else min(max(here, 0), max(len(rows) - 1, 0)))
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.hint.setVisible(bool(rows))
        self._stood(self.table.row())
        if self._owner:
            self.copies.offer(self._owner, found, writes=self.writes)

    def _stood(self, found: Row | None) -> None:
        self.adding.setEnabled(self.writes)
        for act in (self.opening, self.saving):
            act.setEnabled(found is not None)
        self.editing.setEnabled(found is not None and self.writes and self._changes)
        self.removing.setEnabled(found is not None and self._may_remove(found.number))

    def _take(self, paths: Sequence[Path], why: str) -> None:
        if paths:
            self.add(paths)
        else:
            self._refused(Plain(why))

    def _added(self, taken: Taken) -> None:
        self.trouble.hide()
        if taken.refused:
            self._refused(Plain(taken.why))
        if said := _said(taken):
            self._desk.say(said, "Undo", self._desk.undo)
        self._say_changed(taken.files)

    def _taken(self, number: int) -> None:
        self.table.setFocus()
        self._say_changed([number])

    def _removed(self, kept: Kept, _: object) -> None:
        self._went_well()
        self._desk.say(f"Removed “{kept.name}”.", "Undo", self._desk.undo)
        self._say_changed([kept.id])

    def _saved(self, path: Path, _: object) -> None:
        self._went_well()
        self._desk.say(f"Saved a copy in {path.parent}. It is not protected there.")

    def _say_changed(self, numbers: Sequence[int]) -> None:
        self.look()
        tell(self._changed, numbers)

    def _refused(self, error: BaseException) -> None:
        """Say on the list why something was not done; what is no plain refusal goes to the window."""
        if not isinstance(error, Plain):
            self._desk.tasks.failed.emit(error)
            return
        title, _, text = str(error).partition(". ")
        self._said_wrong = f"{title}." if text else title
        self.trouble.say(self._said_wrong, text)

    def _went_well(self) -> None:
        """What went wrong before is over once something goes well."""
        if self.trouble.title.text() == self._said_wrong:
            self.trouble.hide()
            self.look()


def _add(store: Store, owner: Owner, paths: Sequence[Path], operation: int) -> Taken:
    return filing.keep_all(store, owner, [(path.name, path) for path in paths], operation)


def _said(taken: Taken) -> str:
    """'Added 2 files. One e-mail stands on the timeline.'"""
    files = f"Added {display.count(len(taken.files), 'file')}." if taken.files else ""
    mails = len(taken.entries)
    stands = f"{display.count(mails, 'e-mail')} {'stands' if mails == 1 else 'stand'} on the timeline." if mails else ""
    return " ".join(filter(None, (files, stands)))


def _save(store: Store, number: int, path: Path, _: Progress) -> None:
    access.copied(store, attachments.one(number).owner)
    if path.suffix.lower() == _PDF and attachments.one(number).ending == "docx":
        wordpdf.write_pdf(b"".join(attachments.read(number)), path)
    else:
        workingcopies.save_copy(number, path)


def _kinds(kept: Kept) -> str:
    """What a copy may be saved as: a Word file also as a PDF, where this computer can make one."""
    pdf = kept.ending == "docx" and wordpdf.libreoffice() is not None
    return f"Word (*.docx);;PDF (*{_PDF})" if pdf else ""


def _row(kept: Kept, *, late: bool) -> Row:
    version = " (newer version)" if kept.follows else ""
    icon = "mail" if kept.ending in ("eml", "msg") else "file-text"
    added = f"{display.day(kept.added_on)}, {sinceclosing.AFTER}" if late else display.day(kept.added_on)
    texts = (f"{kept.name}{version}", added, display.size(kept.size))
    return Row(kept.id, texts, icon=icon)
