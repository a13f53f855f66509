"""A file in the window: documents and e-mails, the dark band, typing that stays, a whole request and complaint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from tests.gui.conftest import OpenCouncil, write
from workbench import clock, paths
from workbench.errors import Plain
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.gui.found import FoundPage
from workbench.gui.register.page import RegisterPage
from workbench.records import attachments, record
from workbench.records.attachments import Owner
from workbench.records.database import database
from workbench.records.store import Store
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.parts import ACTION, ENTRY, PARTY
from workbench.registers.complaints import Complaint
from workbench.registers.holdings import Holding
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows import disposal, holds, workingcopies
from workbench.workflows.cases import access, closing, joining, keeping, opening
from workbench.workflows.disposal import Authority, Doing

DAY = dt.date(2026, 4, 21)
SERIES = 2  # complaint files, two years from closure
MAIL = (
    "From: Zebedee Quillfeather <zq@example.org>\nSent: 20 April 2026 09:15\nTo: clerk@example.org\n"
    "Subject: My records\n\nPlease send me what you hold about my plot."
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


def request(store: Store, **more: Any) -> int:
    """An access request of Zebedee Quillfeather."""
    values = {"right": "access", "requester": "Zebedee Quillfeather", "received": dt.date(2026, 4, 1)}
    return opening.open_case(store, "rights-requests", {**values, "series": SERIES, **more}).case


def complaint(store: Store, **more: Any) -> int:
    """A complaint of Zebedee Quillfeather."""
    values = {"kind": "complaint", "subject": "Plot let too early", "received": dt.date(2026, 4, 2)}
    whole = {**values, "complainant": "Zebedee Quillfeather", "series": SERIES, **more}
    return opening.open_case(store, "complaints", whole).case


def values_of(model: Any, number: int) -> dict[str, Any]:
    """A record as it stands."""
    return record.values_of(model, [number])[number]


def eml(folder: Path, sender: str = "Zebedee Quillfeather <zq@example.org>", to: str = "clerk@example.org") -> Path:
    """A saved e-mail with a letter enclosed."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "My records"
    mail["Date"] = "Mon, 20 Apr 2026 09:15:00 +0000"
    mail.set_content("Please send me what you hold.")
    mail.add_attachment(b"%PDF-1.4 made up", maintype="application", subtype="pdf", filename="letter.pdf")
    path = folder / "request.eml"
    path.write_bytes(mail.as_bytes())
    return path


def said(page: Any) -> str:
    """Every word that is shown."""
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def step(page: CasePage) -> str:
    """The step that is shown."""
    assert page.pane.step is not None
    return page.pane.step.title


def entries(register: str, case: int) -> list[dict[str, Any]]:
    """What stands on the timeline by hand or e-mail."""
    return list(keeping.parts(ENTRY, register, case).values())


def test_a_dropped_email_stands_on_the_timeline_and_is_kept_with_what_came_with_it(
    council: OpenCouncil, tmp_path: Path
) -> None:
    case = request(council.store, contact="zq@example.org")
    page: CasePage = council.page("case/rights-requests", case)
    data = QMimeData()
    empty = tmp_path / "empty.pdf"
    empty.touch()
    data.setUrls([QUrl.fromLocalFile(str(eml(tmp_path))), QUrl.fromLocalFile(str(empty))])
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *none))
    [entry] = entries("rights-requests", case)
    assert (entry["kind"], entry["day"], entry["what"]) == ("in", dt.date(2026, 4, 20), "My records")
    assert entry["sender"] == "Zebedee Quillfeather <zq@example.org>"
    assert entry["words"] == "Please send me what you hold."
    kept = attachments.of(Owner("rights-requests", case))
    assert [one.name for one in kept] == ["request.eml", "letter.pdf"]
    assert b"".join(attachments.read(kept[1].id)) == b"%PDF-1.4 made up"
    assert "“empty.pdf” is empty (0 bytes)" in said(page)
    assert "Documents, 2" in [b.text() for b in page.view.middle.choice.buttons()]
    assert "My records" in said(page.view.timeline)
    council.desk.undo()
    assert not entries("rights-requests", case)
    assert not attachments.of(Owner("rights-requests", case))


def test_what_came_in_an_email_and_cannot_be_kept_is_named_with_it(council: OpenCouncil, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Zebedee Quillfeather <zq@example.org>", "Three letters"
    mail.set_content("Enclosed.")
    for name, content in (("one.pdf", b"%PDF-1.4 one"), ("two.pdf", b""), ("three.pdf", b"")):
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    path = tmp_path / "letters.eml"
    path.write_bytes(mail.as_bytes())
    case = request(council.store)
    page: CasePage = council.page("case/rights-requests", case)
    page.view.middle.turn(1)
    page.papers.add([path])
    assert "In the e-mail “letters.eml”: “two.pdf” is empty (0 bytes)." in said(page)
    assert "Also not added: In the e-mail “letters.eml”: “three.pdf” is empty (0 bytes)." in said(page)


def test_a_letter_to_the_person_went_out(council: OpenCouncil, tmp_path: Path) -> None:
    case = request(council.store, contact="zq@example.org")
    page: CasePage = council.page("case/rights-requests", case)
    page.papers.add([eml(tmp_path, "clerk@example.org", "zq@example.org")])
    assert [entry["kind"] for entry in entries("rights-requests", case)] == ["out"]


def test_copied_words_of_an_email_are_taken_with_one_key(council: OpenCouncil) -> None:
    case = complaint(council.store)
    page: CasePage = council.page("case/complaints", case)
    QGuiApplication.clipboard().setText(MAIL)
    QTest.keyClick(page.steps, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    [entry] = entries("complaints", case)
    assert (entry["sender"], entry["what"]) == ("Zebedee Quillfeather <zq@example.org>", "My records")


def test_a_damaged_email_is_named_and_nothing_is_added(council: OpenCouncil, tmp_path: Path) -> None:
    case = complaint(council.store)
    page: CasePage = council.page("case/complaints", case)
    bad = tmp_path / "bad.msg"
    bad.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600)
    page.papers.add([bad])
    page.view.middle.turn(1)
    assert "“bad.msg” is damaged and cannot be read as an e-mail." in said(page)
    assert not entries("complaints", case)
    assert not attachments.of(Owner("complaints", case))


class Strokes(QObject):
    """Counts the keys that are pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is; a modifier held down counts as a press too."""
        here = QApplication.focusWidget() or QApplication.activeWindow()
        assert here is not None
        self.number += 1 + (modifiers != Qt.KeyboardModifier.NoModifier)
        QTest.keyClick(here, key, modifiers)


@pytest.fixture
def keys(council: OpenCouncil) -> Strokes:
    """A keyboard in the window."""
    council.window.activateWindow()
    QApplication.processEvents()
    return Strokes()


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def never_chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing is chosen where a file is asked for; the titles of the questions."""
    asked = list[str]()

    def choose(_: QWidget, title: str, *_more: str) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    return asked


def test_a_saved_email_is_chosen_by_key(council: OpenCouncil, keys: Strokes, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = never_chosen(monkeypatch)
    council.page("case-new/rights-requests")
    keys.press(Qt.Key.Key_A, CTRL | SHIFT)
    assert asked == ["Take from an e-mail"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("register", ["rights-requests", "complaints"])
def test_the_button_offers_a_saved_email_and_one_that_was_copied_by_keys_alone(
    council: OpenCouncil, keys: Strokes, monkeypatch: pytest.MonkeyPatch, register: str
) -> None:
    asked = never_chosen(monkeypatch)
    page: NewCasePage = council.page(f"case-new/{register}")
    page.mail.button.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert [action.text().replace("&", "") for action in page.mail.menu.actions()] == [
        "A saved e-mail…\tCtrl+Shift+A",
        "The e-mail that you copied\tCtrl+Shift+M",
    ]
    QTest.keyClick(page.mail.menu, Qt.Key.Key_Return)
    assert asked == ["Take from an e-mail"]
    assert page.taken.letter is None, "the control: nothing is taken unless it is chosen"
    QGuiApplication.clipboard().setText(MAIL)
    page.mail.button.setFocus()
    keys.press(Qt.Key.Key_Return)
    QTest.keyClick(page.mail.menu, Qt.Key.Key_Down)
    QTest.keyClick(page.mail.menu, Qt.Key.Key_Return)
    assert len(asked) == 1
    who = page._values["complainant" if register == "complaints" else "requester"]
    assert who == "Zebedee Quillfeather"


def test_a_request_is_logged_from_an_email_in_under_sixty_key_presses(council: OpenCouncil, keys: Strokes) -> None:
    QGuiApplication.clipboard().setText(MAIL)
    council.page("register/rights-requests")
    keys.press(Qt.Key.Key_N, CTRL)
    page = council.here(NewCasePage)
    keys.press(Qt.Key.Key_M, CTRL | SHIFT)
    keys.press(Qt.Key.Key_Down)  # access to personal data
    keys.press(Qt.Key.Key_Tab)
    while not page.touches.hasFocus():
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, CTRL)
    shown = council.here(CasePage)
    assert keys.number < 60
    values = values_of(RightsRequest, int(str(shown.standing())))
    assert (values["right"], values["requester"], values["contact"]) == (
        "access", "Zebedee Quillfeather", "zq@example.org",
    )  # fmt: skip
    assert (values["received"], values["channel"]) == (dt.date(2026, 4, 20), "email")
    assert values["scope"] == "My records\n\nPlease send me what you hold about my plot."
    assert [entry["what"] for entry in entries("rights-requests", shown.present.number)] == ["My records"]
    assert len(holds.of_case("rights-requests", shown.present.number)) == 1
    assert council.desk.drafts.of("rights-requests") is None


def test_a_chosen_email_fills_a_new_complaint_and_what_was_typed_stays(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = (str(eml(tmp_path)), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    page: NewCasePage = council.page("case-new/complaints")
    page.form.begin("subject")
    write("Plot 7")
    page.taken.choose()
    page._values["kind"] = "complaint"
    assert page._values["subject"] == "Plot 7"
    assert (page._values["complainant"], page._values["details"]) == (
        "Zebedee Quillfeather", "Please send me what you hold.",
    )  # fmt: skip
    assert "with 1 attachment" in said(page)
    page.form.show_values(page._values)
    page.do()
    case = council.here(CasePage).present.number
    assert [one.name for one in attachments.of(Owner("complaints", case))] == ["request.eml", "letter.pdf"]


def after_a_crash(council: OpenCouncil, place: str) -> NewCasePage:
    """The program ended without a word, and was begun again: nothing is left of the session, the folder was swept."""
    council.page("home")
    council.window.pages._drop(place)
    council.desk.session.letters.clear()
    workingcopies.sweep()
    council.page(place)
    return council.here(NewCasePage)


def test_an_email_taken_for_a_file_is_offered_again_after_a_crash(council: OpenCouncil, tmp_path: Path) -> None:
    place, path = "case-new/complaints", eml(tmp_path)
    page: NewCasePage = council.page(place)
    page.taken.take(path)
    original = path.read_bytes()
    path.unlink()
    again = after_a_crash(council, place)
    assert again is not page
    assert "From the e-mail of Zebedee Quillfeather" in again.taken.title.text()
    again._values |= {"kind": "complaint", "subject": "Plot 7"}
    again.form.show_values(again._values)
    again.do()
    case = council.here(CasePage).present.number
    kept = attachments.of(Owner("complaints", case))
    assert [one.name for one in kept] == ["request.eml", "letter.pdf"]
    assert b"".join(attachments.read(kept[0].id)) == original
    assert after_a_crash(council, place).taken.isHidden(), "it is in its file now"


def test_a_saved_email_is_chosen_by_a_key_that_means_nothing_else(
    council: OpenCouncil, keys: Strokes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = (str(eml(tmp_path)), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    page: NewCasePage = council.page("case-new/complaints")
    keys.press(Qt.Key.Key_A, CTRL | SHIFT)
    assert council.here(NewCasePage) is page
    assert page.taken.isVisible()


def test_an_email_that_is_let_go_is_gone_and_pasted_words_come_back_as_well(council: OpenCouncil) -> None:
    place = "case-new/rights-requests"
    page: NewCasePage = council.page(place)
    QGuiApplication.clipboard().setText(MAIL)
    page.taken.paste()
    again = after_a_crash(council, place)
    assert "Zebedee Quillfeather" in again.taken.title.text()
    again.taken.let_go()
    assert after_a_crash(council, place).taken.isHidden()
    assert not list(paths.private_dir().rglob("e-mail"))


def test_what_is_no_email_is_said_and_nothing_is_lost(council: OpenCouncil, tmp_path: Path) -> None:
    page: NewCasePage = council.page("case-new/complaints")
    page.form.begin("subject")
    write("Plot 7")
    other = tmp_path / "notes.eml"
    other.write_text("only words")
    page.taken.take(other)
    assert "“notes.eml” is not an e-mail." in said(page)
    page.taken.take(tmp_path / "gone.eml")
    assert "“gone.eml” is no longer where it was." in said(page)
    assert page.form.values()["subject"] == "Plot 7"


def test_the_key_that_opens_a_file_pressed_twice_marks_no_step_of_it(council: OpenCouncil, keys: Strokes) -> None:
    page: NewCasePage = council.page("case-new/complaints")
    page.form.begin("subject")
    write("Noise at the hall")
    page.form.begin("kind")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, CTRL)
    shown = council.here(CasePage)
    assert step(shown) == "Acknowledge it"
    case = int(str(shown.standing()))
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["acknowledged"] is None, "nothing was sent"
    shown._made.invalidate()  # a moment later
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["acknowledged"] == DAY, "the control"


def test_a_new_file_stays_a_draft(council: OpenCouncil) -> None:
    page: NewCasePage = council.page("case-new/complaints")
    page.form.begin("subject")
    write("Plot 7")
    council.page("home")
    council.window.pages._drop("case-new/complaints")
    again: NewCasePage = council.page("case-new/complaints")
    assert again is not page
    assert again.form.values()["subject"] == "Plot 7"


def test_what_cannot_be_read_stays_when_the_page_is_left(council: OpenCouncil) -> None:
    case = request(council.store)
    page: CasePage = council.page("case/rights-requests", case)
    page.steps.stand(0)
    page.pane.begin("acknowledged")
    write("31 June")
    council.page("home")
    council.window.pages._drop("case/rights-requests")
    again: CasePage = council.page("case/rights-requests", case)
    again.steps.stand(0)
    assert again.pane.form.fields["acknowledged"].editor.words() == "31 June"
    assert not council.desk.session.all_kept
    again.pane.begin("acknowledged")
    again.pane.form.fields["acknowledged"].editor.take_back()
    again.steps.setFocus()
    council.desk.session.typed.clear()


def test_a_day_before_receipt_is_named_beside_its_box_and_kept_nowhere(council: OpenCouncil) -> None:
    case = request(council.store)
    page: CasePage = council.page("case/rights-requests", case)
    page.steps.stand(0)
    page.pane.begin("acknowledged")
    write("1 March 2026")
    page.steps.setFocus()
    assert "cannot be before it was received" in page.pane.form.fields["acknowledged"].said
    assert values_of(RightsRequest, case)["acknowledged"] is None
    page.pane.begin("acknowledged")
    Strokes().press(Qt.Key.Key_Escape)
    assert page.steps.hasFocus()
    assert council.desk.session.all_kept


def test_news_of_what_was_done_go_when_something_is_refused(council: OpenCouncil) -> None:
    page: CasePage = council.page("case/complaints", complaint(council.store))
    bar = council.window.passing

    def done() -> None:
        council.desk.say("Done: Log it.", "Undo", council.desk.undo)
        assert bar.isVisible()

    done()
    page.papers.trouble.say("Kept.", "", well=True)
    assert bar.isVisible(), "the control: that is no refusal"
    page.acts._failed(Plain("This cannot be done. Nothing was changed."))
    assert page.stop.isVisible()
    assert not bar.isVisible()
    done()
    page.papers.trouble.say("Not kept.", "It is damaged.")
    assert not bar.isVisible()
    done()
    page.pane.begin("acknowledged")
    write("1 March 2026")
    page.steps.setFocus()
    assert "cannot be before it was received" in page.pane.form.fields["acknowledged"].said
    assert not bar.isVisible()
    fresh: NewCasePage = council.page("case-new/complaints")
    done()
    fresh.do()
    assert fresh.summary.isVisible()
    assert not bar.isVisible()
    council.desk.say("Nothing to paste here.", well=False)
    fresh.do()
    assert bar.isVisible(), "another refusal is not taken away"
    council.desk.session.typed.clear()


def test_a_form_that_was_begun_waits_with_its_own_file(council: OpenCouncil) -> None:
    one, other = complaint(council.store), complaint(council.store, subject="Noise")
    page: CasePage = council.page("case/complaints", one)
    page.view.timeline.begin()
    page.view.timeline.asking.form.focus_field("what")
    write("Rang about the plot")
    council.page("case/complaints", other)
    assert page.view.timeline.asking.isHidden()
    council.page("case/complaints", one)
    assert page.view.timeline.asking.form.values()["what"] == "Rang about the plot"


@pytest.fixture
def stranger(council: OpenCouncil) -> Iterator[OpenCouncil]:
    """Somebody else reads."""
    before = database.obj.reader
    yield council
    database.obj.reader = before


def test_a_restricted_file_has_a_dark_band_with_who_opened_it(council: OpenCouncil) -> None:
    case = complaint(council.store, readers=NAMED, named="Clerk")
    page: CasePage = council.page("case/complaints", case)
    assert page.band.isVisible()
    assert "Named people only: Clerk. Each opening, print, export and letter is recorded." in said(page.band)
    assert [who for who, *_ in access.openings("complaints", case)] == ["Clerk"]
    page.band.who.click()
    assert "Clerk, " in page.band.opened.text()
    other = complaint(council.store, subject="Noise")
    council.page("case/complaints", other)
    assert not page.band.isVisible()


class Waiting(Executor):
    """An executor that does nothing until it is told to, as a busy worker."""

    def __init__(self) -> None:
        self.work: list[Callable[[], object]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Keep it for later."""
        self.work.append(partial(fn, *args, **kwargs))
        return Future()

    def do(self) -> None:
        """Do what was asked for, in its order."""
        while self.work:
            self.work.pop(0)()


def test_nothing_of_a_restricted_file_is_shown_before_its_opening_is_recorded(
    council: OpenCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, other = complaint(council.store, readers=NAMED, named="Clerk"), complaint(council.store, subject="Noise")
    later = Waiting()
    monkeypatch.setattr(council.desk.tasks, "_executor", later)
    page: CasePage = council.page("case/complaints", case)
    for _ in range(2):
        page.refresh(frozenset())
        assert "This file is being opened." in said(page)
        assert "Plot let too early" not in said(council.window)
        assert page.verbs() == {}
    assert access.openings("complaints", case) == []
    later.do()
    assert "Plot let too early." in said(page)
    assert page.steps.hasFocus() or not council.window.isActiveWindow()
    assert len(access.openings("complaints", case)) == 1
    page.refresh(frozenset())
    assert len(access.openings("complaints", case)) == 1, "looked at again, it is open already"
    council.page("case/complaints", other)
    council.page("case/complaints", case)
    council.page("case/complaints", other)
    later.do()
    assert "Noise." in said(page)
    assert "Plot let too early" not in said(page)


def test_a_restricted_file_that_cannot_be_recorded_stays_shut_whatever_changes(
    council: OpenCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = complaint(council.store, readers=NAMED, named="Clerk")
    monkeypatch.setattr(council.store, "read_only", True)
    page: CasePage = council.page("case/complaints", case)
    page.refresh(frozenset())
    council.page("case/complaints", case)
    assert "nothing can be recorded while the files are open to read only" in said(page)
    assert "Plot let too early" not in said(page)


def test_every_time_a_restricted_file_is_opened_is_recorded_and_no_list_shows_it_in_passing(
    council: OpenCouncil,
) -> None:
    case = complaint(council.store, readers=NAMED, named="Clerk", details="Quillfeather was told twice")
    messages: list[str] = []
    council.desk.said.connect(lambda message: messages.append(message.text))
    shown: RegisterPage = council.page("register/complaints", case)
    assert shown.listing.table.current_id() == case
    assert "told twice" not in said(shown)
    assert shown.recording.number is None
    assert messages == ["For named people only: press Enter to open the file, which is recorded."]
    assert not access.openings("complaints", case)
    for times in (1, 2):
        council.page("case/complaints", case)
        assert len(access.openings("complaints", case)) == times
        council.page("home")
    other = complaint(council.store, subject="Noise")
    shown = council.page("register/complaints", other)
    assert shown.recording.number == other


def test_others_see_nothing_of_a_restricted_file_anywhere(stranger: OpenCouncil) -> None:
    council = stranger
    case = complaint(council.store, readers=NAMED, named="Clerk")
    database.obj.reader = "Somebody Else"
    page: CasePage = council.page("case/complaints", case)
    assert "This file is restricted to named people" in said(page)
    assert not page.band.isVisible()
    assert page.verbs() == {}
    for place, about in (
        ("case/complaints", case), ("home", None), ("register/complaints", None), ("found", "Quillfeather"),
        ("register/complaints", case), ("found", "Plot let"),
    ):  # fmt: skip
        shown = council.page(place, about)
        words = [said(council.window), council.window.windowTitle(), shown.title, shown.count_text()]
        assert "Plot let too early" not in "\n".join(words), place
        assert "Quillfeather" not in said(shown).replace("“Quillfeather”", ""), place
    new: NewCasePage = council.page("case-new/complaints")
    twice = {"complainant": "Zebedee Quillfeather", "received": dt.date(2026, 4, 2)}
    assert opening.likely_twice(new.file, twice) == []
    assert access.openings("complaints", case) == []


def test_closing_goes_to_what_is_missing_and_opening_again_asks_why(council: OpenCouncil) -> None:
    case = request(council.store, series=None)
    page: CasePage = council.page("case/rights-requests", case)
    page.acts.close()
    assert "Choose the outcome of RR-2026/001 first" in page.stop.title.text()
    assert step(page) == "Answer"
    keeping.change(council.store, "rights-requests", case, {"outcome": "full", "answered": DAY, "method": "post"})
    page.refresh(frozenset())
    with council.store.operation("No line", "edit") as operation:
        record.change(RightsRequest, {case: {"series": None}}, operation.id)
    page.refresh(frozenset())
    page.acts.close()
    assert step(page) == "Close the file"
    keeping.change(council.store, "rights-requests", case, {"series": SERIES})
    page.refresh(frozenset())
    page.acts.close()
    assert page.pane.ending.reason.hasFocus()
    QTest.keyClicks(page.pane.ending.reason, "Answered by telephone")
    page.acts.close()
    assert values_of(RightsRequest, case)["closed_on"] == DAY
    page._reopen.click()
    QTest.keyClick(page.again.reason, Qt.Key.Key_Return)
    assert values_of(RightsRequest, case)["closed_on"] == DAY
    QTest.keyClicks(page.again.reason, "They wrote again")
    QTest.keyClick(page.again.reason, Qt.Key.Key_Return)
    assert values_of(RightsRequest, case)["closed_on"] is None
    assert "File opened again: They wrote again" in said(page.view.timeline)
    council.desk.undo()
    assert values_of(RightsRequest, case)["closed_on"] == DAY


def test_enter_in_the_table_opens_the_file(council: OpenCouncil) -> None:
    case = complaint(council.store)
    page = council.page("register/complaints")
    page.listing.reload()
    page.listing.table.pick(case)
    QTest.keyClick(page.listing.table, Qt.Key.Key_Return)
    assert council.here(CasePage).standing() == case


def test_holds_are_released_from_the_file(council: OpenCouncil) -> None:
    values = {"right": "access", "requester": "A", "received": DAY, "series": SERIES}
    case = opening.open_case(council.store, "rights-requests", values, [1]).case
    page: CasePage = council.page("case/rights-requests", case)
    page.view.about.release.click()
    assert council.window.pages.place == "release"


def test_who_does_an_action_and_the_file_it_belongs_to_are_two_things(council: OpenCouncil) -> None:
    case = complaint(council.store)
    keeping.add_part(council.store, ACTION, "complaints", case, {"what": "Check end days", "doer": "Officer 1"})
    [action] = keeping.parts(ACTION, "complaints", case).values()
    assert (action["doer"], action["owner"]) == ("Officer 1", case)


def destroy(council: OpenCouncil, register: str, case: int, monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """Its period is over: due, batch, authorised, carried out."""
    monkeypatch.setattr(clock, "today", lambda: day)
    holding = closing.holding_of(register, case)
    assert holding in list(disposal.due(day))
    number = disposal.freeze(council.store, "Files", [holding])
    disposal.authorise(council.store, number, Authority("Chair"))
    disposal.carry_out(council.store, number, Doing("deleted", "Clerk"))


def gone(council: OpenCouncil, register: str, case: int, words: str) -> None:
    """No route leads to it any more."""
    for place, about in ((f"case/{register}", case), (f"register/{register}", case), ("found", words), ("home", None)):
        shown = council.page(place, about)
        assert words not in said(shown).replace(f"“{words}”", ""), place
    council.window.pages.back()
    page: CasePage = council.page(f"case/{register}", case)
    assert "This file is no longer there" in said(page)
    assert page.verbs() == {}
    assert isinstance(council.page("found", words), FoundPage)
    assert not attachments.of(Owner(register, case))


def all_the_same(page: CasePage, keys: Strokes) -> None:
    """Go on without what is missing."""
    while not page.pane.all_the_same.hasFocus():
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Space)


def choose(keys: Strokes, steps: int = 1) -> None:
    """Choose so many answers further down, and go on."""
    for _ in range(steps):
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Tab)


def test_a_whole_request_is_walked_by_keyboard_until_it_is_gone(
    council: OpenCouncil, keys: Strokes, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText(MAIL)
    page: CasePage = council.page("case/rights-requests", request(council.store, contact="zq@example.org"))
    case = page.present.number
    keys.press(Qt.Key.Key_V, CTRL)
    assert [entry["what"] for entry in entries("rights-requests", case)] == ["My records"]
    walk = (
        ("Make sure who is asking", "identity", "known"),
        ("Agree what is wanted", "clear", "clear"),
        ("Decide whether to go ahead", "go_ahead", "yes"),
    )
    for title, field, answer in walk:
        assert page._next.text() == title
        page.steps.setFocus()
        keys.press(Qt.Key.Key_Return)  # into the boxes
        options = [code for code, _ in page.present.file.register.by_name[field].options]
        choose(keys, options.index(answer) + 1)
        assert page.present.values[field] == answer
        keys.press(Qt.Key.Key_Return, CTRL)
    assert step(page) == "Search the places"
    keys.press(Qt.Key.Key_Return, CTRL)
    all_the_same(page, keys)  # no place to search is entered
    assert page.present.values["searched_on"] == DAY
    assert step(page) == "Check other people’s details"
    choose(keys, 1)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert step(page) == "Answer"
    page.pane.begin("outcome")
    choose(keys, 1)
    page.pane.begin("rights_told")
    keys.press(Qt.Key.Key_Space)
    page.pane.begin("answered")
    write("21 Apr 2026")
    keys.press(Qt.Key.Key_Return, CTRL)
    all_the_same(page, keys)  # its four parts stand in the letter alone
    assert page.present.values["answered"] == DAY
    assert step(page) == "Close the file"
    page.steps.setFocus()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.present.values["closed_on"] is None, "what was left out is named once more"
    write("Nothing else holds it")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.present.values["closed_on"] == DAY
    destroy(council, "rights-requests", case, monkeypatch, dt.date(2028, 4, 22))
    gone(council, "rights-requests", case, "Quillfeather")


def test_a_whole_complaint_is_walked_by_keyboard_until_it_is_gone(
    council: OpenCouncil, keys: Strokes, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = complaint(council.store)
    page: CasePage = council.page("case/complaints", case)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.present.values["acknowledged"] == DAY
    assert step(page) == "Ask about confidentiality"
    choose(keys, 1)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert step(page) == "Choose the way"
    choose(keys, [code for code, _ in Complaint.stage.options].index("stage1") + 1)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert step(page) == "Look into it"
    keys.press(Qt.Key.Key_N, CTRL)
    write("Officer 1")
    keys.press(Qt.Key.Key_Tab)
    choose(keys, 3)
    keys.press(Qt.Key.Key_Return)
    if page.pane._lists[PARTY.name].asks():
        page.pane._lists[PARTY.name].asking.ask()
    assert [party["name"] for party in keeping.parts(PARTY, "complaints", case).values()] == ["Officer 1"]
    page.pane.begin("found")
    write("The plot was let a month too early")
    keys.press(Qt.Key.Key_Return, CTRL)
    all_the_same(page, keys)  # the officer is on leave
    assert step(page) == "Send the stage 1 reply"
    page.pane.begin("outcome")
    choose(keys, 1)
    page.pane.begin("reasons")
    write("The list was not looked at")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert step(page) == "Actions and lessons"
    page.pane.begin("lessons")
    write("Look at the list")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert step(page) == "Close the file"
    page.steps.setFocus()
    keys.press(Qt.Key.Key_Return, CTRL)
    write("The officer has left")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["closed_on"] == DAY
    council.page("home")
    destroy(council, "complaints", case, monkeypatch, dt.date(2028, 4, 22))
    assert not [h for h in record.values_of(Holding, [1]).values() if h["description"].startswith("Complaint")]
    gone(council, "complaints", case, "Quillfeather")


def test_every_kept_word_can_be_taken_back_and_made_again(council: OpenCouncil) -> None:
    case = request(council.store)
    page: CasePage = council.page("case/rights-requests", case)
    page.acts.save("identity", "known")
    assert step(page) == "Make sure who is asking"
    council.desk.undo()
    assert page.present.values["identity"] == ""
    council.desk.redo()
    assert page.present.values["identity"] == "known"


def test_the_councils_days_are_set_by_hand_and_a_word_among_them_is_named(council: OpenCouncil) -> None:
    case = complaint(council.store, received=dt.date(2026, 4, 13))
    before = values_of(Complaint, case)["due"]
    page = council.page("settings")
    card = page._policy
    assert "Council policy, not law" in said(card)
    card.counts["acknowledge"].setText("three")
    card.save.click()
    assert "“Acknowledge within (days)” must be a whole number. Nothing was changed." in said(card)
    card.counts["acknowledge"].setText("400")
    card.save.click()
    assert "Days are from 1 to 365. Nothing was changed." in said(card)
    card.counts["acknowledge"].setText("3")
    council.page("home")
    council.page("settings")
    assert card.counts["acknowledge"].text() == "3"
    card.save.click()
    assert "Saved. 1 open file got other dates." in said(council.window.passing)
    assert values_of(Complaint, case)["due"] == dt.date(2026, 4, 16)
    assert "Ctrl+Z does not take that back" in said(card)
    assert council.window.passing.act.text() == "Put back"
    council.window.passing.act.click()
    assert values_of(Complaint, case)["due"] == before
    assert card.counts["acknowledge"].text() == "5"


def test_ctrl_enter_keeps_the_form_that_is_open(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store)
    page: CasePage = council.page("case/complaints", case)
    page.view.timeline.begin()
    page.view.timeline.asking.form.focus_field("what")
    write("Rang about the plot")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert [entry["what"] for entry in entries("complaints", case)] == ["Rang about the plot"]
    assert page.present.values["acknowledged"] is None
    page.steps.stand([line.title for line in page.steps.steps.lines].index("Look into it"))
    keys.press(Qt.Key.Key_N, CTRL)
    write("Officer 1")
    page.pane._lists[PARTY.name].asking.form.fields["role"].editor.put("about")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert [party["name"] for party in keeping.parts(PARTY, "complaints", case).values()] == ["Officer 1"]
    assert page.present.values["looked_on"] is None


def test_what_the_disk_does_not_take_stays_in_its_box_until_it_can_be_kept(
    council: OpenCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = complaint(council.store)
    page: CasePage = council.page("case/complaints", case)
    page.steps.stand(0)

    def full(*_: object) -> None:
        raise Plain("The disk is full. Nothing was changed. Make room and try again.")

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "change", full)
        page.pane.begin("service")
        write("Allotments")
        page.steps.setFocus()
        assert "The disk is full." in said(page)
        assert page.pane.form.fields["service"].editor.words() == "Allotments"
        assert not council.desk.session.all_kept
        page.refresh(frozenset())
        assert page.pane.form.fields["service"].editor.words() == "Allotments"
    council.page("home")
    assert values_of(Complaint, case)["service"] == "Allotments"
    assert council.desk.session.all_kept


def test_files_joined_by_mistake_are_parted_also_when_closed(council: OpenCouncil) -> None:
    case, other = complaint(council.store), request(council.store)
    keeping.change(council.store, "complaints", case, {"outcome": "upheld", "answered": DAY, "series": SERIES})
    closing.close(council.store, "complaints", case)
    page: CasePage = council.page("case/complaints", case)
    page.view.about.joined.emit("RR-2026/001", "")
    assert joining.beside(("complaints", case)) == [("rights-requests", other)]
    assert "The day is set when the file, and every file" in said(page.view.about)
    [part] = [b for b in page.view.about.findChildren(QPushButton) if b.accessibleName() == "Part from RR-2026/001"]
    part.click()
    assert not joining.beside(("complaints", case))
    assert "May go from" in said(page.view.about)
    council.desk.undo()
    assert joining.beside(("rights-requests", other)) == [("complaints", case)]


def test_a_closed_file_is_joined_from_its_own_side_by_its_key(council: OpenCouncil) -> None:
    case, other = complaint(council.store), request(council.store)
    keeping.change(council.store, "complaints", case, {"outcome": "upheld", "answered": DAY, "series": SERIES})
    closing.close(council.store, "complaints", case)
    page: CasePage = council.page("case/complaints", case)
    page.steps.setFocus()
    QTest.keyClick(page.steps, Qt.Key.Key_I, CTRL | Qt.KeyboardModifier.ShiftModifier)
    asking = page.view.about.asking
    assert asking.isVisible()
    asking.form.fields["reference"].editor.show_value("RR-2026/001")
    asking.ask()
    assert joining.beside(("complaints", case)) == [("rights-requests", other)]
    assert "The day is set when the file, and every file" in said(page.view.about), "it follows the longest"


def test_a_file_open_to_read_only_is_shown_and_offers_nothing(
    council: OpenCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = complaint(council.store)
    monkeypatch.setattr(council.store, "read_only", True)
    page: CasePage = council.page("case/complaints", case)
    assert "Plot let too early." in said(page)
    assert sorted(page.verbs()) == ["export", "print"]
    acts = (
        page._next,
        page._reopen,
        page.pane.done,
        page.view.timeline.add,
        page.view.about.join,
        page.view.about.release,
    )
    assert not [act.text() for act in acts if act.isVisible()]
    assert not page.papers.adding.isEnabled()
    page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, CTRL))
    assert not entries("complaints", case)
