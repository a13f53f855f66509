"""The gate of linked folders: what was looked at is deleted, or moved to the recycle bin, and entered in the log.

What is to go is noted in the store before the first file goes (`journal`). The files go part by part, each part inside
a transaction in which the holds are looked at once more. The entry is made at the end, also where it was stopped; after
a crash `settle` makes it, from the journal and from what is still there. No name of a file stays behind.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench import clock, display
from workbench.display import count
from workbench.errors import Cancelled, Plain
from workbench.records import record
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.checks import DESTROYED, OPEN, Check
from workbench.registers.destruction_log import BINNED, LogEntry
from workbench.registers.linked_folders import LinkedFolder
from workbench.workflows import checks, holds, numbering, rightclock
from workbench.workflows.checks import Reply
from workbench.workflows.folders import finding, ground, journal, keeping, removing
from workbench.workflows.folders.finding import Due, Look
from workbench.workflows.folders.journal import Done, Journal, Noted
from workbench.workflows.folders.looking import identity, reached
from workbench.workflows.folders.removing import Fate
from workbench.workflows.progress import NO_PROGRESS, Progress

_STANDING = "Standing arrangement of the retention schedule"
_AGAIN = "Nothing was deleted. Look again."


@dataclass(frozen=True)
class Outcome:
    """What was done: the number of the entry ('' where nothing went), how many files of which size, what was left.

    `left` are the files that stay, each with why; `stopped` says why it ended before its time, if it did.
    """

    entry: str
    gone: int
    size: int
    left: tuple[tuple[str, Fate], ...] = ()
    stopped: str = ""


def delete(store: Store, look: Look, chosen: Sequence[Due], progress: Progress = NO_PROGRESS) -> Outcome:
    """Delete files that a look found. Plain, and nothing is deleted, where anything is not as it was looked at, or a
    hold touches the series. What is in use, was changed or cannot be deleted is left and said.
    """
    if settle(store):
        raise Plain(f"A deleting that was interrupted had first to be entered in the destruction log. {_AGAIN}")
    whole = _planned(store, look, chosen)
    with store.transaction():
        _refuse_otherwise(store, look, chosen)
        journal.begin(store, whole)
    done = Done()
    try:
        stopped = _remove_all(store, whole, look, done, progress)
        outcome = _finish(store, whole, done, stopped)
    except Plain as error:
        raise Plain(
            f"{error} What was deleted until then is noted, and is entered in the destruction log as soon as the "
            "records can be written again."
        ) from None
    if not outcome.gone and stopped == _CANCELLED:
        raise Cancelled
    return outcome


def settle(store: Store) -> int:
    """Enter in the log what a deleting that was interrupted had deleted; says how many entries were owed.

    Where the folder is not there now, it is not known which of the last files went: it waits until the folder is.
    """
    owed = 0
    for folder in journal.unfinished():
        if found := journal.of(store, folder):
            whole, done = found
            place = _place_of(whole)
            if place is not None:
                uncertain = _judge(replace(whole, root=place), done)
                _finish(store, whole, done, "", uncertain)
                owed += 1
    if orphans := keeping.orphans():
        with store.operation("Forget files kept of a folder that was removed", "destruction") as operation:
            keeping.let_go(orphans, operation.id)
        store.note_gone({})
    return owed


def owed(store: Store, folder: int) -> str:
    """What is said while the log owes an entry of a linked folder that is not there to be looked at; else empty."""
    if journal.of(store, folder) is None:
        return ""
    return "A deleting was interrupted there: it is entered in the destruction log when the folder is back."


def emptied(store: Store, folder: int) -> str:
    """Say that the recycle bin was emptied: the files moved there are destroyed now. Gives the entry's number."""
    rightclock.refuse_doubt(store, "Nothing was entered.")
    with store.operation("Empty the recycle bin", "destruction") as operation:
        values, line = finding.of(folder)
        if not values["moved_number"]:
            raise Plain(f"Nothing of “{values['name']}” waits in the recycle bin. Nothing was changed.")
        if held := finding.held_by(values["series"]):
            raise Plain(
                f"These records must stay: {held}. Nothing was entered. Put the files back from the recycle bin first."
            )
        moved, [number] = values["moved_number"], numbering.next_numbers(store, clock.today().year, 1)
        entry = _said(store, values, line) | {
            "number": number,
            "outcome": DESTROYED,
            "carried_out": clock.today(),
            "quantity": moved,
            "method": "unlinked",
            "remarks": f"Recycle bin emptied. Moved there by {values['moved_entries']}.",
        }
        record.add(LogEntry, [entry], operation.id)
        _close_check(finding.open_check(values["series"]), moved, number, store.user, operation.id)
        empty = {"moved_number": None, "moved_on": None, "moved_entries": ""}
        record.change(LinkedFolder, {folder: empty}, operation.id)
    numbering.note(store, [number])
    return number


_CANCELLED = "It was stopped."


def _planned(store: Store, look: Look, chosen: Sequence[Due]) -> Journal:
    values, line = finding.of(look.folder)
    changed = {seen.name: seen.modified for seen in look.walk.files}
    return Journal(
        look.folder,
        look.root,
        bool(values["to_bin"]),
        finding.open_check(values["series"]),
        _said(store, values, line) | {"copies": ground.copies(look.root)},
        tuple(Noted(due.name, due.size, due.day.isoformat(), changed[due.name], due.mark) for due in chosen),
    )


def _said(store: Store, values: Values, line: Values) -> dict[str, Any]:
    """What the log says of a linked folder whatever becomes of its files."""
    why = f" {values['why_date'].strip()}" if values["why_date"].strip() else ""
    return {
        "decided": clock.today().isoformat(),
        "series_reference": line["reference"],
        "series_name": line["record_series"],
        "description": f"Files past their period in the linked folder “{values['name']}”",
        "unit": "files",
        "medium": "folder",
        "rule": f"{finding.rule_words(line)} Counted: {finding.counted_words(values)}.{why}",
        "holds_checked": _holds_checked(values["series"]),
        "done_by": store.user,
        "authorised_by": _STANDING,
    }


def _holds_checked(series: int) -> str:
    """What the log says of the holds: a box of paper on hold is none of the files."""
    single, day = holds.on_single_words(series), display.day(clock.today())
    others = f" On hold, and none of these files: {single}." if single else ""
    return f"No hold touched {'the files' if single else 'the series'} on {day}.{others}"


def _refuse_otherwise(store: Store, look: Look, chosen: Sequence[Due]) -> None:
    """Raise Plain where anything that the look rested on is no longer so."""
    values, line = finding.of(look.folder)
    rule = finding.dated_rule(line)
    if not chosen:
        raise Plain("Nothing is ticked. Nothing was deleted. Tick what goes.")
    if any(values[name] != look.values[name] for name in ("path", "series", "counts", "to_bin", "why_date")):
        raise Plain(f"The linked folder was changed since the look. {_AGAIN}")
    if why := finding.stops(store, values, line):
        raise Plain(f"{why} Nothing was deleted.")
    today = clock.today()
    if any((ripe := finding.eligible_from(rule, due.day)) is None or ripe > today for due in chosen):
        raise Plain(f"Some of these are not past their period by the schedule as it stands now. {_AGAIN}")
    kept = {name for name, file in keeping.standing(look.folder).items() if file["look_again"] > today}
    if any(due.shown in kept for due in chosen):
        raise Plain(f"Some of these are kept since the look. {_AGAIN}")
    if why := _moved_place(look):
        raise Plain(f"{why} {_AGAIN}")
    if values["to_bin"]:
        ground.refuse_binless(look.root)


def _moved_place(look: Look) -> str:
    """Why the folder is not the one that was looked at, if it is not."""
    try:
        return "" if identity(look.root) == look.root_mark else "Another folder stands where it was."
    except OSError:
        return "The folder is no longer there."


def _remove_all(store: Store, whole: Journal, look: Look, done: Done, progress: Progress) -> str:
    """Take the files out part by part; says why it was stopped before the end, if it was."""
    total = len(whole.files)
    for places in journal.parts(whole):
        try:
            progress.step(done.until, total, "Moving to the recycle bin" if whole.to_bin else "Deleting files")
        except Cancelled:
            return _CANCELLED
        with store.transaction():
            if held := finding.held_by(look.values["series"]):
                return f"A hold was placed meanwhile: {held}."
            if why := _moved_place(look):
                return why
            left = {place: fate for place in places if (fate := _take(whole, place)) is not Fate.GONE}
            part = Done(places.stop, done.left | left)
            journal.note(store, whole, part)
        done.until, done.left = part.until, part.left
    return ""


def _take(whole: Journal, place: int) -> Fate:
    file = whole.files[place]
    return removing.remove(whole.root, file.name, file.mark, to_bin=whole.to_bin)


def _place_of(whole: Journal) -> Path | None:
    """Where the folder of an interrupted deleting is now; None while it is away."""
    now = record.values_of(LinkedFolder, [whole.folder]).get(whole.folder)
    place = ground.written(now["path"]) if now is not None else whole.root
    return place if reached(place).is_dir() else None


def _judge(whole: Journal, done: Done) -> int:
    """Judge the part in which it was interrupted by what is still there; says how many are counted so."""
    start, done.until = done.until, min(done.until + journal.PART, len(whole.files))
    places = range(start, done.until)
    stayed = {n: Fate.STAYED for n in places if removing.is_there(whole.root, whole.files[n].name)}
    done.left |= stayed
    return len(places) - len(stayed)


def _finish(store: Store, whole: Journal, done: Done, stopped: str, uncertain: int = 0) -> Outcome:
    """Enter what went, let the names go, and answer the check of the series with the same entry."""
    went = [file for place, file in enumerate(whole.files[: done.until]) if place not in done.left]
    left = tuple((keeping.shown(whole.files[place].name), fate) for place, fate in sorted(done.left.items()))
    number, year = "", dt.date.fromisoformat(whole.entry["decided"]).year
    with store.operation("Delete files of a linked folder", "destruction") as operation:
        if went:
            [number] = numbering.next_numbers(store, year, 1)
            record.add(LogEntry, [_entry(whole, went, left, number, uncertain)], operation.id)
            _note_folder(whole, len(went), number, operation.id)
            if not whole.to_bin:
                _close_check(whole.check, len(went), number, store.user, operation.id)
        names = {keeping.shown(file.name) for file in went}
        keeping.let_go([n for name, n in keeping.ids(whole.folder).items() if name in names], operation.id)
        journal.end(store, whole.folder)
    numbering.note(store, [number] if number else [])
    return Outcome(number, len(went), sum(file.size for file in went), left, stopped)


def _entry(
    whole: Journal, went: Sequence[Noted], left: Sequence[tuple[str, Fate]], number: str, uncertain: int
) -> Values:
    size, stayed = sum(file.size for file in went), Counter(fate for _, fate in left)
    said = [f"{display.size(size)} ({size:,} bytes).", f"SHA-256 of the list: {journal.code_of(went)}."]
    said += [f"{count(many, 'file')} left: {fate.value}." for fate, many in stayed.items()]
    if uncertain:
        said.append(f"It was interrupted; {uncertain:,} are counted because they are no longer in the folder.")
    days = [file.day for file in went]
    return {
        **record.from_history(record.meaning(LogEntry), whole.entry),
        "number": number,
        "outcome": "moved" if whole.to_bin else DESTROYED,
        "carried_out": dt.date.fromisoformat(whole.entry["decided"]),
        "covers_from": min(days),
        "covers_to": max(days),
        "quantity": len(went),
        "method": BINNED[0] if whole.to_bin else "unlinked",
        "remarks": " ".join(said),
    }


def _note_folder(whole: Journal, went: int, number: str, operation: int) -> None:
    """What the linked folder shows of it: fewer files past their period, more in the recycle bin."""
    now = record.values_of(LinkedFolder, [whole.folder]).get(whole.folder)
    if now is None:
        return
    rest = max((now["looked_due"] or 0) - went, 0)
    values: Values = {"looked_due": rest} | ({} if rest else {"looked_size": "", "looked_oldest": None})
    if whole.to_bin:
        entries = ", ".join(part for part in (now["moved_entries"], number) if part)
        values |= {
            "moved_number": (now["moved_number"] or 0) + went,
            "moved_on": now["moved_on"] or clock.today(),
            "moved_entries": entries,
        }
    record.change(LinkedFolder, {whole.folder: values}, operation)


def _close_check(check: int | None, number: int, entry: str, user: str, operation: int) -> None:
    """Answer the check of the series with the entry that was just made, so that nothing is logged twice."""
    now = record.values_of(Check, [check]).get(check) if check is not None else None
    if check is not None and now is not None and not now["removed"] and now["answer"] == OPEN:
        checks.close(check, now, Reply(DESTROYED, number, "folder", "unlinked", by=user), entry, operation)
