"""Pasting a block of cells: what it would change is worked out and shown before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from workbench import display
from workbench.exchange.cells import Unreadable, read
from workbench.exchange.csvtext import cells_of
from workbench.gui.desk import Desk
from workbench.gui.page import Page, Pasted
from workbench.gui.register.keeper import Keeper
from workbench.gui.table.copying import unguarded
from workbench.gui.table.delegate import plain_tip, row_height
from workbench.gui.table.view import RegisterTable
from workbench.gui.types import Index, Role
from workbench.gui.widgets.basics import PAGE, Card, Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.records.fields import Kind
from workbench.register import Register

MOST = 20_000  # cells
HEADS = ("Line", "Field", "Now", "After pasting")


@dataclass(frozen=True)
class Cell:
    """One value that a paste would change."""

    record: int
    line: str
    field: Kind
    before: Any
    after: Any

    def texts(self) -> tuple[str, str, str, str]:
        """The cell for a person: which line, which field, what is there, what will be."""
        shown = (display.show(self.field, value) or "nothing" for value in (self.before, self.after))
        return (self.line, self.field.label, *shown)  # type: ignore[return-value]  # four in all


@dataclass(frozen=True)
class Paste:
    """What a block would change in a register, and what of it cannot be taken, in plain words."""

    register: Register
    cells: tuple[Cell, ...]
    left_out: tuple[str, ...] = ()
    block: str = ""  # as it was copied, where rows of it have no line to go to or its first row is headings
    headed: bool = False  # its first row is headings, so it is new lines rather than other values of these

    def rows(self) -> dict[int, dict[str, Any]]:
        """The new values by record and field."""
        rows: dict[int, dict[str, Any]] = {}
        for cell in self.cells:
            rows.setdefault(cell.record, {})[cell.field.name] = cell.after
        return rows


def block_of(text: str) -> list[list[str]]:
    """The cells of a copied block, without empty lines at its end."""
    rows = cells_of(text)
    while rows and not any(rows[-1]):
        rows.pop()
    return [[unguarded(cell) for cell in row] for row in rows]


def paste_into(table: RegisterTable, text: str) -> Paste:
    """What the block would change from the cell the cursor stands on; one value goes to every line selected."""
    block, here = block_of(text), table.currentIndex()
    model, register = table.records, table.records.register
    if not here.isValid():  # an empty table has no place for it
        whole = _lines(block, text)
        return Paste(register, (), ("There is no line yet that this could change.",) if whole else (), whole)
    selected = table.selected_rows()
    if len(block) == 1 and len(block[0]) == 1 and len(selected) > 1:
        rows, block = selected, block * len(selected)
    else:
        rows = list(range(here.row(), min(here.row() + len(block), len(model.ids))))
    columns = [c for c in table.shown_columns() if table.heads.visualIndex(c) >= table.heads.visualIndex(here.column())]
    said: list[str] = []
    if len(rows) < len(block):
        said.append(f"{display.count(len(block) - len(rows), 'row')} of the block have no line to go to.")
    if (widest := max(map(len, block), default=0)) > len(columns):
        said.append(f"{display.count(widest - len(columns), 'column')} of the block have no column to go to.")
    cells: list[Cell] = []
    for row, texts in zip(rows, block, strict=False):
        for place, typed in zip(columns, texts, strict=False):
            cell = _cell(table, row, place, typed, said)
            if cell and cell.before != cell.after and len(cells) < MOST:
                cells.append(cell)
    headed = _headings(register, block)
    if headed:
        said.insert(0, "The first row looks like headings. Bring the block in as new lines rather than change these.")
    whole = text if headed or len(rows) < len(block) else ""
    return Paste(register, tuple(cells), tuple(dict.fromkeys(said)), whole, headed)


def _lines(block: Sequence[Sequence[str]], text: str) -> str:
    """The text where it may be lines of a list, and nothing where it is one value."""
    return text if len(block) > 1 or any(len(row) > 1 for row in block) else ""


def _headings(register: Register, block: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a block names columns: at least two of its cells, and half of them."""
    if len(block) < 2:
        return False
    known = {name.casefold() for field in register.fields for name in (field.label, *field.headings)}
    named = [cell for cell in block[0] if " ".join(cell.split()).casefold() in known]
    return len(named) >= max(2, len([cell for cell in block[0] if cell.strip()]) / 2)


def _cell(table: RegisterTable, row: int, place: int, typed: str, said: list[str]) -> Cell | None:
    model = table.records
    field, register = model.fields[place], model.register
    if not register.changes(field) or field.kind == "rule":
        how = "is filled in by the program" if field.filled else "is worked out"
        said.append(f"{field.label} {how}, so nothing can be pasted there.")
        return None
    named = register.naming.name
    naming = next((n for n, f in enumerate(model.fields) if f.name == named), 0)
    line = display.show(model.fields[naming], model.value(row, naming)) or f"Line {row + 1}"
    try:
        value = read(field, typed)
    except Unreadable as why:
        said.append(f"{line}: {why.wrong} {why.cure}")
        return None
    if not field.optional and value in (None, ""):
        said.append(f"{line}: {field.label} may not be empty.")
        return None
    return Cell(model.ids[row], line, field, model.value(row, place), value)


class _Changes(QAbstractTableModel):
    def __init__(self, cells: Sequence[Cell], parent: QObject) -> None:
        super().__init__(parent)
        self._cells = cells

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One a cell."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Line, field, now, after."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The words of a cell, whole in its tooltip."""
        if role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        text = self._cells[index.row()].texts()[index.column()]
        if role == Role.ToolTipRole:
            return plain_tip(text)
        one = " ".join(text.split())
        return one if role == Role.DisplayRole else f"{HEADS[index.column()]}: {one}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The headings."""
        wanted = role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal
        return HEADS[section] if wanted else None


class PastePage(Page):
    """What a paste would change, cell by cell; one button does it, one undo takes it back."""

    title, help_topic, kept = "Paste", "home", False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._paste: Paste | None = None
        down = column(self, PAGE, 12)
        self._head = PageHead("Paste", "Nothing has been changed yet.", self)
        self._head.add(button("Cancel", self, self._back, kind="quiet"))
        self._bring = self._head.add(button("", self, self._bring_in, icon_name="file-input"))
        self._go = self._head.add(button("Paste", self, self._write, kind="primary", icon_name="check"))
        down.addWidget(self._head)
        self._left_out = Well(self, "amber", "triangle-alert", "")
        down.addWidget(self._left_out)
        sheet = Card(self, (1, 1, 1, 6), 0)
        self._list = QTableView(sheet)
        self._list.setAccessibleName("What will be changed")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setShowGrid(False)
        self._list.setProperty("rows", "plain")
        self._list.setTabKeyNavigation(False)
        self._list.setWordWrap(False)
        self._list.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._list.verticalHeader().hide()
        self._list.verticalHeader().setDefaultSectionSize(row_height())
        self._list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._list.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        sheet.box.addWidget(self._list)
        down.addWidget(sheet, 1)

    def arrive(self, about: object) -> None:
        """Show what would be changed."""
        if isinstance(about, Paste):
            self._paste, self.help_topic = about, about.register.name
            self._list.setModel(_Changes(about.cells, self._list))
            values = display.count(len(about.cells), "value")
            lines = display.count(len(about.rows()), about.register.singular, about.register.plural)
            self._head.say(f"Paste {values} into {lines}" if about.cells else "Paste", "Nothing has been changed yet.")
            self._go.setText(f"Change {values}")
            self._go.setVisible(bool(about.cells))
            self._bring.setText(f"Bring in as new {about.register.plural}")
            self._bring.setVisible(self._may_bring(about))
            self._left_out.say("Not everything can be pasted", "\n".join(about.left_out[:8]))
            self._left_out.setVisible(bool(about.left_out))
        headed = self._paste is not None and self._paste.headed and self._bring.isVisibleTo(self)
        (self._go if self._go.isVisibleTo(self) and not headed else self._bring).setFocus()

    def standing(self) -> object:
        """The paste that is looked at."""
        return self._paste

    def count_text(self) -> str:
        """How many values."""
        return display.count(len(self._paste.cells), "value") if self._paste else ""

    def _back(self) -> None:
        self.desk.go("back")

    def _may_bring(self, paste: Paste) -> bool:
        return bool(paste.block) and paste.register.takes_in and self.desk.knows("import")

    def _bring_in(self) -> None:
        """The whole block as an import, which asks what its columns mean."""
        if self._paste:
            self.desk.go("back")
            self.desk.go(f"import/{self._paste.register.name}", Pasted(self._paste.block))

    def _write(self) -> None:
        if self._paste:
            keeper = Keeper(self.desk, self._paste.register, self.desk)
            self.desk.go("back")  # first, for another page puts the message away
            keeper.put(self._paste.rows(), f"Paste {display.count(len(self._paste.cells), 'value')}", "changed")
