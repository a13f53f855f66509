"""The steps of a file from the keyboard: what is typed stays, what is missing is said, focus stays where it is."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from tests.gui.conftest import OpenCouncil, write
from tests.gui.test_case_page import CTRL, Strokes, complaint, entries, request, said, step, values_of
from workbench import clock
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.gui.theme.look import Look
from workbench.registers.cases.parts import ACTION, PLACE, WITHHELD
from workbench.registers.complaints import Complaint
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows.cases import keeping

DAY = dt.date(2026, 11, 25)  # a Wednesday
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def keys(council: OpenCouncil) -> Strokes:
    """A keyboard in the window."""
    council.window.activateWindow()
    QApplication.processEvents()
    return Strokes()


def stand(page: CasePage, title: str) -> None:
    """Stand on a step, with the cursor in its first box."""
    page.steps.stand([line.title for line in page.steps.steps.lines].index(title))
    page.walk.enter()
    for _ in range(4):
        QApplication.processEvents()


def opened(council: OpenCouncil, number: int, register: str = "complaints") -> CasePage:
    """The page of a file."""
    page = council.page(f"case/{register}", number)
    assert isinstance(page, CasePage)
    return page


def in_field(page: CasePage | NewCasePage, name: str) -> bool:
    """Whether the cursor is in a box."""
    form = page.pane.form if isinstance(page, CasePage) else page.form
    return name in form.fields and form.fields[name].has_cursor()


def focused() -> QWidget:
    """What has the focus."""
    here = QApplication.focusWidget()
    assert here is not None
    return here


@pytest.mark.parametrize("left_first", [True, False], ids=["after Tab", "at once"])
def test_step_done_leaves_the_day_that_was_given(council: OpenCouncil, keys: Strokes, *, left_first: bool) -> None:
    case = complaint(council.store, received=dt.date(2026, 11, 2))
    page = opened(council, case)
    stand(page, "Acknowledge it")
    write("12/11/2026")
    if left_first:
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["acknowledged"] == dt.date(2026, 11, 12)
    assert step(page) == "Ask about confidentiality"
    assert "Done: Acknowledge it. Now: Ask about confidentiality." in said(council.window.passing)


def test_an_empty_day_offers_today_in_sight_and_step_done_puts_it_in(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store, received=dt.date(2026, 11, 2))
    page = opened(council, case)
    stand(page, "Acknowledge it")
    assert "“Step done” puts in Wed 25 Nov 2026" in said(page.pane)
    write("12/11")
    assert "“Step done” puts in" not in said(page.pane)
    keys.press(Qt.Key.Key_Escape)
    page.pane.begin()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["acknowledged"] == DAY


def test_a_day_that_cannot_be_read_is_not_written_over_with_today(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store, received=dt.date(2026, 11, 2))
    page = opened(council, case)
    stand(page, "Acknowledge it")
    write("31 June")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["acknowledged"] is None
    assert page.pane.form.fields["acknowledged"].editor.words() == "31 June"
    assert step(page) == "Acknowledge it"
    assert in_field(page, "acknowledged")
    keys.press(Qt.Key.Key_Escape)


def test_the_cursor_stays_in_its_list_when_an_answer_brings_more_boxes(council: OpenCouncil, keys: Strokes) -> None:
    case = request(council.store)
    page = opened(council, case, "rights-requests")
    stand(page, "Decide whether to go ahead")
    box = focused()
    for answer in ("yes", "fee", "unfounded", "excessive"):
        keys.press(Qt.Key.Key_Down)
        assert focused() is box, answer
        assert values_of(RightsRequest, case)["go_ahead"] == answer
    assert page.pane.form.fields["why_not"].isVisible()
    assert "fee_paid" not in page.pane.form.fields
    keys.press(Qt.Key.Key_Tab)
    assert in_field(page, "why_not")


def test_a_step_that_comes_to_a_file_moves_nothing(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store)
    page = opened(council, case)
    stand(page, "Choose the way")
    before = len(page.steps.steps.lines)
    for _ in range(3):
        keys.press(Qt.Key.Key_Down)
    assert values_of(Complaint, case)["stage"] == "stage2"
    assert len(page.steps.steps.lines) == before + 2
    assert step(page) == "Choose the way"
    assert page.steps.currentIndex().data() == "Choose the way"
    assert in_field(page, "stage")


def test_a_new_request_keeps_the_cursor_and_what_was_typed_when_the_right_is_another(
    council: OpenCouncil, keys: Strokes
) -> None:
    page: NewCasePage = council.page("case-new/rights-requests")
    box = focused()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    assert page.form.value("right") == "cctv"
    assert focused() is box
    page.form.begin("building")
    write("Town hall")
    page.form.begin("right")
    keys.press(Qt.Key.Key_Up)
    assert not page.form.has("building")
    keys.press(Qt.Key.Key_Down)
    assert page.form.value("building") == "Town hall"


def test_the_letter_of_a_yes_or_no_takes_the_cursor_there_and_answers_nothing(
    council: OpenCouncil, keys: Strokes
) -> None:
    case = complaint(council.store)
    page = opened(council, case)
    stand(page, "Log it")
    box = page.pane.form.fields["about_data"]
    letter = box._label.text().partition("&")[2][:1]
    keys.press(Qt.Key(ord(letter.upper())), ALT)
    QApplication.processEvents()
    assert box.has_cursor()
    assert values_of(Complaint, case)["about_data"] is None
    keys.press(Qt.Key.Key_Space)
    assert values_of(Complaint, case)["about_data"] is True


def test_the_letter_of_a_box_below_brings_it_into_sight(council: OpenCouncil, keys: Strokes) -> None:
    page = opened(council, complaint(council.store))
    stand(page, "Log it")
    QApplication.processEvents()
    box = page.pane.form.fields["readers"]
    view = page.pane._scroll.viewport()
    assert box.editor.mapTo(view, box.editor.rect().bottomLeft()).y() > view.height(), "nothing to scroll to"
    letter = box._label.text().partition("&")[2][:1]
    keys.press(Qt.Key(ord(letter.upper())), ALT)
    QApplication.processEvents()
    assert box.has_cursor()
    assert box.editor.mapTo(view, box.editor.rect().topLeft()).y() >= 0
    assert box.editor.mapTo(view, box.editor.rect().bottomLeft()).y() <= view.height()


def test_tab_goes_through_the_boxes_the_list_and_the_button_before_the_right_column(
    council: OpenCouncil, keys: Strokes
) -> None:
    case = request(council.store)
    keeping.add_part(council.store, PLACE, "rights-requests", case, {"where": "Mailbox"})
    page = opened(council, case, "rights-requests")
    stand(page, "Make sure who is asking")
    stand(page, "Search the places")
    assert in_field(page, "searched_on")
    listed, right = page.pane._lists[PLACE.name], page.view.about
    went = []
    for _ in range(12):
        keys.press(Qt.Key.Key_Tab)
        went.append(focused())
        if page.pane.done.hasFocus():
            break
    assert listed.table in went
    assert listed.add in went
    assert went[-1] is page.pane.done
    assert all(page.pane.isAncestorOf(part) for part in went)
    keys.press(Qt.Key.Key_Tab)
    assert right.isAncestorOf(focused()) or page.view.clock.isAncestorOf(focused())


def test_a_file_with_something_left_is_closed_only_for_a_reason_that_stands_on_its_timeline(
    council: OpenCouncil, keys: Strokes
) -> None:
    case = complaint(council.store, received=dt.date(2026, 11, 2), stage="stage2")
    given = {"outcome": "partly", "reasons": "Rule 4", "stage1_on": dt.date(2026, 11, 18)}
    keeping.change(council.store, "complaints", case, given)
    keeping.add_part(council.store, ACTION, "complaints", case, {"what": "Retrain the front desk"})
    page = opened(council, case)
    stand(page, "Close the file")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["closed_on"] is None
    assert "Send the stage 2 reply" in said(page.pane.ending)
    assert "Action: Retrain the front desk" in said(page.pane.ending)
    assert page.pane.ending.reason.hasFocus()
    QTest.keyClicks(page.pane.ending.reason, "They moved away")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["closed_on"] == DAY
    told = [entry["what"] for entry in entries("complaints", case)]
    assert any("Send the stage 2 reply" in what and what.endswith("Why: They moved away") for what in told)


def test_closing_takes_the_day_that_is_given_between_the_last_thing_and_today(
    council: OpenCouncil, keys: Strokes
) -> None:
    case = request(council.store, received=dt.date(2026, 11, 2))
    said_all = {"outcome": "withdrawn", "answered": dt.date(2026, 11, 18)}
    keeping.change(council.store, "rights-requests", case, said_all)
    page = opened(council, case, "rights-requests")
    stand(page, "Close the file")
    box = page.pane.ending.day.editor
    assert box.words() == "Wed 25 Nov 2026", "today is offered in sight"
    QTest.keyClicks(page.pane.ending.reason, "Withdrawn")
    for day, why in (("26/11/2026", "still to come"), ("17/11/2026", "last thing on the file, Wed 18 Nov 2026")):
        box.focus_box()
        keys.press(Qt.Key.Key_A, CTRL)
        write(day)
        keys.press(Qt.Key.Key_Return, CTRL)
        assert values_of(RightsRequest, case)["closed_on"] is None
        assert why in page.pane.ending.day.said
    box.focus_box()
    keys.press(Qt.Key.Key_A, CTRL)
    write("20/11/2026")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(RightsRequest, case)["closed_on"] == dt.date(2026, 11, 20)


def test_an_empty_reply_is_not_sent_and_what_may_wait_is_left_out_by_choice(
    council: OpenCouncil, keys: Strokes
) -> None:
    case = complaint(council.store, stage="stage1")
    page = opened(council, case)
    stand(page, "Send the stage 1 reply")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["stage1_on"] is None
    assert "“Outcome” is not answered yet" in page.pane.form.fields["outcome"].said
    assert in_field(page, "outcome")
    assert not page.pane.all_the_same.isVisible(), "there is no reply without an outcome"
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(Complaint, case)["stage1_on"] is None
    assert in_field(page, "reasons")
    page.pane.all_the_same.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert values_of(Complaint, case)["stage1_on"] == DAY
    [entry] = entries("complaints", case)
    assert entry["what"] == "Send the stage 1 reply, done all the same: “Reasons” is empty"


def test_a_search_is_not_finished_while_a_place_is_left(council: OpenCouncil, keys: Strokes) -> None:
    case = request(council.store)
    for where, more in (("Mailbox", {"done_on": DAY}), ("Attic", {}), ("Cabinet", {"left_out": "Empty"})):
        keeping.add_part(council.store, PLACE, "rights-requests", case, {"where": where, **more})
    page = opened(council, case, "rights-requests")
    stand(page, "Search the places")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert values_of(RightsRequest, case)["searched_on"] is None
    assert page.pane.form.fields["searched_on"].said == "Not searched yet, and nothing says why not: Attic"
    assert "Mailbox" not in page.stop.text.text()


def test_an_answer_agrees_with_what_is_withheld_and_says_how_to_complain(council: OpenCouncil, keys: Strokes) -> None:
    case = request(council.store, go_ahead="yes")
    keeping.add_part(council.store, WITHHELD, "rights-requests", case, {"what": "A letter", "ground": "legal"})
    given = {"outcome": "full", "answered": DAY, "held": "Letters", "why_held": "Task", "copy_given": "PDF"}
    keeping.change(council.store, "rights-requests", case, given)
    page = opened(council, case, "rights-requests")
    stand(page, "Answer")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert "1 item is withheld, and the outcome says that all was granted" in page.stop.text.text()
    assert "“To whom it may be given” is empty" in page.pane.form.fields["disclosed"].said
    assert "Article 15(1)(f)" in page.pane.form.fields["rights_told"].said
    assert not page.pane.all_the_same.isVisible(), "the law asks for that"


def test_a_later_step_that_is_done_says_where_it_leads_and_what_is_left_before(
    council: OpenCouncil, keys: Strokes
) -> None:
    case = complaint(council.store, stage="stage1", received=dt.date(2026, 11, 2))
    page = opened(council, case)
    stand(page, "Look into it")
    page.pane.begin("found")
    write("The rule was read wrongly")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert step(page) == "Send the stage 1 reply"
    told = said(council.window.passing)
    assert "Done: Look into it. Now: Send the stage 1 reply. Not done yet: Acknowledge it." in told


def test_stage_2_has_a_decision_of_its_own(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store, stage="stage2", received=dt.date(2026, 11, 2))
    first = {"outcome": "partly", "reasons": "First reasons", "stage1_on": dt.date(2026, 11, 18)}
    keeping.change(council.store, "complaints", case, {**first, "escalated": dt.date(2026, 11, 20)})
    page = opened(council, case)
    stand(page, "Send the stage 2 reply")
    assert page.pane.form.value("stage2_outcome") == ""
    page.pane.begin("stage2_outcome")
    keys.press(Qt.Key.Key_Down)
    page.pane.begin("stage2_reasons")
    write("Panel found more")
    keys.press(Qt.Key.Key_Return, CTRL)
    kept = values_of(Complaint, case)
    assert (kept["outcome"], kept["reasons"]) == ("partly", "First reasons")
    assert (kept["stage2_outcome"], kept["stage2_reasons"], kept["stage2_on"]) == ("upheld", "Panel found more", DAY)
    stand(page, "Send the stage 1 reply")
    assert page.pane.form.value("reasons") == "First reasons"


def test_stage_2_is_asked_for_by_one_key_once_stage_1_was_answered(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store, stage="stage1", received=dt.date(2026, 11, 2))
    page = opened(council, case)
    keys.press(Qt.Key.Key_2, CTRL | SHIFT)
    assert not page.pane.form.has("escalated"), "no reply at stage 1 went yet"
    keeping.change(council.store, "complaints", case, {"outcome": "partly", "stage1_on": dt.date(2026, 11, 18)})
    page = opened(council, case)
    keys.press(Qt.Key.Key_2, CTRL | SHIFT)
    assert step(page) == "Send the stage 1 reply"
    write("20/11/2026")
    keys.press(Qt.Key.Key_Tab)
    assert values_of(Complaint, case)["stage"] == "stage2"
    assert "Send the stage 2 reply" in [line.title for line in page.steps.steps.lines]
    assert "limit Fri 27 Nov 2026" in page.view.clock.below.text(), "five working days after Fri 20 Nov"


def test_a_vexatious_decision_asks_for_its_review_and_waits_for_it(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store, received=dt.date(2026, 11, 2))
    page = opened(council, case)
    stand(page, "Actions and lessons")
    page.pane.begin("vexatious")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    assert values_of(Complaint, case)["vexatious"] == "yes"
    keys.press(Qt.Key.Key_Return, CTRL)
    assert step(page) == "Actions and lessons"
    assert "“Review that decision on” is not answered yet" in said(page.stop)
    page.pane.begin("vexatious_review")
    write("25/05/2027")
    keys.press(Qt.Key.Key_Tab)
    assert values_of(Complaint, case)["vexatious_review"] == dt.date(2027, 5, 25)


def test_erasure_shows_its_own_article(council: OpenCouncil) -> None:
    page = opened(council, request(council.store, right="erasure"), "rights-requests")
    for title in ("Search the places", "Answer"):
        stand(page, title)
        assert "Article 15" not in page.pane.law.text()
    assert "Article 17(3)" in page.pane.law.text()


def test_escape_in_a_begun_part_asks_before_what_was_typed_goes(council: OpenCouncil, keys: Strokes) -> None:
    page = opened(council, request(council.store), "rights-requests")
    stand(page, "Search the places")
    listed = page.pane._lists[PLACE.name]
    keys.press(Qt.Key.Key_N, CTRL)
    keys.press(Qt.Key.Key_Escape)
    assert not listed.asks(), "nothing was typed"
    keys.press(Qt.Key.Key_N, CTRL)
    write("Mailbox of the clerk")
    keys.press(Qt.Key.Key_Escape)
    assert listed.asks()
    assert "What you typed here is not kept yet." in said(listed)
    assert listed.leaving.discard.hasFocus() is False, "a second Escape or Enter throws nothing away"
    keys.press(Qt.Key.Key_Escape)
    assert listed.asks()
    assert listed.asking.form.values()["where"] == "Mailbox of the clerk"
    listed.leaving.discard.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert not listed.asks()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the list of answers drops down, drawn nowhere
def test_part_of_an_answer_and_tab_take_the_answer(council: OpenCouncil, keys: Strokes) -> None:
    page: NewCasePage = council.page("case-new/rights-requests")
    for letter in "Acc":
        QTest.keyClicks(focused(), letter)
        QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    QTest.keyClick(popup or focused(), Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert page.form.value("right") == "access"
    assert not in_field(page, "right")


@pytest.mark.parametrize(("height", "scale"), [(768, 100), (640, 100), (768, 150)])
def test_a_step_opens_at_its_top_wherever_the_one_before_was_left(
    council: OpenCouncil, keys: Strokes, look: Look, height: int, scale: int
) -> None:
    council.window.resize(1366, height)
    look.choose("light", scale)
    page = opened(council, request(council.store), "rights-requests")
    bar = page.pane._scroll.verticalScrollBar()
    for title in ("Answer", "Log the request", "Answer"):
        stand(page, title)
        assert (step(page), bar.value()) == (title, 0)
        assert focused().isVisible()
        for _ in range(14):
            keys.press(Qt.Key.Key_Tab)
            QApplication.processEvents()
            if bar.value():
                break
        assert bar.value(), "the control: what the keyboard comes to further down is brought into sight"
    page.walk.stand_on(page.present.steps[0], "acknowledged")
    for _ in range(4):
        QApplication.processEvents()
    assert bar.value(), "a box that is meant is shown, wherever it stands"
    page.steps.setFocus()
    page.steps.stand(len(page.present.steps) - 2)
    QApplication.processEvents()
    assert bar.value() == 0, "also where the cursor stays in the list of steps"


def answers(page: CasePage, name: str) -> list[str]:
    """What a list of the step offers."""
    box = page.pane.form.fields[name].editor.boxes()[0]
    assert isinstance(box, QComboBox)
    return [box.itemText(place) for place in range(box.count())]


def test_an_enquiry_is_asked_what_fits_it(council: OpenCouncil, keys: Strokes) -> None:
    case = complaint(council.store, kind="enquiry", subject="Opening times")
    page = opened(council, case)
    assert [line.title for line in page.steps.steps.lines] == ["Log it", "Answer it", "Close the file"]
    stand(page, "Log it")
    assert page.pane.form.fields["details"]._label.text().replace("&", "") == "What is asked"
    assert page.pane.form.fields["complainant"].editor.boxes()[0].accessibleName() == "Who asks"
    stand(page, "Answer it")
    assert list(page.pane.form.fields) == ["answer", "outcome", "answered"]
    assert answers(page, "outcome") == ["Not answered", "Answered (enquiry)", "Withdrawn", "Passed on"]
    write("Tuesdays from nine")
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, CTRL)
    values = values_of(Complaint, case)
    assert (values["answer"], values["outcome"], values["answered"]) == ("Tuesdays from nine", "answered", DAY)


def test_a_complaint_is_asked_as_before_and_an_old_outcome_of_an_enquiry_stays(
    council: OpenCouncil, keys: Strokes
) -> None:
    page = opened(council, complaint(council.store, stage="stage1"))
    stand(page, "Log it")
    assert page.pane.form.fields["details"]._label.text().replace("&", "") == "What is complained about"
    stand(page, "Send the stage 1 reply")
    assert "Upheld" in answers(page, "outcome")
    page = opened(council, complaint(council.store, kind="enquiry", subject="Bins", outcome="upheld"))
    stand(page, "Answer it")
    assert page.pane.form.value("outcome") == "upheld"
    assert answers(page, "outcome")[-1] == "Upheld"
