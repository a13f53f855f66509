"""Help for each screen, offline, in the window itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLineEdit, QTextBrowser, QWidget

from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.menus import keys
from workbench.gui.page import Page, Verbs
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, Card, Label, column, row
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.paths import resource
from workbench.registers import REGISTERS

TOPICS = (
    ("home", "Home"),
    *((register.name, register.title) for register in REGISTERS),
    ("letters", "Letters"),
    ("import", "Import a spreadsheet"),
    ("export-print", "Export and print"),
    ("find", "Find anything"),
    ("backup-restore", "Backup and restore"),
    ("unlock", "Open the records"),
    ("settings", "Settings"),
    ("keys", "Keys"),
)


_TABLE_KEYS = (
    ("Enter or Shift+Enter in a table", "Down or up"),
    ("Tab or Shift+Tab in a table", "Right or left; at the end of the row out of the table"),
    ("F2 in a table, or a double click", "Change the value in its cell"),
    ("Escape", "Take back what is being typed; from the record back to the table"),
    ("Ctrl+Enter", "Open the record, or add the new one"),
    ("Ctrl+Shift+Enter", "Add the new one and begin another"),
    ("Down or Enter in a filter", "To the table"),
    ("Click on a heading", "Sort; with Shift by a second column"),
)


class HelpPage(Page):
    """One topic at a time; the list holds the others, and the box finds words in all of them."""

    title, help_topic = "Help", "home"

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._topic = "home"
        down = column(self, PAGE, 10)
        head = PageHead("Help", "Nothing here goes online.", self)
        head.add(button("Print this page", self, self._ask_print, icon_name="printer"))
        down.addWidget(head)
        self._topics, self._words = ChoiceBox(self), QLineEdit(self)
        for name, text in TOPICS:
            self._topics.addItem(text, name)
        self._topics.activated.connect(self._chosen)
        self._words.setPlaceholderText("For example backup")
        self._words.textChanged.connect(self._find)
        across = row(gap=16)
        for text, box in (("&Topic", self._topics), ("&Look for words", self._words)):
            label = Label(text, self, "captionstrong")
            label.setBuddy(box)
            box.setMaximumWidth(320)
            pair = column(gap=4)
            pair.addWidget(label)
            pair.addWidget(box)
            across.addLayout(pair, 1)
        across.addStretch(1)
        down.addLayout(across)
        sheet = Card(self, (8, 8, 8, 8))
        self._text = Reader(sheet)
        self._text.setAccessibleName("Help text")
        self._text.anchorClicked.connect(self._follow)
        sheet.box.addWidget(self._text)
        down.addWidget(sheet, 1)
        Look.now.changed.connect(self._show)

    def arrive(self, about: object) -> None:
        """Show the help of a screen."""
        self._words.clear()
        self._topic = about if isinstance(about, str) and about in dict(TOPICS) else self._topic
        self._show()
        self._text.setFocus()

    def verbs(self) -> Verbs:
        """Print the topic, find in the help."""
        return {"print": self._ask_print, "filter": self._words.setFocus}

    def standing(self) -> object:
        """The topic shown."""
        return self._topic

    def _chosen(self, place: int) -> None:
        self._topic = TOPICS[place][0]
        self._words.clear()
        self._show()

    def _find(self, typed: str) -> None:
        self._text.show_words(found_text(typed) if typed.strip() else help_text(self._topic))

    def _follow(self, link: QUrl) -> None:
        if link.path() in dict(TOPICS):
            self.arrive(link.path())

    def _show(self) -> None:
        self._topics.setCurrentIndex([name for name, _ in TOPICS].index(self._topic))
        self._find(self._words.text())

    def _ask_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            self.print_on(printer)
        dialog.deleteLater()

    def print_on(self, printer: QPrinter) -> None:
        """Put the text shown on paper, in black."""
        pages = self._text.document().clone(self)
        cursor = QTextCursor(pages)
        cursor.select(QTextCursor.SelectionType.Document)
        black = QTextCharFormat()
        black.setForeground(QColor(Qt.GlobalColor.black))
        cursor.mergeCharFormat(black)
        pages.print_(printer)
        pages.deleteLater()


class Reader(QTextBrowser):
    """Shows our own words with their headings and tables; opens no address."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is loaded from anywhere."""
        return None

    def show_words(self, text: str) -> None:
        """Show a help text."""
        self.document().setDefaultFont(Look.now.font("body"))
        self.document().setDocumentMargin(16)
        kinds = QTextDocument.MarkdownFeature
        self.document().setMarkdown(text, kinds.MarkdownDialectGitHub | kinds.MarkdownNoHTML)
        self._dress()
        self.moveCursor(self.textCursor().MoveOperation.Start)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(round(620 * Look.now.scale))

    def _dress(self) -> None:
        """Headings in our own sizes, tables without a grid, lines with air between."""
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            spaced = block.blockFormat()
            spaced.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(spaced)
            if level := block.blockFormat().headingLevel():
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                heading = QTextCharFormat()
                heading.setProperty(QTextFormat.Property.FontSizeAdjustment.value, 0)
                heading.setFont(Look.now.font("title" if level == 1 else "section"))
                cursor.mergeCharFormat(heading)
            if table := cursor.currentTable():
                plain = table.format()
                plain.setBorder(0)
                plain.setCellPadding(4)
                table.setFormat(plain)
            block = block.next()


def found_text(typed: str) -> str:
    """What the help says with all these words in one paragraph, under the topics they stand in."""
    words = typed.casefold().split()
    parts: list[str] = []
    for name, title in TOPICS:
        found = [text for heading, text in _paragraphs(name) if all(w in f"{heading} {text}".casefold() for w in words)]
        if found:
            parts += [f"## [{title}]({name})", *found[:4]]
    return "\n\n".join(parts or ["# Nothing found", "Try one word, or only its beginning."])


def _paragraphs(topic: str) -> list[tuple[str, str]]:
    """The paragraphs of a topic, each with the heading it stands under; of the table of keys its lines."""
    if topic == "keys":
        return [("Keys", f"{key}: {what}") for key, what in (*keys(REGISTERS), *_TABLE_KEYS)]
    found, heading = [], ""
    for text in help_text(topic).split("\n\n"):
        if text.startswith("#"):
            heading = text.lstrip("# ")
        else:
            found.append((heading, text))
    return found


def help_text(topic: str) -> str:
    """The words of a topic."""
    if topic == "keys":
        lines = [f"| {key} | {what} |" for key, what in (*keys(REGISTERS), *_TABLE_KEYS)]
        return "\n".join(["# Keys", "", "| Key | What it does |", "| --- | --- |", *lines])
    return resource(f"help/{topic}.md").read_text(encoding="utf-8")
