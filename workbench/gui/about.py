"""About: version, whose work is in it, and where the sample comes from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench import __version__
from workbench.gui.desk import Desk
from workbench.gui.helping import Reader
from workbench.gui.page import Page
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, column
from workbench.gui.widgets.parts import PageHead
from workbench.paths import resource

LINES = (
    ("What it is", "Information governance for a small council: retention schedule, and all that follows from it."),
    ("Where your records are", "In one encrypted file in the council’s own folder. Nothing ever goes online."),
    (
        "The sample",
        """The sample schedule comes from a public notice of Kirklees Council (customer service, appendices 1 and 2).
The names in the sample are made up.""",
    ),
    ("Licence", "MIT. You may use, copy and change it freely."),
    ("Icons", "Lucide, ISC licence, with parts of Feather, MIT licence."),
)


class AboutPage(Page):
    """Facts about the program."""

    title, help_topic = "About", "home"

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        down = column(self, PAGE, 12)
        down.addWidget(PageHead("Governance Workbench", f"Version {__version__}", self))
        scroll = Scroll(self)
        down.addWidget(scroll, 1)
        facts = Card(scroll.inside, SHEET, 4)
        for title, text in LINES:
            facts.box.addWidget(Label(title, facts, "captionstrong"))
            facts.box.addWidget(Label(text, facts, wrap=True))
            facts.box.addSpacing(8)
        scroll.box.addWidget(facts)
        others = Card(scroll.inside, SHEET, 8)
        others.box.addWidget(Label("Work of others in this program", others, "section"))
        box = Reader(others)
        box.show_words(notices())
        box.setAccessibleName("Work of others in this program")
        box.setMinimumHeight(260)
        others.box.addWidget(box)
        scroll.box.addWidget(others)
        scroll.box.addStretch(1)


def notices() -> str:
    """The notices of other people's work, beside our resources or at the head of the source tree."""
    places = (resource("THIRD-PARTY.md"), resource().parent / "THIRD-PARTY.md", resource("icons/LICENSE-lucide.txt"))
    return "\n\n".join(place.read_text(encoding="utf-8") for place in places if place.is_file())
