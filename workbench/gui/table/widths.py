"""Widths of columns: as wide as their words, the naming column takes what is left, nothing runs off the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from workbench.gui.table.delegate import PAD
from workbench.gui.theme.look import Look

if TYPE_CHECKING:
    from workbench.gui.table.view import RegisterTable

SAMPLE = 60  # rows looked at
WIDEST, NARROWEST, ENOUGH, NAMING = 30, 7, 18, 36  # in widths of the letter x


def fit(table: RegisterTable, kept: dict[str, int]) -> None:
    """Set all widths; on a narrow page the least needed columns go, last first, the standing last of all."""
    model, heads = table.records, table.heads
    if not model.fields or table.viewport().width() < 60:
        return
    naming = next((n for n, f in enumerate(model.fields) if f.name == model.register.naming.name), 0)
    letter = Look.now.metrics("body").horizontalAdvance("x")
    wanted = [_wanted(table, column, letter) for column in range(len(model.fields))]
    widths = [kept.get(f.name, wanted[n]) for n, f in enumerate(model.fields)]
    room = table.viewport().width() - min(wanted[naming], NAMING * letter)
    shown = _shown(table, widths, room, naming)
    _shrink(widths, [n for n in shown if n != naming], room, letter)
    heads.blockSignals(True)
    for column in range(len(model.fields)):
        table.setColumnHidden(column, column not in shown)
        stretches = column == naming
        heads.setSectionResizeMode(
            column, QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
        )
        if not stretches and column in shown:
            heads.resizeSection(column, widths[column])
    heads.blockSignals(False)
    heads.updateGeometries()
    table.updateGeometries()


def _wanted(table: RegisterTable, column: int, letter: int) -> int:
    model, option = table.records, QStyleOptionViewItem()
    delegate = table.itemDelegate()
    rows = min(SAMPLE, model.rowCount())
    words = max((delegate.sizeHint(option, model.index(r, column)).width() for r in range(rows)), default=0)
    head = Look.now.metrics("captionstrong").horizontalAdvance(model.fields[column].label + " ↑") + 2 * PAD
    return min(max(words, head, NARROWEST * letter), max(WIDEST * letter, head))


def _shown(table: RegisterTable, widths: list[int], room: int, naming: int) -> list[int]:
    """Columns that find room beside the naming one, if need be no wider than is enough to be read."""
    letter = Look.now.metrics("body").horizontalAdvance("x")
    fields, standing = table.records.fields, table.records.register.standing
    last = {n for n, f in enumerate(fields) if standing is not None and f.name == standing.name}
    shown = list(range(len(widths)))
    for column in reversed([n for n in shown if n != naming and n not in last]):
        if sum(min(widths[n], ENOUGH * letter) for n in shown if n != naming) <= room:
            break
        shown.remove(column)
    return shown


def _shrink(widths: list[int], columns: list[int], room: int, letter: int) -> None:
    """Take from the widest until all find room."""
    while columns and sum(widths[n] for n in columns) > room:
        widest = max(columns, key=lambda n: widths[n])
        if widths[widest] <= NARROWEST * letter:
            return
        widths[widest] -= max(4, letter)
