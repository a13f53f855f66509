"""E-mails of a file: each becomes an entry of its timeline, and is kept with everything that came with it.

Also what an e-mail says for a file that is still to be opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from workbench import clock, display
from workbench.errors import Plain
from workbench.exchange.mails import pasted, reading
from workbench.exchange.mails.mail import Mail
from workbench.records import attachments, record
from workbench.records.attachments import Owner
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import PARTY, Entry
from workbench.workflows import filing
from workbench.workflows.cases import keeping, opening
from workbench.workflows.filing import Taken

_NO_SUBJECT = "E-mail without a subject"


@dataclass(frozen=True)
class Letter:
    """An e-mail with the file it came in; where its words were pasted there is none, but `typed`."""

    mail: Mail
    name: str = ""
    content: bytes = b""
    typed: str = ""


def is_mail(path: Path) -> bool:
    """Whether a file is an e-mail by its name."""
    return attachments.ending_of(path.name) in reading.ENDINGS


def from_file(path: Path) -> Letter:
    """The e-mail in a file. Plain where there is none."""
    content = reading.content_of(path)
    return Letter(reading.read(path.name, content), path.name, content)


def from_words(typed: str) -> Letter:
    """The e-mail whose words were copied out of a mail program. Plain where nothing was copied."""
    return Letter(pasted.read(typed), typed=typed)


def take(store: Store, owner: Owner, paths: Sequence[Path], operation: int) -> Taken:
    """Keep files with a case; e-mails among them are read and stand on its timeline. What cannot be is named."""
    found = filing.keep_all(store, owner, [(p.name, p) for p in paths if not is_mail(p)], operation)
    for path in filter(is_mail, paths):
        try:
            found = found.and_also(enter(store, owner, from_file(path), operation))
        except Plain as refused:
            found = found.and_also(Taken(refused=(str(refused),)))
    return found


def take_words(store: Store, owner: Owner, typed: str, operation: int) -> Taken:
    """Put an e-mail whose words were copied on the timeline of a case."""
    return enter(store, owner, from_words(typed), operation)


def enter(store: Store, owner: Owner, letter: Letter, operation: int) -> Taken:
    """Put an e-mail on the timeline of a case and keep it with what came with it."""
    mail = letter.mail
    values = opening.of(case_file(owner.register), owner.number)
    said: Values = record.meaning(Entry).empty | {
        "owner_register": owner.register,
        "owner": owner.number,
        "kind": "out" if _went_out(owner, values, mail) else "in",
        "day": min(mail.day or clock.today(), clock.today()),
        "what": mail.subject or _NO_SUBJECT,
        "words": mail.text,
        "sender": mail.sender,
        "to": ", ".join((*mail.to, *mail.copied)),
        "by": store.user,
    }
    [entry] = record.add(Entry, [said], operation)
    whole = [(letter.name, letter.content)] if letter.content else []
    enclosed = [(one.name, one.content) for one in mail.attachments if not one.inline]
    kept = filing.keep_all(store, owner, (*whole, *enclosed), operation, came_with=entry)
    name = letter.name or mail.subject or _NO_SUBJECT
    lost = tuple(f"In the e-mail “{name}”: {why}" for why in kept.refused)
    return Taken((), (entry,), tuple(mail.notes)).and_also(kept._replace(refused=lost))


def suggested(register: str, letter: Letter) -> Values:
    """What an e-mail says for a new file: who, how to reach them, when and what."""
    mail = letter.mail
    name, address = parseaddr(mail.sender)
    day = min(mail.day or clock.today(), clock.today())
    who: dict[str, Any] = {"contact": address or mail.sender, "received": day, "channel": "email"}
    person = name or address or mail.sender
    if "complainant" in case_file(register).register.by_name:
        return who | {"complainant": person, "subject": mail.subject, "details": mail.text}
    return who | {"requester": person, "scope": "\n\n".join(filter(None, (mail.subject, mail.text)))}


def told(letter: Letter) -> str:
    """An e-mail in one line: from whom, of which day."""
    mail = letter.mail
    day = f", {display.day(mail.day)}" if mail.day else ""
    return f"{mail.sender or 'Unknown sender'}{day}"


def _went_out(owner: Owner, values: Values, mail: Mail) -> bool:
    """Whether it was sent to somebody of this file, and not by one of them."""
    people = keeping.parts(PARTY, owner.register, owner.number).values() if "complainant" in values else ()
    known = "\n".join([values["contact"], *(person["contact"] for person in people)]).casefold()
    if not known.strip():
        return False
    to = [address for one in (*mail.to, *mail.copied) if (address := parseaddr(one)[1].casefold())]
    sender = parseaddr(mail.sender)[1].casefold()
    return any(address in known for address in to) and not (sender and sender in known)
