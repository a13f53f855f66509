"""E-mails: .eml, .msg and pasted words, however they were made; bad ones get one plain line."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import socket
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.exchange import msgfile
from workbench.errors import Plain
from workbench.exchange.mails import pasted
from workbench.exchange.mails.mail import MOST, SEALED, WINMAIL, Mail
from workbench.exchange.mails.reading import content_of, read

DATA = Path(__file__).parents[1] / "data" / "mails"
TOP = b"From: Jane Resident <jane@example.org>\r\nTo: clerk@example.org\r\nDate: Tue, 24 Nov 2026 10:42:00 +0000\r\n"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of an e-mail is ever loaded from outside."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def eml(body: bytes, kind: str = "text/plain", subject: bytes = b"My records", more: bytes = b"") -> Mail:
    """A mail with that body, read."""
    content = TOP + b"Subject: " + subject + b"\r\nMIME-Version: 1.0\r\nContent-Type: " + kind.encode() + b"\r\n"
    return read("mail.eml", content + more + b"\r\n" + body)


def test_who_wrote_to_whom_when_about_what() -> None:
    mail = eml(b"Please send me\r\nwhat you hold.\r\n", more=b'Cc: "Clerk, Deputy" <d@example.org>, m@example.org\r\n')
    assert mail.sender == "Jane Resident <jane@example.org>"
    assert mail.to == ("clerk@example.org",)
    assert mail.copied == ('"Clerk, Deputy" <d@example.org>', "m@example.org")
    assert mail.sent == dt.datetime(2026, 11, 24, 10, 42, tzinfo=dt.UTC)
    assert (mail.subject, mail.text) == ("My records", "Please send me\nwhat you hold.")
    assert (mail.attachments, mail.notes) == ((), ())


PAGE = b"""<html><head><title>no</title><style>p {color: red}</style><script>no()</script></head><body>
<p>Dear clerk,</p><p>please send&nbsp;me <b>everything</b> &amp; more<br>by post.</p>
<ul><li>letters</li><li>e-mails</li></ul><img src="http://tracker.example/x.png" alt="x">
<p><a href="https://example.org/form">The form</a> and <a href="https://example.org/b">https://example.org/b</a></p>"""


def test_a_web_page_becomes_plain_words() -> None:
    said = (
        "Dear clerk,\n\nplease send me everything & more\nby post.\n\n- letters\n- e-mails\n\n"
        "The form (https://example.org/form) and https://example.org/b"
    )
    assert eml(PAGE, "text/html; charset=utf-8").text == said


def test_of_two_ways_of_saying_it_the_plain_one_is_taken() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@example.org", "Both"
    made.set_content("plain words")
    made.add_alternative("<p>page words</p>", subtype="html")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="größe ‘1’.pdf")
    made.add_attachment("a note", filename="note.txt")
    mail = read("both.eml", made.as_bytes())
    assert mail.text == "plain words"
    assert [(one.name, one.content) for one in mail.attachments] == [
        ("größe ‘1’.pdf", b"%PDF-1.7"),
        ("note.txt", b"a note\n"),
    ]


@pytest.mark.parametrize(
    ("octets", "kind", "said"),
    [
        ("Café £5 – “yes”".encode("cp1252"), "text/plain; charset=iso-8859-1", "Café £5 – “yes”"),
        ("Café £5 – “yes”".encode("cp1252"), "text/plain; charset=utf-8", "Café £5 – “yes”"),
        ("Café £5 – “yes”".encode(), "text/plain; charset=us-ascii", "Café £5 – “yes”"),
        ("Café £5 – “yes”".encode(), "text/plain; charset=no-such-thing", "Café £5 – “yes”"),
        ("Café £5".encode(), "text/plain", "Café £5"),
        ("Zażółć".encode("iso-8859-2"), "text/plain; charset=iso-8859-2", "Zażółć"),
        ("a\x00b\u202egnp\u202c\ufeffc".encode(), "text/plain; charset=utf-8", "abgnpc"),
    ],
)
def test_letters_come_out_right(octets: bytes, kind: str, said: str) -> None:
    assert eml(octets, kind).text == said


@pytest.mark.parametrize(
    "subject",
    ["Café £5".encode(), "Café £5".encode("cp1252"), b"=?utf-8?B?Q2Fmw6kgwqM1?=", b"=?iso-8859-1?Q?Caf=E9_=A35?="],
)
def test_a_subject_comes_out_right_though_it_is_against_the_rules(subject: bytes) -> None:
    assert eml(b"x", subject=subject).subject == "Café £5"


def test_an_e_mail_inside_another_is_kept_as_one() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"] = "first@example.org", "What went before"
    inner.set_content("inner words")
    outer["From"], outer["Subject"] = "second@example.org", "Forwarded"
    outer.set_content("see below")
    outer.add_attachment(inner)
    mail = read("outer.eml", outer.as_bytes())
    assert mail.text == "see below"
    [(name, content, _)] = mail.attachments
    assert name == "What went before.eml"
    again = read(name, content)
    assert (again.sender, again.text) == ("first@example.org", "inner words")


def test_what_cannot_be_unpacked_is_said_and_kept() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@example.org", "x"
    made.set_content("words")
    made.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    mail = read("x.eml", made.as_bytes())
    assert (mail.notes, len(mail.attachments)) == ((WINMAIL,), 1)
    assert SEALED in eml(b"MIAGCSqGSIb3", "application/pkcs7-mime").notes


def test_pictures_inside_the_text_are_told_from_files() -> None:
    more = b"--b\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\n\r\npng\r\n--b--\r\n"
    mail = eml(b"--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n" + more, "multipart/related; boundary=b")
    assert [(one.name, one.inline) for one in mail.attachments] == [("Attachment 1.png", True)]


@pytest.mark.parametrize("date", [b"yesterday", b"Tue, 99 Nov 2026 10:42", b"", b"Fri, 31 Dec 9999 23:59:59 -2359"])
def test_a_date_that_is_none_is_left_open(date: bytes) -> None:
    assert read("x.eml", b"From: a@example.org\r\nSubject: x\r\nDate: " + date + b"\r\n\r\nwords").sent is None


def refused(name: str, content: bytes) -> str:
    """The one line by which it is refused."""
    with pytest.raises(Plain) as caught:
        read(name, content)
    assert "\n" not in str(caught.value)
    assert "Nothing was changed." in str(caught.value)
    return str(caught.value)


def test_what_is_no_e_mail_is_said_so() -> None:
    assert "“x.eml” is empty" in refused("x.eml", b" \r\n")
    assert "is not an e-mail" in refused("x.eml", b"Dear clerk,\r\nthis is a letter.")
    assert "is not an e-mail" in refused("x.eml", random.Random(1).randbytes(5_000))
    assert "is damaged" in refused("x.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40)
    assert "is too large" in refused("x.eml", b"x" * (MOST + 1))


def test_a_file_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Plain, match="no longer where it was"):
        content_of(tmp_path / "gone.eml")
    with pytest.raises(Plain, match="cannot be read"):
        content_of(tmp_path)


def outcome(name: str, content: bytes) -> str:
    """How reading ends: 'read', or the plain line."""
    try:
        read(name, content)
    except Plain as said:
        return str(said)
    return "read"


def test_a_nest_without_end_is_refused_or_read_but_never_a_fall() -> None:
    boundaries = [b"b%d" % place for place in range(3_000)]
    head = b"".join(b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n--%s\r\n" % (b, b) for b in boundaries)
    said = outcome("nest.eml", TOP + head + b"\r\nwords")
    assert said == "read" or "is damaged" in said


def test_outlooks_own_file_with_a_picture() -> None:
    """The file is a test file of python-oxmsg (MIT); what it holds was looked up there and with another reader."""
    mail = read("attachment.msg", (DATA / "attachment.msg").read_bytes())
    assert mail.sender.endswith("<bedfortest@tutanota.de>")
    assert mail.subject == "Re: test internal"
    assert mail.sent == dt.datetime(2020, 10, 6, 9, 57, 46, 658000, tzinfo=dt.UTC)
    assert mail.text.startswith("asdfasdf\n")
    [(name, content, inline)] = mail.attachments
    assert (name, len(content), content[:3], inline) == ("serveimage.jpg", 36_739, b"\xff\xd8\xff", False)


def test_outlooks_own_file_without() -> None:
    mail = read("plain.msg", (DATA / "plain.msg").read_bytes())
    assert (mail.sender, mail.to) == ("peterpan@neverland.com", ("crocodile@neverland.com",))
    assert (mail.subject, mail.text) == ("This is the subject", "This is a message")


SENT = dt.datetime(2026, 11, 24, 10, 42, tzinfo=dt.UTC)
SUBJECT, BODY, PAGE_BODY, RICH = 0x0037, 0x1000, 0x1013, 0x1009
SENDER, SENDER_EMAIL, SENDER_SMTP, WHEN = 0x0C1A, 0x0C1F, 0x5D01, 0x0039
NAME, SMTP, KIND, LONG_NAME, DATA_OF, CONTENT_ID = 0x3001, 0x39FE, 0x0C15, 0x3707, 0x3701, 0x3712


def outlook(tree: msgfile.Tree) -> Mail:
    """Such a file, read."""
    return read("mail.msg", msgfile.compound(tree))


def test_outlook_inside_an_office_knows_people_by_their_internet_address() -> None:
    """Exchange puts a name of its own where the address is looked for first."""
    values = {SUBJECT: "Café £5", BODY: "words\r\n", SENDER: "Jane Resident", WHEN: SENT}
    values |= {SENDER_EMAIL: "/O=EXCHANGELABS/CN=RECIPIENTS/CN=JANE", SENDER_SMTP: "jane@example.org"}
    people = [
        {NAME: "Clerk", SMTP: "clerk@example.org", KIND: 1},
        {NAME: "Mayor", SMTP: "mayor@example.org", KIND: 2},
        {NAME: "Hidden", SMTP: "hidden@example.org", KIND: 3},
    ]
    mail = outlook(msgfile.message(values, people=people))
    assert mail.sender == "Jane Resident <jane@example.org>"
    assert (mail.to, mail.copied) == (("Clerk <clerk@example.org>",), ("Mayor <mayor@example.org>",))
    assert (mail.subject, mail.text, mail.sent) == ("Café £5", "words", SENT)


def test_an_old_outlook_file_in_eight_bits() -> None:
    values = {SUBJECT: "Zażółć", BODY: "gęślą", SENDER: "Łukasz", 0x3FFD: 1250}
    mail = outlook(msgfile.message(values, narrow="cp1250"))
    assert (mail.subject, mail.text, mail.sender) == ("Zażółć", "gęślą", "Łukasz")


def test_an_outlook_file_whose_words_are_a_web_page() -> None:
    mail = outlook(msgfile.message({SUBJECT: "x", PAGE_BODY: "<p>Café</p><p>£5".encode(), 0x3FDE: 65001}))
    assert mail.text == "Café\n\n£5"


def test_an_outlook_file_whose_words_cannot_be_read_says_so() -> None:
    mail = outlook(msgfile.message({SUBJECT: "x", RICH: b"LZFu"}))
    assert (mail.text, mail.notes) == (
        "",
        ("Its words are only there in Outlook's own form. Open it in Outlook, copy them and paste them here.",),
    )
    assert SEALED in outlook(msgfile.message({SUBJECT: "x", 0x001A: "IPM.Note.SMIME"})).notes


def test_an_e_mail_inside_one_of_outlooks_becomes_one_of_its_own() -> None:
    values = {SUBJECT: "What went before", BODY: "inner wörds", SENDER: "First <f@example.org>", WHEN: SENT}
    deepest = msgfile.message({SUBJECT: "Deepest", BODY: "deepest words"}, inner=True)
    files: list[dict[int, Any]] = [{LONG_NAME: "a.pdf", DATA_OF: b"%PDF"}, {NAME: "Deepest", DATA_OF: deepest}]
    inner = msgfile.message(values, files, inner=True)
    mail = outlook(msgfile.message({SUBJECT: "FW:", BODY: "see below"}, [{NAME: "Before", DATA_OF: inner}]))
    [(name, content, _)] = mail.attachments
    assert name == "What went before.eml"
    again = read(name, content)
    assert (again.subject, again.text, again.sent) == ("What went before", "inner wörds", SENT)
    assert [one.name for one in again.attachments] == ["a.pdf", "Deepest.eml"]
    assert again.attachments[0].content == b"%PDF"
    assert read("Deepest.eml", again.attachments[1].content).text == "deepest words"


def test_files_of_an_outlook_mail_and_those_that_are_elsewhere() -> None:
    files: list[dict[int, Any]] = [
        {LONG_NAME: "plan.pdf", DATA_OF: b"%PDF"},
        {LONG_NAME: "logo.png", DATA_OF: b"png", CONTENT_ID: "logo@1"},
        {LONG_NAME: "Shared.docx", 0x3705: 7},
    ]
    mail = outlook(msgfile.message({SUBJECT: "x", BODY: "x"}, files))
    assert mail.attachments == (("plan.pdf", b"%PDF", False), ("logo.png", b"png", True))
    assert mail.notes == (
        "“Shared.docx” is not in the e-mail itself and was not taken. Save it from Outlook and add it.",
    )


def test_another_file_of_office_is_no_e_mail() -> None:
    assert "is not an e-mail" in refused("old.doc", msgfile.compound({"WordDocument": b"words" * 200}))


def test_a_damaged_outlook_file_gives_a_plain_line_or_what_can_be_read() -> None:
    whole = (DATA / "plain.msg").read_bytes()
    chance, seen = random.Random(20261124), set[bool]()
    for _ in range(300):
        broken = bytearray(whole[: chance.choice((len(whole), chance.randrange(600, len(whole))))])
        for _ in range(chance.randrange(1, 40)):
            broken[chance.randrange(8, len(broken))] = chance.randrange(256)
        begun = time.monotonic()
        said = outcome("x.msg", bytes(broken))
        assert said == "read" or "Nothing was changed." in said
        assert time.monotonic() - begun < 2
        seen.add(said == "read")
    assert seen == {True, False}


def test_every_cut_of_an_e_mail_is_read_or_refused() -> None:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Zoë <z@example.org>", "b@example.org", "Café"
    made.set_content("Grüße")
    made.add_attachment(b"x" * 500, maintype="image", subtype="png", filename="a.png")
    whole = made.as_bytes()
    said = [outcome("x.eml", whole[:length]) for length in range(0, len(whole), 7)]
    assert set(said[:2]) != {"read"}
    assert set(said[40:]) == {"read"}


OUTLOOK = """From: Jane Resident <jane@example.org>
Sent: 24 November 2026 15:42
To: Clerk <clerk@example.org>; Deputy <deputy@example.org>
Cc: Mayor <mayor@example.org>
Subject: Request for my records

Dear clerk,

please send me what you hold.

From: Clerk <clerk@example.org>
Sent: 20 November 2026 09:00
Subject: RE: Hall

Earlier words.
"""


def test_a_pasted_e_mail_is_taken_apart() -> None:
    mail = pasted.read(OUTLOOK)
    assert mail.sender == "Jane Resident <jane@example.org>"
    assert mail.to == ("Clerk <clerk@example.org>", "Deputy <deputy@example.org>")
    assert mail.copied == ("Mayor <mayor@example.org>",)
    assert mail.sent is not None
    assert mail.sent.timetuple()[:5] == (2026, 11, 24, 15, 42)
    assert mail.day == dt.date(2026, 11, 24)
    assert mail.subject == "Request for my records"
    assert mail.text.startswith("Dear clerk,\n\nplease")
    assert mail.text.endswith("Earlier words."), "what went before stays with it"


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("24 November 2026 10:42", (2026, 11, 24, 10, 42)),
        ("Tuesday, November 24, 2026 3:42 PM", (2026, 11, 24, 15, 42)),
        ("Tuesday 24 November 2026 at 10:42", (2026, 11, 24, 10, 42)),
        ("24/11/2026 10:42", (2026, 11, 24, 10, 42)),
        ("03/04/2026 12:05 am", (2026, 4, 3, 0, 5)),
        ("24 Nov 2026, 9.05", (2026, 11, 24, 9, 5)),
        ("24 November 2026", (2026, 11, 24, 0, 0)),
    ],
)
def test_the_ways_a_moment_is_written(said: str, moment: tuple[int, ...]) -> None:
    found = pasted.sent(said)
    assert found is not None
    assert found.timetuple()[:5] == moment


def test_a_moment_with_its_zone_is_that_moment() -> None:
    assert pasted.sent("Tue, 24 Nov 2026 10:42:00 -0500") == dt.datetime(2026, 11, 24, 15, 42, tzinfo=dt.UTC)


@pytest.mark.parametrize("said", ["", "soon", "31 February 2026 10:00", "24 November 2026 25:70"])
def test_a_moment_that_is_none_is_left_open(said: str) -> None:
    assert pasted.sent(said) is None


def test_words_without_headings_are_text_alone() -> None:
    for words in ("Dear clerk,\nFrom: the beginning this was wrong.", "From: here on\nit is all text"):
        assert pasted.read(words) == Mail(text=words)
    with pytest.raises(Plain, match="Nothing was pasted"):
        pasted.read(" \n\t")


@pytest.mark.parametrize("above", ["-----Original Message-----\n", "\n\n", "________________________________\n"])
def test_lines_above_and_stars_around_do_not_matter(above: str) -> None:
    mail = pasted.read(f"{above}*From:* Jane <jane@example.org>\n*Sent:* 24 November 2026 15:42\n*Subject:* Hall\n\nHi")
    assert (mail.sender, mail.subject, mail.text) == ("Jane <jane@example.org>", "Hall", "Hi")


def test_a_large_e_mail_is_read_in_good_time() -> None:
    made = EmailMessage()
    made["From"], made["Subject"] = "a@example.org", "film"
    made.set_content("see")
    film = random.Random(2).randbytes(20_000_000)
    made.add_attachment(film, maintype="video", subtype="mp4", filename="film.mp4")
    content, begun = made.as_bytes(), time.monotonic()
    [one] = read("film.eml", content).attachments
    assert hashlib.sha256(one.content).digest() == hashlib.sha256(film).digest()
    assert time.monotonic() - begun < 20


HEADINGS = b"From: a@b.uk\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
HOSTILE = {
    "links never closed": (b"<a href='http://x'>" + b"w</a>" * 40_000, "w (http://x)www"),
    "tags never closed": (b"Hello <a " * 40_000, "Hello <a Hello"),
    "declarations": (b"Hello" + b"<!" * 40_000, "Hello<!<!"),
    "marked sections": (b"Hello" + b"<![x>" * 40_000, "Hello"),
    "comments never closed": (b"Hello" + b"<!--" * 40_000 + b"you", "Helloyou"),
    "a comment": (b"Hello<!-- <b>not said</b> --> you", "Hello you"),
    "a smaller sign": (b"5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_made_to_keep_the_reader_busy_is_read_at_once(name: str) -> None:
    """Each took the library minutes, once for every tag that is never closed."""
    page, begins = HOSTILE[name]
    found = read("x.eml", HEADINGS + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page)
    assert found.text.startswith(begins)


@pytest.mark.parametrize("to", [b"," * 20_000, b'"a", ' * 8000 + b'"', b"(" * 5000, b"=?utf-8?q?a?= " * 40_000])
def test_headings_made_to_keep_the_reader_busy(to: bytes) -> None:
    found = read("x.eml", HEADINGS + b"To: " + to + b"\r\n\r\nhi")
    assert (found.sender, found.text) == ("a@b.uk", "hi")


def test_a_long_rule_of_dashes_above_pasted_words() -> None:
    assert pasted.read("-" * 40_000 + "x\nhi").text.endswith("x\nhi")


def test_only_small_pictures_in_the_text_are_left_out() -> None:
    def part(name: bytes, content: bytes) -> bytes:
        return (
            b"--B\r\nContent-Type: application/octet-stream\r\nContent-ID: <x>\r\n"
            b'Content-Disposition: inline; filename="' + name + b'"\r\n\r\n' + content + b"\r\n"
        )

    files = part(b"logo.png", b"x") + part(b"photo.jpg", b"x" * 30_000) + part(b"evidence.pdf", b"%PDF")
    mail = read("x.eml", HEADINGS + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n" + files + b"--B--\r\n")
    assert [one.name for one in mail.attachments if not one.inline] == ["photo.jpg", "evidence.pdf"]
