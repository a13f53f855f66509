"""What the words of councils' own complaint registers and request logs mean; the meanings are labelled by hand."""

from __future__ import annotations

import pytest

from workbench.registers.complaints import Complaint
from workbench.registers.rights_requests import RightsRequest
from workbench.rules.caselines import COMPLAINTS, REQUESTS, Answers, says_closed

MEANT = (
    (REQUESTS, "right", "SAR", "access", True),
    (REQUESTS, "right", "Right to be forgotten", "erasure", True),
    (REQUESTS, "right", "Subject Access Request (employee)", "access", False),
    (REQUESTS, "right", "CCTV of car park", "cctv", False),
    (REQUESTS, "right", "FOI", "", False),
    (REQUESTS, "right", "Sarah's file", "", False),
    (REQUESTS, "outcome", "Full disclosure", "full", True),
    (REQUESTS, "outcome", "Partial", "part", True),
    (REQUESTS, "outcome", "Refused - third party data", "refused", False),
    (REQUESTS, "outcome", "No information held", "none", True),
    (REQUESTS, "outcome", "Not in full: two pages redacted", "part", False),
    (REQUESTS, "outcome", "Sent", "", False),
    (REQUESTS, "outcome", "Closed", "", False),
    (COMPLAINTS, "outcome", "Upheld in part", "partly", True),
    (COMPLAINTS, "outcome", "Partially upheld", "partly", True),
    (COMPLAINTS, "outcome", "NOT UPHELD.", "not", True),
    (COMPLAINTS, "outcome", "Not upheld at stage 2", "not", False),
    (COMPLAINTS, "outcome", "Upheld", "upheld", True),
    (COMPLAINTS, "stage", "Stage one", "stage1", True),
    (COMPLAINTS, "stage", "2", "stage2", True),
    (COMPLAINTS, "stage", "Stage 2 (panel)", "stage2", False),
    (COMPLAINTS, "stage", "Closed", "", False),
    (COMPLAINTS, "channel", "By phone", "telephone", True),
    (COMPLAINTS, "kind", "Enquiry", "enquiry", True),
)


@pytest.mark.parametrize(("answers", "question", "words", "code", "wholly"), MEANT)
def test_words_mean_one_answer_or_none(answers: Answers, question: str, words: str, code: str, wholly: bool) -> None:
    assert answers.of(question, words) == (code, wholly)


@pytest.mark.parametrize(
    ("answers", "titles", "code"),
    [
        (REQUESTS, "Subject Access Request log 2025/26", "access"),
        (REQUESTS, "SAR log", "access"),
        (REQUESTS, "Date Subject Access Request made", "access"),
        (REQUESTS, "Requests log", ""),
        (REQUESTS, "Access and erasure requests", ""),  # two: each line must say itself
        (REQUESTS, "CCTV footage requests", "cctv"),
        (COMPLAINTS, "Complaints register", "complaint"),
        (COMPLAINTS, "Data protection complaints", "data"),
        (COMPLAINTS, "Enquiries", "enquiry"),
    ],
)
def test_a_title_says_what_all_lines_are_or_nothing(answers: Answers, titles: str, code: str) -> None:
    assert answers.kind_said(titles) == code


def test_every_answer_is_one_of_the_register() -> None:
    """No word leads to an answer that the register does not know, and none stands for two."""
    for answers, record in ((REQUESTS, RightsRequest), (COMPLAINTS, Complaint)):
        for question, known in answers.known.items():
            codes = {code for code, _ in getattr(record, question).options}
            assert {code for code, _, _ in known} <= codes
            words = [word for _, whole, _ in known for word in whole]
            assert len(words) == len(set(words)), question


def test_closed_without_a_day() -> None:
    assert says_closed("Closed")
    assert not says_closed("Closed 12/03/2024")
    assert not says_closed("Open")
