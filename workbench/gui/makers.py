"""Which page belongs to which place; one that loads much is loaded when it is first wanted, not before Home shows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from workbench.gui.about import AboutPage
from workbench.gui.desk import Desk
from workbench.gui.found import FoundPage
from workbench.gui.helping import HelpPage
from workbench.gui.home.page import HomePage
from workbench.gui.page import Page
from workbench.gui.pages import PageMaker
from workbench.gui.printing import PrintPage
from workbench.gui.register.page import RegisterPage
from workbench.gui.register.pasting import PastePage
from workbench.gui.restoring import RestorePage
from workbench.gui.settings_page import SettingsPage
from workbench.gui.versions.adopting import AdoptPage
from workbench.gui.versions.page import VersionsPage
from workbench.gui.ways_in import WaysInPage

DISPOSAL = (
    *("due", "batch", "hold", "hold-series", "release", "rounds", "folder"),
    *("labels", "calendar", "code", "correct", "correct-answer", "enter-again"),
)


def register_page(desk: Desk, place: str, parent: QWidget) -> RegisterPage:
    """The page of the register named in a place."""
    return RegisterPage(desk, desk.register(place.partition("/")[2]), parent)


def import_page(desk: Desk, place: str, parent: QWidget) -> Page:
    """The import; what reads and writes workbooks is loaded when it is first wanted, not before Home shows."""
    from workbench.gui.importing.page import ImportPage

    return ImportPage(desk, place, parent)


def give_back_page(desk: Desk, place: str, parent: QWidget) -> Page:
    """Giving back; loaded when it is first wanted, as the import is."""
    from workbench.gui.givingback.page import GiveBackPage

    return GiveBackPage(desk, place, parent)


def disposal_page(desk: Desk, place: str, parent: QWidget) -> Page:
    """A page on the way from due to destroyed, loaded when it is first wanted."""
    from workbench.gui.disposal.batch import BatchPage
    from workbench.gui.disposal.calendars import CalendarPage
    from workbench.gui.disposal.codes import CodePage
    from workbench.gui.disposal.correcting import OF_CHECK, AgainPage, CorrectPage
    from workbench.gui.disposal.due import DuePage
    from workbench.gui.disposal.folder import FolderPage
    from workbench.gui.disposal.labelling import LabelsPage
    from workbench.gui.disposal.placing import HoldPage, SeriesHoldPage
    from workbench.gui.disposal.releasing import ReleasePage
    from workbench.gui.disposal.rounds import RoundsPage

    makers: Mapping[str, PageMaker] = {
        "due": DuePage,
        "batch": BatchPage,
        "hold": HoldPage,
        "hold-series": SeriesHoldPage,
        "release": ReleasePage,
        "rounds": RoundsPage,
        "folder": FolderPage,
        "labels": LabelsPage,
        "calendar": CalendarPage,
        "code": CodePage,
        "correct": CorrectPage,
        OF_CHECK: CorrectPage,
        "enter-again": AgainPage,
    }
    return makers[place](desk, place, parent)


def case_page(desk: Desk, place: str, parent: QWidget) -> Page:
    """The page of a file, or of a new one, loaded when it is first wanted."""
    from workbench.gui.cases.new import NewCasePage
    from workbench.gui.cases.page import CasePage

    return NewCasePage(desk, place, parent) if place.startswith("case-new/") else CasePage(desk, place, parent)


def reports_page(desk: Desk, place: str, parent: QWidget) -> Page:
    """The reports; what makes them is loaded when it is first wanted, not before Home shows."""
    from workbench.gui.reporting.page import ReportsPage

    return ReportsPage(desk, place, parent)


def figures_page(desk: Desk, place: str, parent: QWidget) -> Page:
    """The figures for the committee, loaded when they are first wanted."""
    from workbench.gui.figures.page import FiguresPage

    return FiguresPage(desk, place, parent)


def restored_page(desk: Desk, place: str, parent: QWidget) -> Page:
    """What stands after a backup was brought back; wanted seldom."""
    from workbench.gui.restored import RestoredPage

    return RestoredPage(desk, place, parent)


def page_makers() -> Mapping[str, PageMaker]:
    """How the page of each kind of place is made."""
    return {
        "home": HomePage,
        "register": register_page,
        "settings": SettingsPage,
        "about": AboutPage,
        "found": FoundPage,
        "help": HelpPage,
        "print": PrintPage,
        "paste": PastePage,
        "restore": RestorePage,
        "restored": restored_page,
        "ways-in": WaysInPage,
        "import": import_page,
        "versions": VersionsPage,
        "adopt": AdoptPage,
        "giveback": give_back_page,
        "case": case_page,
        "case-new": case_page,
        "reports": reports_page,
        "figures": figures_page,
        **dict.fromkeys(DISPOSAL, disposal_page),
    }
