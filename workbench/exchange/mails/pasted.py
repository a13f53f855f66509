"""An e-mail whose words were copied out of a mail program: the lines From:, Sent:, To:, Subject: and what follows."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from email.utils import parsedate_to_datetime

from workbench.errors import Plain
from workbench.exchange.dates import read_day
from workbench.exchange.mails.mail import CUT, LONGEST_TEXT, Mail, one_line, readable

_LINE = re.compile(r"[*_> ]*(from|sent|date|to|cc|bcc|subject|attachments?|importance)[*_ ]*:[*_ ]*(.*)", re.IGNORECASE)
_ABOVE = {"", "original message", "forwarded message", "begin forwarded message", "begin forwarded message:"}
_TIME = re.compile(r",?\s*(?:at\s+)?\b(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap]\.?m\.?)?.*$", re.IGNORECASE)
_ZONE = re.compile(r"([+-]\d{4}|\bGMT|\bUTC)\b")
_MONTH_FIRST = re.compile(r"([a-z]{3,9}) (\d{1,2}),? (\d{4})$", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_AGREED = 2  # so many headings make it one


def read(typed: str) -> Mail:
    """What was pasted, as an e-mail; without such lines above, everything is its text. Plain where nothing is there."""
    whole = readable(typed)
    if not whole.strip():
        raise Plain("Nothing was pasted. Nothing was changed. Copy the words of the e-mail first (Ctrl+C).")
    headings, text = _apart(whole.split("\n"))
    return Mail(
        sender=headings.get("from", ""),
        to=_people(headings.get("to", "")),
        copied=_people(headings.get("cc", "")),
        sent=sent(headings.get("sent", headings.get("date", ""))),
        subject=headings.get("subject", ""),
        text=text[:LONGEST_TEXT],
        notes=(CUT,) if len(text) > LONGEST_TEXT else (),
    )


def sent(words: str) -> dt.datetime | None:
    """The moment such a line names, by this computer's clock where no other is named; None where it cannot be told."""
    if _ZONE.search(words):
        with suppress(ValueError, TypeError, IndexError, OverflowError, OSError):
            return parsedate_to_datetime(words).astimezone()
    time = _TIME.search(words)
    rest = _WEEKDAY.sub("", (words[: time.start()] if time else words).strip(" ,"))
    day = read_day(_MONTH_FIRST.sub(r"\2 \1 \3", rest))
    if day is None:
        return None
    hour, minute = _clock(time) if time else (0, 0)
    try:
        return dt.datetime(day.year, day.month, day.day, hour, minute).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _clock(found: re.Match[str]) -> tuple[int, int]:
    hour, half = int(found[1]), (found[3] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(found[2])


def _apart(lines: list[str]) -> tuple[dict[str, str], str]:
    """The headings at the top by name, and the text below; without enough of them, everything is text."""
    start = 0
    while start < len(lines) and lines[start].strip("-_=* \t").lower() in _ABOVE:
        start += 1
    headings, last, place = dict[str, str](), "", start
    for place in range(start, len(lines) + 1):
        if place == len(lines) or not lines[place].strip():
            break
        if found := _LINE.match(lines[place]):
            last = found[1].lower()
            headings.setdefault(last, one_line(found[2]))
        elif last in ("to", "cc", "bcc") and headings[last].rstrip().endswith((";", ",")):
            headings[last] += f" {one_line(lines[place])}"
        else:
            break
    if "from" not in headings or len(headings) < _AGREED:
        return {}, "\n".join(lines)
    return headings, "\n".join(lines[place:]).strip("\n")


def _people(words: str) -> tuple[str, ...]:
    return tuple(filter(None, (one_line(part) for part in re.split(r";|(?<=>),", words))))
