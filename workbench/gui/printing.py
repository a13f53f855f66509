"""Pages before printing: the very PDF that is printed or saved, shown as pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench import clock, display
from workbench.editions import Edition, changes_title
from workbench.errors import Plain
from workbench.gui.asking import ask_save
from workbench.gui.desk import Desk
from workbench.gui.page import Page, Verbs
from workbench.gui.tasks import Task
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, Label, Scroll, column, row
from workbench.gui.widgets.buttons import button, picture_button
from workbench.gui.widgets.parts import PageHead
from workbench.records.query import Query
from workbench.records.store import Council
from workbench.records.versions import Adopted
from workbench.register import Register, within
from workbench.workflows import private
from workbench.workflows.cases import access
from workbench.workflows.progress import Progress

if TYPE_CHECKING:
    from workbench.reports.listing import Printed

SCREEN_DPI, PRINT_DPI = 96, 300
NOT_PRINTED = "The printer did not take the pages. Nothing was lost. See that it is on and has paper, and print again."


@dataclass(frozen=True)
class Wanted:
    """What is to come out: the records wanted, and the title of their view where it is not everything.

    `edition` is an adopted version in place of what stands now, `since` asks for what changed since a version.
    """

    register: Register
    query: Query
    view: str = ""
    edition: Edition | None = None
    since: Adopted | None = None

    @property
    def title(self) -> str:
        """What stands at its head."""
        return changes_title(self.register) if self.since else self.register.title

    @property
    def said(self) -> str:
        """What of the register it holds."""
        if self.since:
            return f"What changed since {within(self.since.words)}."
        whole = self.query.describe() or "Everything in the register, nothing filtered out."
        return self.edition.words if self.edition else whole

    @property
    def report(self) -> str:
        """The name of the report that prints it."""
        versions = self.register.versions
        return versions.changes_report if self.since and versions else self.register.name

    def write(self, council: Council, path: Path, progress: Progress) -> tuple[int, Sequence[str]]:
        """Write it as a PDF; how many pages, and what does not look as it should."""
        from workbench.reports import catalogue

        report = catalogue.report(self.report, [self.register])
        about = catalogue.Wanted(council, self.query, self.view, self.edition, self.since)
        printed = report.write(about, path, counting(progress, self.query, "Setting line"))
        return printed.pages, printed.remarks


class Printable(Protocol):
    """What can be shown as pages: its title, what it holds, and the way to write it as a PDF."""

    @property
    def title(self) -> str:
        """What stands at its head."""

    @property
    def said(self) -> str:
        """What it holds."""

    def write(self, council: Council, path: Path, progress: Progress) -> tuple[int, Sequence[str]]:
        """Write it as a PDF; how many pages, and what does not look as it should."""


@dataclass(frozen=True)
class Ready:
    """Pages of something else than a register: title, what is said of them, and what writes them upright.

    `exact` pages are printed at their very size, up to the edges; `workbook` writes the same as a workbook.
    """

    title: str
    said: str
    make: Callable[[Path], Printed]
    exact: bool = False
    workbook: Callable[[Path], object] | None = None

    def write(self, _council: Council, path: Path, _progress: Progress) -> tuple[int, Sequence[str]]:
        """Write it as a PDF; how many pages, and what does not look as it should."""
        printed = self.make(path)
        return printed.pages, printed.remarks


class Sheet(QWidget):
    """One page of paper on the screen, as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage, name: str) -> None:
        """Show a page."""
        self._image = image
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A page keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that goes with a width."""
        return round(width * self._image.height() / self._image.width()) if self._image.width() else width

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QColor(Look.now.tokens.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PrintPage(Page):
    """Preview, print, save as PDF."""

    title, help_topic, kept = "Print", "export-print", False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._wanted: Printable | None = None
        self._making: Task | None = None
        self._path: Path | None = None
        self._number, self._pages, self._across = 0, 0, True
        self._folder = private.room()
        down = column(self, PAGE, 12)
        self._head = PageHead("Print", "The pages are being made.", self)
        self._back_button = self._head.add(button("Back", self, self._back, kind="quiet", icon_name="arrow-left"))
        self._save = self._head.add(button("Save as PDF", self, self._ask_save, icon_name="download"))
        self._book = self._head.add(button("Save as workbook", self, self._ask_workbook, icon_name="download"))
        self._book.hide()
        self._print = self._head.add(button("Print", self, self._ask_print, kind="primary", icon_name="printer"))
        down.addWidget(self._head)
        across = row(gap=4)
        across.addStretch(1)
        across.addWidget(picture_button("Page before", "chevron-up", self, self._before))
        self._where = Label("", self, "body", "ink2")
        across.addWidget(self._where)
        across.addWidget(picture_button("Next page", "chevron-down", self, self._after))
        across.addStretch(1)
        down.addLayout(across)
        scroll = Scroll(self, (0, 0, 0, 12), 0)
        self._sheet = Sheet(scroll.inside)
        scroll.box.addWidget(self._sheet)
        scroll.box.addStretch(1)
        down.addWidget(scroll, 1)
        self.destroyed.connect(partial(private.forget, self._folder))

    def arrive(self, about: object) -> None:
        """Make the pages of what is wanted."""
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)
        if about is not None:
            self._wanted = wanted = cast(Printable, about)
            self._book.setVisible(isinstance(wanted, Ready) and wanted.workbook is not None)
            work = partial(_make, self.desk, wanted, self._folder / "pages.pdf")
            self._making = self.desk.tasks.run(work, self._made, failed=self._unmade, title="Making the pages")

    def leave(self) -> None:
        """Pages that are still being made are not wanted any longer."""
        if self._making:
            self._making.forget()

    def verbs(self) -> Verbs:
        """Print, and go from page to page."""
        ready: Verbs = {"print": self._ask_print, "next": self._after, "previous": self._before}
        return ready if self._pages else {}

    def standing(self) -> object:
        """What is to come out."""
        return self._wanted

    def count_text(self) -> str:
        """How many pages."""
        return display.count(self._pages, "page") if self._pages else ""

    def _made(self, made: tuple[Path, int, Sequence[str]]) -> None:
        self._making = None
        self._path, self._pages, remarks = made
        assert self._wanted is not None
        self._head.say(self._wanted.title, " ".join((self._wanted.said, *remarks)))
        self._show(0)
        self.verbs_changed.emit()
        self.counted.emit(self.count_text())

    def _unmade(self, error: BaseException) -> None:
        """Say on the page why there are none; what is no plain refusal goes to the window."""
        self._making = None
        if isinstance(error, Plain) and self._wanted:
            self._head.say(self._wanted.title, str(error))
            for part in (self._save, self._print, self._sheet):
                part.hide()
            self._back_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.desk.tasks.failed.emit(error)

    def _show(self, number: int) -> None:
        from workbench.reports.preview import Preview

        if self._path is None:
            return
        self._number = min(max(number, 0), self._pages - 1)
        dots = SCREEN_DPI * 1.4 * self.devicePixelRatioF()
        with Preview(self._path) as pages:
            image = QImage.fromData(pages.picture(self._number, dots).png)
            words = pages.text(self._number)
        self._across = image.width() > image.height()
        self._sheet.show_image(image, f"Page {self._number + 1} of {self._pages}")
        self._sheet.setAccessibleDescription(words)
        self._where.setText(f"Page {self._number + 1} of {self._pages}")

    def _before(self) -> None:
        self._show(self._number - 1)

    def _after(self) -> None:
        self._show(self._number + 1)

    def _back(self) -> None:
        self.desk.go("back")

    def _ask_save(self) -> None:
        if self._path is None or self._wanted is None:
            return
        if chosen := ask_save(self, "Save as PDF", self._proposed(self._wanted, ".pdf")):
            self.desk.tasks.run(partial(_copy, self._path, chosen), self._saved, title="Saving the PDF")

    def _ask_workbook(self) -> None:
        wanted = self._wanted
        if not isinstance(wanted, Ready) or wanted.workbook is None:
            return
        if chosen := ask_save(self, "Save as workbook", self._proposed(wanted, ".xlsx")):
            work = partial(_write_workbook, self.desk, wanted.workbook, chosen)
            self.desk.tasks.run(work, self._saved, title="Writing the workbook")

    def _proposed(self, wanted: Printable, ending: str) -> Path:
        name = f"{self.desk.store.council.name}, {within(wanted.title)}, {clock.today():%Y-%m-%d}{ending}"
        return Path(self.desk.settings.last_export_folder or Path.home()) / name

    def _saved(self, path: Path) -> None:
        self.desk.say(f"Saved as “{path.name}”.")

    def _ask_print(self) -> None:
        if self._path is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if self._across else QPageLayout.Orientation.Portrait
        )
        printer.setFullPage(isinstance(self._wanted, Ready) and self._wanted.exact)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._pages)
        if dialog.exec():
            work = partial(_sent, self._path.read_bytes(), printer)
            self.desk.tasks.run(work, self._sent, title="Printing")
        dialog.deleteLater()

    def _sent(self, pages: int) -> None:
        self.desk.say(f"{display.count(pages, 'page')} sent to the printer.")


def print_pages(source: Path | bytes, printer: QPrinter, progress: Progress | None = None) -> int:
    """Paint the pages of a PDF on a printer, on any thread; says how many. Plain where the printer takes none."""
    from workbench.reports.preview import Preview

    first, last = printer.fromPage() or 1, printer.toPage()
    painter = QPainter(printer)
    if not painter.isActive():
        raise Plain(NOT_PRINTED)
    try:
        with Preview(source) as pages:
            chosen = range(first - 1, min(last or len(pages), len(pages)))
            for place, number in enumerate(chosen):
                if progress:
                    progress.step(place, len(chosen), f"Page {place + 1} of {len(chosen)}")
                if place and not printer.newPage():
                    raise Plain(NOT_PRINTED)
                image = QImage.fromData(pages.picture(number, PRINT_DPI).png)
                painter.drawImage(_fitting(image, painter.viewport().width(), painter.viewport().height()), image)
    finally:
        painter.end()
    return len(chosen)


def print_and_forget(window: QWidget, write: Callable[[Path], object]) -> bool:
    """Ask for a printer and print what `write` makes, without leaving a file behind; whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, window)
    wanted = bool(dialog.exec())
    if wanted:
        folder = private.room()
        try:
            write(folder / "sheet.pdf")
            print_pages(folder / "sheet.pdf", printer)
        finally:
            private.forget(folder)
    dialog.deleteLater()
    return wanted


def _sent(pages: bytes, printer: QPrinter, progress: Progress) -> int:
    """The pages as they were when Print was pressed: the page shown may be left meanwhile."""
    return print_pages(pages, printer, progress)


def _fitting(image: QImage, width: int, height: int) -> QRectF:
    scale = min(width / image.width(), height / image.height())
    return QRectF(0, 0, image.width() * scale, image.height() * scale)


def counting(progress: Progress, query: Query, words: str) -> Callable[[int], None]:
    """Tell how many of the records wanted are done, for outlets that only count."""
    of = query.count()
    return lambda done: progress.step(done, of, f"{words} {done:,} of {of:,}")


def _make(desk: Desk, wanted: Printable, path: Path, progress: Progress) -> tuple[Path, int, Sequence[str]]:
    left: tuple[str, ...] = ()
    if isinstance(wanted, Wanted) and not (wanted.edition or wanted.since):
        query = wanted.query
        left = access.leave(desk.store, wanted.register.name, access.LISTED, query.fields, query.ids())
    pages, remarks = wanted.write(desk.store.council, path, progress)
    return path, pages, (*left, *remarks)


def _write_workbook(desk: Desk, write: Callable[[Path], object], target: Path, _: Progress) -> Path:
    from workbench.workflows.ownworkbooks import spare

    spare(desk.store, target)
    write(target)
    return target


def _copy(source: Path, target: Path, _: Progress) -> Path:
    from workbench.saving import saved_as

    with saved_as(target, "PDF") as unfinished:
        unfinished.write_bytes(source.read_bytes())
    return target
