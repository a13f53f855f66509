"""How safe the records are: backup, copy in a second place, folder of the file, sealed envelope, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import backup
from workbench.records.layout import BACKUPS
from workbench.records.store import Store

ENVELOPE, SECOND_PLACE = "recovery sheet printed", "second place for backups"
DAMAGE, AWAY = "A fault was found in the data file", "The folder of the records cannot be reached"
SAME_DISK = (
    "The second backup place is on the same disk as the records",
    "If that disk fails or is stolen, both are lost. Choose a memory stick or a disk that is kept in another room.",
)


@dataclass(frozen=True)
class Safety:
    """The facts; moments are local, None where it never happened."""

    folder: Path
    size: int = 0
    backup: dt.datetime | None = None
    checked: bool = False
    kept: int = 0
    copied: dt.datetime | None = None
    copy_place: str = ""
    envelope: dt.date | None = None
    same_disk: bool = False
    fault: str = ""

    def backup_line(self) -> str:
        """'Last backup today 10:30, opened and checked'."""
        if not self.backup:
            return "No backup yet"
        state = "opened and checked" if self.checked else "not checked yet"
        return f"Last backup {ago(self.backup)}, {state}"

    def copy_line(self) -> str:
        """'Copied to the second backup place 9 days ago'."""
        if not self.copied:
            return "No second backup place yet"
        return f"Copied to the second backup place {ago(self.copied)}{', on the same disk' if self.same_disk else ''}"

    @property
    def sound(self) -> bool:
        """Whether there is a checked backup and no fault was found since."""
        return self.backup is not None and self.checked and not self.fault


def safety_of(store: Store) -> Safety:
    """What the store and its backups say of their own safety."""
    facts = backup.facts(store)
    last, second, printed = facts.last, facts.second, store.setting(ENVELOPE)
    return Safety(
        folder=store.folder,
        size=store.path.stat().st_size if store.path.exists() else 0,
        backup=_local(last.manifest.made) if last else None,
        checked=bool(last and last.manifest.checked),
        kept=sum(1 for _ in backup.newest_first(store.folder / BACKUPS)),
        copied=_local(second.made) if second else None,
        same_disk=bool(second and second.same_disk),
        copy_place=store.setting(SECOND_PLACE) or (str(second.path.parent) if second else ""),
        envelope=dt.date.fromisoformat(printed) if printed else None,
    )


def last_backup_line(made: backup.Backup) -> str:
    """'Last backup today 10:30, opened and checked', of a backup whose store is still shut."""
    return Safety(
        made.path.parent, backup=_local(made.manifest.made), checked=bool(made.manifest.checked)
    ).backup_line()


@dataclass(frozen=True)
class Said:
    """What was done, in words, and whether all of it could be done."""

    text: str
    well: bool = True


def make_backup(store: Store, reason: str) -> Said:
    """Back up, and copy the backup to the second place where one is chosen; says in words what was done."""
    made = backup.make(store, reason)
    said = _copied(store, made) if store.setting(SECOND_PLACE) else Said("Backup made, opened and checked.")
    return Said(f"{said.text} {made.without}".strip(), said.well and not made.without)


def back_up_on_closing(store: Store) -> Said:
    """Back up what changed and bring the second place up to date; a place that is missing is said of a new backup."""
    made = backup.make_if_changed(store, "on closing")
    facts, place = backup.facts(store), store.setting(SECOND_PLACE)
    if made and place:
        return _copied(store, made)
    if place and facts.last and not store.read_only and Path(place).is_dir():
        there = facts.second.path if facts.second else None
        return _copied(store, facts.last) if there != Path(place) / facts.last.path.name else Said("")
    return Said("")


def _copied(store: Store, made: backup.Backup) -> Said:
    place = Path(store.setting(SECOND_PLACE))
    if not place.is_dir():
        text = f"Backup made and checked, but not copied: {place} is not there. Connect it, then back up again."
        return Said(text, well=False)
    try:
        backup.copy_to(store.folder, made, place)
    except Plain as error:
        return Said(f"Backup made and checked, but not copied. {error}", well=False)
    return Said("Backup made, checked, and copied to the second backup place.")


def _local(moment: str) -> dt.datetime:
    when = dt.datetime.fromisoformat(moment)
    return (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).astimezone()


def ago(moment: dt.datetime) -> str:
    """'today 10:30', 'yesterday 16:05', '9 days ago'."""
    days = (clock.today() - moment.date()).days
    if days <= 0:
        return f"today {moment:%H:%M}"
    return f"yesterday {moment:%H:%M}" if days == 1 else f"{display.count(days, 'day')} ago"
