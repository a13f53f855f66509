"""Calendar files hold to the letter of RFC 5545: read here by a small reader written from its rules alone."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from workbench.exchange.calendarfile import Event, calendar, folded, write_calendar
from workbench.rules.rhythms import due_days

MADE = dt.datetime(2026, 7, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
NAME = re.compile(r"[A-Z0-9-]+")  # 3.1: iana-token or x-name
PLAIN = "[^\\x00-\\x08\\x0a-\\x1f\\x7f\\\\;,]"  # 3.3.11: TSAFE-CHAR, with : and " allowed in a text
TEXT = re.compile(rf"(?:{PLAIN}|\\[\\;,nN])*")
NEEDED = {"UID", "DTSTAMP", "DTSTART"}  # 3.6.1
DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}


def unfolded(octets: bytes) -> list[str]:
    """3.1: lines end in CRLF, hold at most 75 octets, and go on after CRLF and one space."""
    assert octets.endswith(b"\r\n")
    raw = octets[:-2].split(b"\r\n")
    assert all(b"\r" not in line and b"\n" not in line and 0 < len(line) <= 75 for line in raw)
    for line in raw:
        line.decode()  # no letter is cut in two
    return re.sub(rb"\r\n ", b"", octets[:-2]).decode().split("\r\n")


def parsed(octets: bytes) -> list[dict[str, str]]:
    """3.4 and 3.6: one calendar, its needed properties once each, and the events in it."""
    lines = unfolded(octets)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    head: dict[str, str] = {}
    inside: dict[str, str] | None = None
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        assert NAME.fullmatch(name.partition(";")[0]), line
        if line == "BEGIN:VEVENT":
            assert inside is None
            inside = {}
        elif line == "END:VEVENT":
            assert inside is not None
            found.append(inside)
            inside = None
        else:
            target = head if inside is None else inside
            assert name not in target, f"{name} stands twice"
            target[name] = value
    assert inside is None
    assert head["VERSION"] == "2.0"
    assert head["PRODID"]
    for event in found:
        assert {name.partition(";")[0] for name in event} >= NEEDED
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        assert all(TEXT.fullmatch(event[name]) for name in ("SUMMARY", "DESCRIPTION") if name in event)
    assert len({event["UID"] for event in found}) == len(found)
    return found


def said(text: str) -> str:
    """3.3.11: the words that an escaped text stands for."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def days_of(rule: str, first: dt.date, until: dt.date) -> list[dt.date]:
    """3.3.10, as far as these rules go: every day tried against the rule."""
    parts = dict(part.split("=") for part in rule.split(";"))
    step = int(parts.get("INTERVAL", 1))
    every = [first + dt.timedelta(days=n) for n in range((until - first).days + 1)]
    if parts["FREQ"] == "WEEKLY":
        wanted = {DAYS[day] for day in parts.get("BYDAY", "").split(",") if day} or {first.weekday()}
        monday = first - dt.timedelta(days=first.weekday())
        return [day for day in every if day.weekday() in wanted and (day - monday).days // 7 % step == 0]
    months = step * (12 if parts["FREQ"] == "YEARLY" else 1)
    fitting = {int(n) for n in parts.get("BYMONTHDAY", str(first.day)).split(",")}
    of_month: dict[tuple[int, int], list[dt.date]] = {}
    for day in (dt.date(first.year, first.month, 1) + dt.timedelta(days=n) for n in range((until - first).days + 32)):
        if ((day.year - first.year) * 12 + day.month - first.month) % months == 0 and day.day in fitting:
            of_month.setdefault((day.year, day.month), []).append(day)
    picked = [days[-1:] if parts.get("BYSETPOS") == "-1" else days for days in of_month.values()]
    return [day for days in picked for day in days if first <= day <= until]


def one(**more: object) -> Event:
    """An event."""
    values = {"uid": "a@b", "summary": "Check", "first": dt.date(2026, 7, 1), "rhythm": "monthly"}
    return Event(**{**values, **more})  # type: ignore[arg-type]  # the values are those of the fields


def test_an_all_day_event_with_a_stamp_in_utc() -> None:
    [event] = parsed(calendar("Checks", [one()], MADE))
    assert event["DTSTAMP"] == "20260701T083000Z"
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20260701", "20260702")
    assert event["TRANSP"] == "TRANSPARENT"


def test_words_come_back_as_they_were() -> None:
    words = "Notes; photos, badges \\ “Llŷn” " + "ŵ🗑é" * 60 + "\nsecond line: BEGIN:VEVENT"
    [event] = parsed(calendar(words, [one(summary=words, description=words)], MADE))
    assert (said(event["SUMMARY"]), said(event["DESCRIPTION"])) == (words, words)


def test_the_golden_line_of_the_standard() -> None:
    """RFC 5545, 3.1: a long line may be split between any two letters by CRLF and a space."""
    line = "DESCRIPTION:" + "x" * 70
    assert folded(line) == b"DESCRIPTION:" + b"x" * 63 + b"\r\n " + b"x" * 7 + b"\r\n"
    assert folded("A:" + "é" * 40) == b"A:" + "é".encode() * 36 + b"\r\n " + "é".encode() * 4 + b"\r\n"


FIRSTS = [dt.date(2026, 1, 31), dt.date(2024, 2, 29), dt.date(2026, 7, 1), dt.date(2026, 11, 30), dt.date(2026, 8, 29)]


@pytest.mark.parametrize("rhythm", ["weekly", "fortnightly", "monthly", "quarterly", "six_monthly", "yearly", "daily"])
@pytest.mark.parametrize("first", FIRSTS, ids=str)
def test_it_comes_round_when_the_check_does(rhythm: str, first: dt.date) -> None:
    until = first + dt.timedelta(days=5 * 366)
    [event] = parsed(calendar("Checks", [one(first=first, rhythm=rhythm)], MADE))
    start = dt.datetime.strptime(event["DTSTART;VALUE=DATE"], "%Y%m%d").replace(tzinfo=dt.UTC).date()
    wanted = due_days(rhythm, first, until)
    assert days_of(event["RRULE"], start, until) == wanted
    assert start == wanted[0], "the first day is one of the rule's own (3.8.5.3)"


def test_the_reader_refuses_what_is_wrong() -> None:
    """The control: an unescaped comma, a line too long, one that ends in LF."""
    right = calendar("Checks", [one(summary="a, b")], MADE)
    for wrong in (right.replace(b"a\\, b", b"a, b"), right.replace(b"\r\n", b"\n"), right[:-2] + b"x" * 80 + b"\r\n"):
        with pytest.raises(AssertionError):
            parsed(wrong)


def test_no_event_is_a_calendar_too(tmp_path: Path) -> None:
    assert write_calendar("Checks", [], MADE, tmp_path / "out.ics") == 0
    assert parsed((tmp_path / "out.ics").read_bytes()) == []
