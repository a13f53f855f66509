"""How safe the records are: backup, copy on a stick, place of the file, sealed envelope, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from workbench import clock, display
from workbench.records import backup
from workbench.records.layout import BACKUPS
from workbench.records.store import Store

ENVELOPE, SECOND_PLACE = "recovery sheet printed", "second place for backups"


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

    def backup_line(self) -> str:
        """'Last backup today 10:30, opened and checked'."""
        if not self.backup:
            return "No backup yet"
        state = "opened and checked" if self.checked else "not checked yet"
        return f"Last backup {ago(self.backup)}, {state}"

    def copy_line(self) -> str:
        """'Copied to USB 9 days ago'."""
        return f"Copied to USB {ago(self.copied)}" if self.copied else "Not copied to USB yet"


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
        copy_place=str(second.path.parent) if second else store.setting(SECOND_PLACE) or "",
        envelope=dt.date.fromisoformat(printed) if printed else None,
    )


def last_backup_line(made: backup.Backup) -> str:
    """'Last backup today 10:30, opened and checked', of a backup whose store is still shut."""
    return Safety(
        made.path.parent, backup=_local(made.manifest.made), checked=bool(made.manifest.checked)
    ).backup_line()


def make_backup(store: Store, reason: str) -> str:
    """Back up, and copy the backup to the second place where one is chosen and there; says in words what was done."""
    made = backup.make(store, reason)
    place = store.setting(SECOND_PLACE)
    if not place:
        return "Backup made, opened and checked."
    if not Path(place).is_dir():
        return f"Backup made and checked, but not copied: {place} is not there. Put the stick in, then back up again."
    backup.copy_to(store.folder, made, Path(place))
    return "Backup made, checked, and copied to the second place."


def _local(moment: str) -> dt.datetime:
    when = dt.datetime.fromisoformat(moment)
    return (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).astimezone()


def ago(moment: dt.datetime) -> str:
    """'today 10:30', 'yesterday 16:05', '9 days ago'."""
    days = (clock.today() - moment.date()).days
    if days <= 0:
        return f"today {moment:%H:%M}"
    return f"yesterday {moment:%H:%M}" if days == 1 else f"{display.count(days, 'day')} ago"
