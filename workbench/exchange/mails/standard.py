"""An e-mail in the form all mail programs save (.eml)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.headerregistry import BaseHeader
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from typing import Any

from workbench.exchange.mails import webtext
from workbench.exchange.mails.mail import (
    CUT,
    LONGEST_TEXT,
    SEALED,
    WINMAIL,
    Enclosure,
    Mail,
    decoded,
    is_logo,
    one_line,
    readable,
)

_HEADINGS = ("from", "to", "cc", "date", "subject", "mime-version", "message-id", "received")  # two make it one
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "application/pdf": "pdf", "text/plain": "txt"}
_PERSON = re.compile(r'(?:"[^"]*"|[^,"]|")+')
_LONGEST_HEADING = 10_000  # letters; the library takes minutes over very long ones


def read(content: bytes) -> Mail | None:
    """What the bytes of such a file say; None where they are no e-mail."""
    whole = email.message_from_bytes(content, policy=policy.default)
    if sum(name in {key.lower() for key in _names(whole)} for name in _HEADINGS) < 2:
        return None
    parts = list(_leaves(whole))
    text, of_text = _text(parts)
    enclosed = tuple(_enclosure(part, place) for place, part in enumerate(p for p in parts if p not in of_text))
    return Mail(
        sender=_heading(whole, "from"),
        to=_people(whole, "to"),
        copied=_people(whole, "cc"),
        sent=_sent(whole),
        subject=_heading(whole, "subject"),
        text=text[:LONGEST_TEXT],
        attachments=enclosed,
        notes=tuple(_notes(whole, enclosed, text)),
    )


def _names(message: Message) -> list[str]:
    return [name for name, _ in message.raw_items()]


def _leaves(part: Message) -> Iterator[Message]:
    """The parts that hold something; an e-mail inside is one of them, as it is."""
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" or not isinstance(inner, list):
        yield part
        return
    for piece in inner:
        if isinstance(piece, Message):
            yield from _leaves(piece)


def _text(parts: list[Message]) -> tuple[str, list[Message]]:
    """The words, and the parts they stand in, both ways of saying them."""
    written = [p for p in parts if p.get_content_type() in ("text/plain", "text/html") and not _is_file(p)]
    plain = [p for p in written if p.get_content_type() == "text/plain"]
    said = "\n\n".join(filter(None, (readable(_letters(p)) for p in plain)))
    if not said:
        pages = (p for p in written if p.get_content_type() == "text/html")
        said = "\n\n".join(filter(None, (readable(webtext.words_of(_letters(p))) for p in pages)))
    return said, written


def _is_file(part: Message) -> bool:
    return bool(part.get_filename()) or part.get_content_disposition() == "attachment"


def _letters(part: Message) -> str:
    return decoded(_octets(part), str(part.get_content_charset("") or ""))


def _octets(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _enclosure(part: Message, place: int) -> Enclosure:
    kind, disposition = part.get_content_type(), part.get_content_disposition()
    if kind == "message/rfc822":
        inner = part.get_payload()
        within = inner[0] if isinstance(inner, list) and inner else None
        if isinstance(within, Message):
            name = part.get_filename() or f"{_heading(within, 'subject') or 'E-mail'}.eml"
            return Enclosure(one_line(name), _as_bytes(within))
    name = one_line(part.get_filename() or "") or f"Attachment {place + 1}.{_ENDINGS.get(kind, 'bin')}"
    content, shown = _octets(part), disposition != "attachment" and "content-id" in part
    return Enclosure(name, content, inline=shown and is_logo(name, content))


def _as_bytes(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=policy.compat32)
    except (UnicodeError, KeyError, LookupError, TypeError, AttributeError):
        return message.as_string(policy=policy.compat32).encode("utf-8", "replace")


def _notes(whole: Message, enclosed: tuple[Enclosure, ...], text: str) -> Iterator[str]:
    if any(one.name.lower() == "winmail.dat" for one in enclosed):
        yield WINMAIL
    if whole.get_content_type() in _SEALED:
        yield SEALED
    if len(text) > LONGEST_TEXT:
        yield CUT


def _value(message: Message, name: str) -> Any:
    """A heading; as its raw words where the library trips over it or cannot tell the letters."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    try:
        found = message[name] if len(str(raw)) <= _LONGEST_HEADING else None
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, LookupError, RecursionError):
        found = None
    if found is None or "\ufffd" in str(found) or any("\udc80" <= c <= "\udcff" for c in str(found)):
        return decoded(str(raw).encode("utf-8", "surrogateescape"))
    return found


def _heading(message: Message, name: str) -> str:
    return one_line(str(_value(message, name)))


def _people(message: Message, name: str) -> tuple[str, ...]:
    value = _value(message, name)
    if isinstance(value, BaseHeader) and hasattr(value, "addresses") and value.addresses:
        return tuple(one_line(str(person)) for person in value.addresses)
    return tuple(filter(None, (one_line(part) for part in _PERSON.findall(str(value)))))


def _sent(message: Message) -> Any:
    try:
        found = parsedate_to_datetime(_heading(message, "date"))
        found.astimezone()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None
    return found


def written(mail: Mail) -> bytes:
    """An e-mail in this form, for one that came inside another of Outlook's."""
    made = EmailMessage(policy=policy.SMTP)
    for name, value in (("From", mail.sender), ("To", ", ".join(mail.to)), ("Cc", ", ".join(mail.copied))):
        if value:
            made[name] = value
    made["Subject"] = mail.subject
    if mail.sent:
        made["Date"] = mail.sent
    made.set_content(mail.text)
    for one in mail.attachments:
        made.add_attachment(one.content, maintype="application", subtype="octet-stream", filename=one.name)
    return made.as_bytes()
