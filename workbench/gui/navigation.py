"""The navigation: council, Home, the registers by group, and at the foot settings, help and lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui.theme.icons import draw
from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role
from workbench.gui.widgets.basics import IconLabel, Label, column, row
from workbench.gui.widgets.chips import Chip, chip_size, draw_chip
from workbench.register import wait_for_answer

WIDE, RAIL = 212, 52
_BEFORE = 19  # from the edge to the icon of a line
_ITEM = Role.UserRole


@dataclass(frozen=True)
class Entry:
    """A line of the navigation. Without `place` it is a heading; `waiting` is what waits for the clerk."""

    text: str
    place: str = ""
    icon: str = ""
    waiting: int = 0
    late: bool = False
    key: str = ""

    def spoken(self) -> str:
        """The whole line as a sentence for a screen reader."""
        if not self.waiting:
            return self.text
        return f"{self.text}, {f'{self.waiting} late' if self.late else wait_for_answer(self.waiting)}"

    def end(self) -> str:
        """What stands at the right end: how many wait, or the key."""
        return str(self.waiting) if self.waiting else self.key


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        if tuple(entries) == self.entries:
            return
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many lines."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        entry = self.entries[index.row()]
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if entry.place else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Words for people and for screen readers, the entry itself for the delegate."""
        entry = self.entries[index.row()]
        if role == _ITEM:
            return entry
        if role == Role.DisplayRole:
            return entry.text
        if role == Role.AccessibleTextRole:
            return entry.spoken()
        if role == Role.ToolTipRole:
            return f"{entry.text} ({entry.key})" if entry.key else entry.text
        return None


class _Painter(QStyledItemDelegate):
    """Draws a line: chosen ones are a white row with a mark, headings small, counts at the right."""

    def __init__(self, parent: NavigationList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Height from the font."""
        entry: Entry = index.data(_ITEM)
        height = Look.now.metrics("body").height()
        return QSize(RAIL, self._list.heights(height)[0 if entry.place else 1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        entry: Entry = index.data(_ITEM)
        rect = QRectF(getattr(option, "rect")).adjusted(8, 1, -8, -1)  # noqa: B009 - stubs lack the fields
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.place:
            self._entry(painter, rect, entry, getattr(option, "state"))  # noqa: B009
        elif not self._list.rail:
            painter.setFont(Look.now.font("captionstrong"))
            painter.setPen(QColor(Look.now.tokens.ink2))
            painter.drawText(rect.adjusted(10, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, entry.text)
        painter.restore()

    def _entry(self, painter: QPainter, rect: QRectF, entry: Entry, state: QStyle.StateFlag) -> None:
        tokens, chosen = Look.now.tokens, entry.place == self._list.place
        self._ground(painter, rect, chosen, state)
        side = round(16 * Look.now.scale)
        left = rect.left() + (rect.width() - side) / 2 if self._list.rail else rect.left() + _BEFORE - 8
        draw(painter, entry.icon, QRectF(left, rect.center().y() - side / 2, side, side),
             tokens.accent_ink if chosen else tokens.ink2)  # fmt: skip
        if self._list.rail:
            return
        painter.setFont(Look.now.font("strong" if chosen else "body"))
        painter.setPen(QColor(tokens.ink))
        end = Look.now.metrics("caption").horizontalAdvance(entry.end()) + (40 if entry.late else 26)
        words = QRectF(left + side + 10, rect.top(), rect.right() - left - side - end, rect.height())
        cut = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        self._right_end(painter, rect, entry)

    def _ground(self, painter: QPainter, rect: QRectF, chosen: bool, state: QStyle.StateFlag) -> None:
        tokens = Look.now.tokens
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QColor(tokens.accent_ink) if focus else Qt.PenStyle.NoPen)
        if chosen or focus or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.surface if chosen else tokens.hover))
            painter.drawRoundedRect(rect, 5, 5)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_ink))
            painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 7, 3, rect.height() - 14), 1.5, 1.5)

    def _right_end(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        if entry.late and entry.waiting:
            chip = Chip(str(entry.waiting), "circle-alert", "red")
            draw_chip(painter, chip, rect.right() - chip_size(chip).width() - 6, rect.center().y())
            return
        painter.setFont(Look.now.font("caption"))
        painter.setPen(QColor(Look.now.tokens.ink3 if entry.key else Look.now.tokens.ink2))
        painter.drawText(
            rect.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.end()
        )


class NavigationList(QListView):
    """One list of places; `opened` says which was asked for."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rail, self.place = False, ""
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setObjectName("navlist")
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        Look.now.changed.connect(self.scheduleDelayedItemsLayout)

    def entries(self) -> tuple[Entry, ...]:
        """The lines shown."""
        return self._entries.entries

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these places."""
        here = self.currentIndex().row()
        self._entries.show(entries)
        self.setCurrentIndex(self._entries.index(max(here, 0)))

    def choose(self, place: str) -> None:
        """Mark the place shown now."""
        self.place = place
        known = [e.place for e in self._entries.entries]
        if place in known:
            self.setCurrentIndex(self._entries.index(known.index(place)))
        self.viewport().update()

    def set_rail(self, rail: bool) -> None:
        """Icons only, or words."""
        self.rail = rail
        self.scheduleDelayedItemsLayout()

    def heights(self, letters: int) -> tuple[int, int]:
        """How high a line and a heading are; less where not all have room otherwise."""
        usual = max(32, letters + 14) + 1, 14 if self.rail else letters + 20
        places = sum(bool(entry.place) for entry in self._entries.entries)
        wanted = usual[0] * places + usual[1] * (len(self._entries.entries) - places)
        if not self.viewport().height() or wanted <= self.viewport().height():
            return usual
        return max(26, letters + 8), 10 if self.rail else letters + 8

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lines are as high as there is room for."""
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self.scheduleDelayedItemsLayout()

    def words_width(self) -> int:
        """How wide the list must be to show every line whole, the chosen one in its heavier letters."""
        strong, caption = Look.now.metrics("strong"), Look.now.metrics("caption")
        around = _BEFORE + round(16 * Look.now.scale) + 8
        wide = [
            strong.horizontalAdvance(e.text) + caption.horizontalAdvance(e.end()) + (40 if e.late else 26) + around
            for e in self._entries.entries
            if e.place
        ]
        return max(wide, default=0)

    def sizeHint(self) -> QSize:
        """As high as all lines."""
        heights = [self.sizeHintForRow(n) for n in range(self._entries.rowCount())]
        return QSize(RAIL, sum(heights) + 4)

    def minimumSizeHint(self) -> QSize:
        """It may scroll."""
        return QSize(RAIL, 40)

    def _open(self, index: Index) -> None:
        entry: Entry = index.data(_ITEM)
        if entry.place:
            self.opened.emit(entry.place)


class Side(QWidget):
    """What a page may put in the place of the list, such as the steps of an import."""

    def set_rail(self, rail: bool) -> None:
        """Icons only, or words."""

    def words_width(self) -> int:
        """How wide it must be to show its words whole."""
        return 0


class Navigation(QFrame):
    """The whole left side; `opened` says the place asked for."""

    opened = Signal(str)

    def __init__(self, council: str, sample: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("nav")
        box = column(self, gap=0)
        self._head, self._words = QFrame(self), list[Label]()
        self._fill_head(council, sample)
        box.addWidget(self._head)
        box.addSpacing(8)
        self.places = NavigationList("Places", self)
        self.foot = NavigationList("Settings, help and lock", self)
        self.foot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._usual = QWidget(self)
        usual = column(self._usual, (0, 0, 0, 6), 0)
        usual.addWidget(self.places, 1)
        usual.addWidget(self.foot)
        self._guests: list[Side] = []
        box.addWidget(self._usual, 1)
        for part in (self.places, self.foot):
            part.opened.connect(self.opened)
        self.set_rail(False)

    def _fill_head(self, council: str, sample: bool) -> None:
        self._head.setObjectName("sample" if sample else "council")
        across = row(self._head, (18, 9, 10, 9), 10)
        mark = IconLabel(
            "flask-conical" if sample else "landmark", self._head, "sand_ink" if sample else "accent_ink", 20
        )
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        names = column(gap=0)
        self._words.append(Label(council, self._head, "strong", wrap=True))
        if sample:
            self._words.append(Label("Sample, made-up names", self._head, "caption", wrap=True))
        for label in self._words:
            names.addWidget(label)
        across.addLayout(names, 1)
        self._head.setToolTip(f"{council}. Sample, made-up names" if sample else council)

    def lend(self, side: Side | None) -> None:
        """Give the place of the list to a page's own side; None takes it back."""
        box = self.layout()
        if side and box and side not in self._guests:
            self._guests.append(side)
            box.addWidget(side)
        for guest in self._guests:
            guest.setVisible(guest is side)
            guest.set_rail(self.places.rail)
        self._usual.setVisible(side is None)
        self._measure()

    def show_places(self, entries: Sequence[Entry]) -> None:
        """Show these places above the foot."""
        self.places.show_entries(entries)
        self._measure()

    def set_rail(self, rail: bool) -> None:
        """Become a rail of icons, or wide again."""
        for label in self._words:
            label.setVisible(not rail)
        narrow = max(4, round((RAIL - 20 * max(1.0, Look.now.scale)) / 2))
        self._head.layout().setContentsMargins(narrow if rail else 18, 9, 0 if rail else 8, 9)  # type: ignore[union-attr]  # set above
        self.places.set_rail(rail)
        self.foot.set_rail(rail)
        for guest in self._guests:
            guest.set_rail(rail)
        self._measure()

    def _measure(self) -> None:
        """As wide as the longest words, whatever the font; the same for all pages, so that nothing jumps."""
        parts: list[NavigationList | Side] = [self.places, self.foot, *self._guests]
        words = max(part.words_width() for part in parts)
        usual = round(WIDE * (0.5 + 0.5 * max(1.0, Look.now.scale)))
        self.setFixedWidth(RAIL if self.places.rail else max(usual, words))
