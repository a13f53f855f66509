"""Help for each screen, offline, in the window itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.menus import keys
from workbench.gui.page import Page
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, Card, Label, column
from workbench.gui.widgets.parts import PageHead
from workbench.paths import resource

TOPICS = (
    ("home", "Home"),
    ("retention-schedule", "Retention schedule"),
    ("import", "Import a spreadsheet"),
    ("export-print", "Export and print"),
    ("find", "Find anything"),
    ("backup-restore", "Backup and restore"),
    ("settings", "Settings"),
    ("keys", "Keys"),
)


class HelpPage(Page):
    """One topic at a time; the list holds the others."""

    title, help_topic = "Help", "home"

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        down = column(self, PAGE, 10)
        down.addWidget(PageHead("Help", "Nothing here goes online.", self))
        label = Label("&Topic", self, "captionstrong")
        self._topics = ChoiceBox(self)
        self._topics.setMaximumWidth(320)
        for name, text in TOPICS:
            self._topics.addItem(text, name)
        self._topics.activated.connect(self._chosen)
        label.setBuddy(self._topics)
        down.addWidget(label)
        down.addWidget(self._topics)
        sheet = Card(self, (8, 8, 8, 8))
        self._text = _Reader(sheet)
        self._text.setAccessibleName("Help text")
        sheet.box.addWidget(self._text)
        down.addWidget(sheet, 1)
        Look.now.changed.connect(self._show)
        self._topic = "home"

    def arrive(self, about: object) -> None:
        """Show the help of a screen."""
        self._topic = about if isinstance(about, str) and about in dict(TOPICS) else self._topic
        self._topics.setCurrentIndex([name for name, _ in TOPICS].index(self._topic))
        self._show()
        self._text.setFocus()

    def standing(self) -> object:
        """The topic shown."""
        return self._topic

    def _chosen(self, place: int) -> None:
        self._topic = TOPICS[place][0]
        self._show()

    def _show(self) -> None:
        self._text.show_words(help_text(self._topic))


class _Reader(QTextBrowser):
    """Shows our own help; opens no address."""

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
        self.document().setTextWidth(self.viewport().width())
        self.moveCursor(self.textCursor().MoveOperation.Start)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.WidgetWidth)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)


def help_text(topic: str) -> str:
    """The words of a topic."""
    if topic == "keys":
        lines = [f"| {key} | {what} |" for key, what in keys()]
        own = [
            "| Enter or F2 in a table | Change this line |",
            "| Shift and click on a heading | Sort by a second column |",
        ]
        return "\n".join(["# Keys", "", "| Key | What it does |", "| --- | --- |", *lines, *own])
    return resource(f"help/{topic}.md").read_text(encoding="utf-8")
