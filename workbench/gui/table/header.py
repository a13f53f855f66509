"""The headings of a table with a row of filter boxes under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from workbench.gui.theme.look import Look, restyle, wear

_TO_TABLE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape)


class FilterHeader(QHeaderView):
    """Headings that sort on a click (Shift for a second sort) and carry a filter box each."""

    sort_wanted = Signal(int, bool)
    filter_typed = Signal(int, str)

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._boxes: list[QLineEdit] = []
        self._filtering = True
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumSectionSize(48)
        for part in (self, self.viewport()):  # Qt draws the headings in the font of the viewport, which keeps its own
            wear(part, "captionstrong")
        self._table = parent
        self.sectionResized.connect(self._place)
        self.sectionMoved.connect(self._place)
        self.sectionCountChanged.connect(self._place)
        parent.horizontalScrollBar().valueChanged.connect(self._place)
        self._shift = False
        self.dragging = False

    def show_boxes(self, labels: list[str], texts: list[str]) -> None:
        """One box for each column, with what is filtered by now."""
        while len(self._boxes) > len(labels):
            box = self._boxes.pop()
            box.setParent(None)
            box.deleteLater()
        while len(self._boxes) < len(labels):
            self._boxes.append(self._box(len(self._boxes)))
        for box, label, text in zip(self._boxes, labels, texts, strict=True):
            box.setAccessibleName(f"Filter by {label}")
            if box.text() != text and not box.hasFocus():
                box.blockSignals(True)
                box.setText(text)
                box.blockSignals(False)
            if box.property("filter") != ("on" if text else "off"):
                restyle(box, filter="on" if text else "off")
        self._place()

    def straighten(self) -> None:
        """The columns come in the order wanted, so nothing that was dragged stands elsewhere any longer."""
        self.blockSignals(True)
        for section in range(self.count()):
            self.moveSection(self.visualIndex(section), section)
        self.blockSignals(False)

    def clear_boxes(self) -> None:
        """Empty all boxes without saying so."""
        for box in self._boxes:
            box.blockSignals(True)
            box.clear()
            box.blockSignals(False)
            restyle(box, filter="off")

    def set_filtering(self, filtering: bool) -> None:
        """Show the row of boxes, or fold it away."""
        self._filtering = filtering
        self.updateGeometries()
        self.geometriesChanged.emit()
        self._place()

    @property
    def filtering(self) -> bool:
        """Whether the row of boxes is shown."""
        return self._filtering

    def focus_box(self, section: int) -> None:
        """Put the cursor into a box."""
        if 0 <= section < len(self._boxes):
            self._boxes[section].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._boxes[section].selectAll()

    def sizeHint(self) -> QSize:
        """Heading and boxes."""
        return QSize(super().sizeHint().width(), self._heading() + (self._row() if self._filtering else 0))

    def updateGeometries(self) -> None:
        """Leave room for the boxes under the headings."""
        self.setViewportMargins(0, 0, 0, self._row() if self._filtering else 0)
        super().updateGeometries()
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A person may be about to change a width."""
        self.dragging = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click sorts; with Shift it adds a second sort."""
        self._shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)
        self.dragging = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From a filter, Enter and Down go to the table; Escape empties the filter first."""
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                watched.clear()
            if event.key() in _TO_TABLE:
                self._table.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def connect_sorting(self) -> None:
        """Begin to listen to clicks."""
        self.sectionClicked.connect(self._clicked)

    def _clicked(self, section: int) -> None:
        self.sort_wanted.emit(section, self._shift)

    def _heading(self) -> int:
        return max(32, Look.now.metrics("captionstrong").height() + 14)

    def _row(self) -> int:
        return max(34, Look.now.metrics("caption").height() + 18)

    def _box(self, section: int) -> QLineEdit:
        box = QLineEdit(self)
        box.setPlaceholderText("All")
        box.setProperty("section", section)
        box.setProperty("filter", "off")
        wear(box, "caption")
        box.textChanged.connect(self._typed)
        box.installEventFilter(self)
        box.show()
        return box

    def _typed(self, text: str) -> None:
        box = self.sender()
        if isinstance(box, QLineEdit):
            restyle(box, filter="on" if text else "off")
            self.filter_typed.emit(box.property("section"), text)

    def _place(self, *_: object) -> None:
        top, height = self._heading(), self._row()
        for section, box in enumerate(self._boxes):
            if section >= self.count() or not self._filtering or self.isSectionHidden(section):
                box.hide()
                continue
            left, width = self.sectionViewportPosition(section), self.sectionSize(section)
            box.setGeometry(left + 4, top + 3, max(24, width - 8), height - 8)
            box.show()
