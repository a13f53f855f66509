"""Backups: copied while the store is in use, opened and checked, kept by an age rule.

A backup is one zip file that needs no other: `council.gwb` (the sealed copy), `council.keys` (the slots as they were),
the council's own letters, and `manifest.json` (plain text without personal data). It lies in `backups` in the council's
folder.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import workbench
from workbench import clock
from workbench.errors import Plain
from workbench.records import attachments, chain, history, keys, migrations, templates
from workbench.records.chain import Head
from workbench.records.database import connect
from workbench.records.failures import told
from workbench.records.files import copy_whole, private, put_in_place, same_disk, sha256_of, write_whole
from workbench.records.layout import BACKUPS, KEYS, STORE
from workbench.records.templates import Template

if TYPE_CHECKING:
    from workbench.records.store import Store

SUFFIX = ".gwbackup"
REHEARSAL = "rehearsal-"
MANIFEST = "manifest.json"
SECOND = "second-copy.json"
FORM = 1
DAILY, WEEKLY, MONTHLY = 12, 10, 9
ALL_FOR = dt.timedelta(days=2)  # every backup of the last two days stays, those before an import above all
LONGEST = dt.timedelta(days=9 * 31)  # what was destroyed has left the backups by then
LEAST = 3  # the newest stay however old they are: a clock that jumps ahead must not empty the folder
NAME, BEFORE = "council %Y-%m-%d %H%M%S", "before restore %Y-%m-%d %H%M%S"
MOST_SAID = 1 << 20  # octets of a manifest
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)  # fmt: skip - what zip and JSON raise where a file is not what it says


class NotWhole(Plain):
    """The copy did not pass its checks; no backup was made of it."""


def _is(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError
    return value


_TEXTS = ("store_id", "council", "made", "checked", "reason", "program", "sha256")


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `sha256` is that of the sealed copy, `checked` when it passed (ISO, UTC)."""

    form: int
    store_id: str
    council: str
    made: str
    checked: str
    reason: str
    program: str
    version: int
    counts: dict[str, int]
    head: Head
    sha256: str
    size: int
    letters: tuple[Template, ...] = ()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """The manifest of its JSON, what a later version added left out; one of BROKEN where it is none."""
        about = json.loads(text)
        said: dict[str, Any] = {name: _is(str, about[name]) for name in _TEXTS}
        said |= {name: _is(int, about[name]) for name in ("form", "version", "size")}
        counts = {name: _is(int, count) for name, count in _is(dict, about["counts"]).items()}
        for moment in (said["made"], said["checked"]):
            dt.datetime.fromisoformat(moment)
        head = Head(_is(int, about["head"]["seq"]), bytes.fromhex(_is(str, about["head"]["hash"])).hex())
        letters = tuple(map(Template.from_json, _is(list, about.get("letters", []))))
        return cls(**said, counts=counts, head=head, letters=letters)


@dataclass(frozen=True)
class Backup:
    """One backup: where it is and what it says of itself; `left` are letters that could not go into a fresh one."""

    path: Path
    manifest: Manifest
    left: tuple[str, ...] = ()

    @property
    def without(self) -> str:
        """Which letters are not in it, for a person; empty where all are."""
        names = ", ".join(self.left)
        return f"Not in it, as too large, not readable or with signs a name may not have: {names}." if names else ""


@dataclass(frozen=True)
class SecondCopy:
    """The last copy in a second place: the file, when (ISO, UTC), whether on the disk of the records themselves."""

    path: Path
    made: str
    same_disk: bool = False


@dataclass(frozen=True)
class Facts:
    """What the status bar says: the newest backup, whether anything changed since, and the second copy."""

    last: Backup | None
    changed_since: bool
    second: SecondCopy | None


def make(store: Store, reason: str) -> Backup:
    """Back the open store up: copy, open the copy, check it whole, put it in place, let old ones go."""
    folder = store.folder / BACKUPS
    made = clock.now()
    copy = folder / (STORE + ".copy")
    assert not store.sealed.in_transaction(), "a copy would wait for its own transaction to end"
    with told(store.path):
        folder.mkdir(exist_ok=True)
        target = free(folder, made, NAME, SUFFIX)
        try:
            _copy(store, copy)
            letters, left = templates.read(store.folder)
            manifest = _checked(store, copy, made, reason, tuple(letters))
            _pack(copy, store.folder / KEYS, manifest, letters, target)
        finally:
            copy.unlink(missing_ok=True)
    store.note_head()
    rotate(folder, made)
    return Backup(target, manifest, tuple(left))


def make_if_changed(store: Store, reason: str) -> Backup | None:
    """Back up unless the newest backup already holds everything; None where it does."""
    return make(store, reason) if not store.read_only and facts(store).changed_since else None


def facts(store: Store) -> Facts:
    """The newest backup of this store, whether anything changed since, and the second copy."""
    mine = (b for b in newest_first(store.folder / BACKUPS) if b.manifest.store_id == store.store_id)
    last = next(mine, None)
    changed = last is None or last.manifest.head != history.head()
    changed = changed or templates.differ(store.folder, last.manifest.letters if last else ())
    return Facts(last, changed, second_copy(store.folder))


def copy_to(folder: Path, backup: Backup, place: Path) -> Path:
    """Copy a backup to a second place such as a memory stick, read it back, and note the date."""
    target = place / backup.path.name
    with told(target):
        place.mkdir(parents=True, exist_ok=True)
        if copy_whole(backup.path, target) != sha256_of(target):
            target.unlink(missing_ok=True)
            raise NotWhole(
                f"The copy in {place} does not read back as it was written, so it was removed. The backup itself is "
                f"safe in {backup.path.parent}. Use another memory stick or folder."
            )
    note = {"path": str(target), "made": _utc(clock.now()), "same_disk": same_disk(backup.path.parent, place)}
    with suppress(OSError):
        write_whole(folder / BACKUPS / SECOND, json.dumps(note).encode())
    return target


def second_copy(folder: Path) -> SecondCopy | None:
    """The last copy in a second place, or None."""
    try:
        note = json.loads((folder / BACKUPS / SECOND).read_bytes())
        return SecondCopy(Path(note["path"]), str(note["made"]), note.get("same_disk") is True)
    except (OSError, ValueError, OverflowError, KeyError, TypeError):
        return None


def newest_first(folder: Path) -> Iterable[Backup]:
    """The backups in a folder that say what they are, newest first."""
    for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True):
        with suppress(OSError, *BROKEN):
            yield Backup(path, manifest_of(path))


def manifest_of(path: Path) -> Manifest:
    """What a backup says of itself; raises one of BROKEN where it is none."""
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo(MANIFEST).file_size > MOST_SAID:
            raise ValueError
        return Manifest.from_json(archive.read(MANIFEST))


def rotate(folder: Path, now: dt.datetime) -> None:
    """Let backups go that the age rule no longer keeps. Files not named as ours are left alone."""
    today = now.replace(tzinfo=None)
    dated = [(moment, path) for path in folder.glob(f"*{SUFFIX}") if (moment := _moment(path, NAME))]
    keep = kept([moment for moment, _ in dated], today)
    gone = [path for moment, path in dated if moment not in keep]
    gone += [p for p in folder.iterdir() if (moment := _moment(p, BEFORE)) and today - moment > LONGEST]
    for path in gone:
        with suppress(OSError):
            path.unlink()


def kept(made: Sequence[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Which of the backups made at these moments stay: the newest of 12 days, 10 weeks, 9 months, none for longer."""
    keep = {moment for moment in made if now - moment <= ALL_FOR}
    for most, period in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        newest = {moment.strftime(period): moment for moment in sorted(made)}
        keep |= set(sorted(newest.values(), reverse=True)[:most])
    return {moment for moment in keep if now - moment <= LONGEST} | set(sorted(made, reverse=True)[:LEAST])


def verify_copy(path: Path, data_key: bytes) -> tuple[Head, dict[str, int], int]:
    """Open a sealed copy and check it whole: its head, how many rows each table has, its version. Raises NotWhole."""
    with closing(connect(path, data_key)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        verdict = chain.verify(connection)
        if said != "ok" or not verdict.intact:
            why = verdict.sentence if said == "ok" else f"The check of its pages says: {said}."
            raise NotWhole(f"The copy of the council's file is not whole. {why} Your file was not touched.")
        if unlike := attachments.unlike(connection):
            raise NotWhole(
                f"A file kept in the records (number {unlike[0]}) is not as it was added. Your file was not touched. "
                "Look for a backup that holds it whole."
            )
        return verdict.head, _counts(connection), migrations.version(connection)


def _copy(store: Store, copy: Path) -> None:
    # What a crash left half-made is a whole council's records to whoever has the key: it must not lie here for ever.
    half_made = (*copy.parent.glob("*.new"), *copy.parent.glob(copy.name + "*"))
    for left in (*half_made, *store.folder.glob(STORE + ".restoring*")):
        left.unlink(missing_ok=True)
    for left in store.folder.glob(REHEARSAL + "*"):
        shutil.rmtree(left, ignore_errors=True)
    with closing(store.sealed.fresh()) as source, closing(store.sealed.beside(copy)) as target:
        source.backup(target)


def _checked(store: Store, copy: Path, made: dt.datetime, reason: str, letters: tuple[Template, ...]) -> Manifest:
    head, counts, version = store.sealed.with_key(copy, verify_copy)
    return Manifest(
        FORM, store.store_id, store.council.name, _utc(made), _utc(clock.now()), reason,
        workbench.__version__, version, counts, head, sha256_of(copy), copy.stat().st_size, letters,
    )  # fmt: skip


def _pack(copy: Path, key_path: Path, manifest: Manifest, letters: Mapping[Template, bytes], target: Path) -> None:
    fresh = target.with_name(target.name + ".new")
    try:
        with private(fresh) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                archive.write(copy, STORE)
                archive.writestr(KEYS, keys.read(key_path).to_bytes())
                templates.put(archive, letters)
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
            file.flush()
            os.fsync(file.fileno())
        _read_back(fresh, manifest)
        put_in_place(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)


def _read_back(path: Path, manifest: Manifest) -> None:
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None or manifest_of(path) != manifest:
            raise NotWhole(
                f"The backup does not read back from {path.parent} as it was written, so it was not kept. "
                "Your file was not touched. Look at the disk, or back up to another place."
            )


def _counts(connection: Any) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_words%'"
    ).fetchall()
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in tables}  # noqa: S608 - names are the store's own


def free(folder: Path, made: dt.datetime, name: str, suffix: str) -> Path:
    """A path with the moment in its name that no file has yet."""
    while (path := folder / (made.strftime(name) + suffix)).exists():
        made += dt.timedelta(seconds=1)
    return path


def _moment(path: Path, name: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(path.stem, name)  # noqa: DTZ007 - names carry the wall clock's time
    except ValueError:
        return None


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
