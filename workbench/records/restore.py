"""Bringing a backup back: the present file is not touched until the copy from the backup has passed every check."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import anchors, backup, chain, gone, keys, migrations, templates, tries
from workbench.records.backup import BEFORE, BROKEN, FORM, Manifest, NotWhole
from workbench.records.database import FAILURES, connect
from workbench.records.failures import Damaged, NewerVersion, WrongPassphrase, told
from workbench.records.files import BLOCK, copy_whole, private, put_in_place, sha256_of, sync_file
from workbench.records.gone import Gone, Lists
from workbench.records.keys import KeyFile, KeyFileDamaged, Unlocked
from workbench.records.layout import BACKUPS, KEYS, LOCK, MOVED, STORE
from workbench.records.lock import Lock
from workbench.records.store import Models, Store
from workbench.records.templates import Template
from workbench.records.threshold import check, expect


class NoBackup(Plain):
    """The file is no backup of the workbench, or only a part of one."""


class BackupDamaged(Plain):
    """The backup is one, but its content is not what was written."""


class OtherCouncil(Plain):
    """The backup belongs to another council's files."""


@dataclass(frozen=True)
class Restored:
    """What a restore did: the backup, where the file that stood before is kept (None if there was none), what opens it.

    `ways` is a sentence on passphrase and recovery sheet, empty where they are those of before. `newer` says whether
    anything tells what was destroyed since the backup was made; where not, the last printed code is to be asked for.
    `again` counts, by register, what was destroyed since and went again. `letters` says which of the council's own
    letters came back, and which stayed as they are.
    """

    manifest: Manifest
    before: Path | None
    ways: str = ""
    newer: bool = True
    again: Mapping[str, int] = field(default_factory=dict)
    letters: str = ""

    @property
    def doubt(self) -> str:
        """What is to be asked where nothing tells what was destroyed since, for a person."""
        if self.newer:
            return ""
        return (
            f"Nothing found here tells what was destroyed after {display.moment(self.manifest.made)}, so it may stand "
            "here again. Take the last record of destruction that was printed, and check the code at its foot."
        )


def restore(path: Path, folder: Path, passphrase: str, models: Models, *, profile: Path | None = None) -> Restored:
    """Put the backup at `path` in place of the files in `folder`, which must not be open.

    The passphrase is today's, or that of the time of the backup, or the recovery key. The file that stood before is
    kept in `backups` as "before restore". Recorded in the history. Raises NoBackup, BackupDamaged, OtherCouncil,
    NewerVersion, WrongPassphrase, TooSoon, Missing, InUse, ReadOnlyPlace, CouldNotWrite; then nothing was changed.
    """
    with told(folder / STORE):
        folder.mkdir(parents=True, exist_ok=True)
        folder = folder.resolve()
        with ExitStack() as done:
            lock = Lock(folder / LOCK)
            done.callback(lock.release)
            if (folder / STORE).exists():
                lock.look(folder / STORE)
            if (folder / MOVED).exists():
                expect(folder)
            manifest, ways = manifest_of(path), ways_of(path, folder)
            copy, kept_keys, letters = done.enter_context(_unpacked(path, folder, manifest))
            key_file, unlocked = _unlocked(folder, kept_keys, passphrase, path, profile)
            _check(copy, unlocked, manifest, path)
            before = _keep_before(folder, unlocked, profile, models)
            (folder / (STORE + "-journal")).unlink(missing_ok=True)
            put_in_place(copy, folder / STORE)
            if key_file is not None:
                keys.write(folder / KEYS, key_file)
            beside = templates.bring(folder, letters)
            # Where the disk was lost, the list of what was destroyed lies beside the backup alone.
            (folder / BACKUPS).mkdir(exist_ok=True)
            lists = Lists(folder, profile, manifest.store_id, unlocked.data_key, beside=path.parent)
            destroyed = lists.known()
            lists.note(destroyed)
            newer = destroyed.beyond(manifest.head.hash) or _seen(profile, manifest)
    again = _record(folder, passphrase, models, manifest, profile, newer=newer)
    if key_file is None:
        said = "Passphrase and recovery sheet are those of today." if ways else ""
        return Restored(manifest, before, said, newer, again, beside)
    with suppress(OSError):
        keys.settle(folder / KEYS, key_file)
    return Restored(manifest, before, _older(manifest) if ways else "", newer, again, beside)


def _seen(profile: Path | None, manifest: Manifest) -> bool:
    """Whether this computer saw the files as they were then or later; it would know of what was destroyed since."""
    anchor = anchors.read(profile, manifest.store_id) if profile else None
    return anchor is not None and anchor.seq >= manifest.head.seq


def ways_of(path: Path, folder: Path) -> str:
    """What opens `folder` once the backup is back, where that may be another than today; needs no passphrase.

    Empty where nothing was changed since, and of a file that is no backup: restoring says so.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            then = keys.parse(archive.read(KEYS))
    except (OSError, KeyFileDamaged, *BROKEN):
        return ""
    present = _present(folder)
    if present is None:
        return "It opens with the passphrase and the recovery sheet of the time it was made."
    if present.store_id != then.store_id or set(present.slots) == set(then.slots):
        return ""
    return (
        "The passphrase or the recovery sheet was changed since. Type today’s passphrase, and today’s go on opening "
        "the records. Type the older one, and the older passphrase and sheet open them again, not today’s."
    )


def _older(manifest: Manifest) -> str:
    return (
        f"From now on the passphrase and the recovery sheet of {display.moment(manifest.made)} open the records, "
        "and no later ones."
    )


def _present(folder: Path) -> KeyFile | None:
    with suppress(KeyFileDamaged):
        return keys.read(folder / KEYS)
    return None


@dataclass(frozen=True)
class Offer:
    """A backup that may be brought back: whether it lies in the second place, and what will open it (`ways_of`)."""

    path: Path
    manifest: Manifest
    second: bool
    ways: str


def offers(folder: Path, second: Path | None = None) -> list[Offer]:
    """The backups of a council in its folder and its second place, newest first; needs no passphrase.

    Without `second` it is where the last copy went. Which council it is, its key file says, or its newest backup.
    """
    note = backup.second_copy(folder)
    place = second or (note.path.parent if note else None)
    found = [(False, made) for made in backup.newest_first(folder / BACKUPS)]
    if place and place != folder / BACKUPS:
        found += [(True, made) for made in backup.newest_first(place)]
    present = _present(folder)
    wanted = present.store_id if present else next((made.manifest.store_id for _, made in found), "")
    mine = [Offer(b.path, b.manifest, far, ways_of(b.path, folder)) for far, b in found if _of(b, wanted)]
    return sorted(mine, key=lambda offer: offer.manifest.made, reverse=True)


def offer_of(path: Path, folder: Path) -> Offer:
    """One backup, wherever it lies; raises NoBackup or NewerVersion in plain words."""
    return Offer(path, manifest_of(path), False, ways_of(path, folder))


def _of(made: backup.Backup, store_id: str) -> bool:
    return made.manifest.store_id == store_id


@dataclass(frozen=True)
class Rehearsed:
    """A backup that was found good; whether it `holds` the entry of a printed code, None where none was given."""

    manifest: Manifest
    holds: bool | None = None


def rehearse(path: Path, folder: Path, passphrase: str, profile: Path | None = None, code: str = "") -> Rehearsed:
    """Open a backup and check it whole, as a restore into `folder` would, and change nothing; raises the same."""
    room = folder if folder.is_dir() else None  # what is unpacked is sealed, wherever it lies
    with told(path), TemporaryDirectory(dir=room, prefix=backup.REHEARSAL) as aside:
        manifest = manifest_of(path)
        with _unpacked(path, Path(aside), manifest) as (copy, kept_keys, _):
            _, unlocked = _unlocked(folder, kept_keys, passphrase, path, profile)
            _check(copy, unlocked, manifest, path)
            if not code:
                return Rehearsed(manifest)
            with closing(connect(copy, unlocked.data_key)) as connection:
                return Rehearsed(manifest, chain.with_code(connection, code) is not None)


def manifest_of(path: Path) -> Manifest:
    """What a backup says of itself; raises NoBackup or NewerVersion in plain words."""
    if not path.is_file():
        raise NoBackup(f"There is no file {path}. Nothing was changed. Choose a backup (its name ends in .gwbackup).")
    try:
        manifest = backup.manifest_of(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    except BROKEN as error:
        raise NoBackup(
            f"{path.name} is not a backup of the workbench, or it was cut short while being copied. "
            "Nothing was changed. Choose another backup."
        ) from error
    if manifest.form > FORM or manifest.version > len(migrations.MIGRATIONS):
        raise NewerVersion(
            f"{path.name} was made by a newer version of the workbench ({manifest.program}). Nothing was changed. "
            "Install that version, then restore."
        )
    return manifest


@contextmanager
def _unpacked(path: Path, folder: Path, manifest: Manifest) -> Iterator[tuple[Path, bytes, dict[Template, bytes]]]:
    """The sealed copy under a temporary name in `folder`, the key file of the backup, and the council's own letters."""
    copy = folder / (STORE + ".restoring")
    try:
        try:
            with zipfile.ZipFile(path) as archive:
                with archive.open(STORE) as reading, private(copy) as writing:
                    for block in _blocks(reading, path, manifest):
                        writing.write(block)
                kept_keys, letters = archive.read(KEYS), templates.take(archive, manifest.letters)
        except BROKEN as error:
            raise _damaged(path) from error
        sync_file(copy)
        if sha256_of(copy) != manifest.sha256:
            raise _damaged(path)
        yield copy, kept_keys, letters
    finally:
        copy.unlink(missing_ok=True)


def _blocks(reading: IO[bytes], path: Path, manifest: Manifest) -> Iterator[bytes]:
    """The sealed copy in pieces, as long as it is no longer than it should be."""
    left = manifest.size
    while left >= 0:
        try:
            block = reading.read(BLOCK)
        except OSError as error:
            raise _unreadable(path, error) from error
        if not block:
            return
        left -= len(block)
        yield block
    raise _damaged(path)


def _unlocked(
    folder: Path, kept_keys: bytes, passphrase: str, path: Path, profile: Path | None
) -> tuple[KeyFile | None, Unlocked]:
    """The data key, by today's key file where it belongs to the backup, else by the backup's own (returned to keep)."""
    try:
        from_backup = keys.parse(kept_keys)
    except KeyFileDamaged as error:
        raise _damaged(path) from error
    present = _present(folder)
    if present and present.store_id != from_backup.store_id:
        raise OtherCouncil(
            f"{path.name} belongs to other council's files than those in {folder}. Nothing was changed. "
            "Choose a backup of these files, or restore it into an empty folder."
        )
    with tries.counted(profile, from_backup.store_id):
        if present:
            with suppress(WrongPassphrase):
                return None, present.unlock(passphrase)
        return from_backup, from_backup.unlock(passphrase)


def _check(copy: Path, unlocked: Unlocked, manifest: Manifest, path: Path) -> None:
    """The copy opens, is whole, belongs to its keys, and ends where its manifest says."""
    try:
        with closing(connect(copy, unlocked.data_key)) as connection:
            check(connection, copy, unlocked.slot.store_id)
        head, counts, version = backup.verify_copy(copy, unlocked.data_key)
    except (*FAILURES, NotWhole, Damaged) as error:
        raise _damaged(path) from error
    if (head, counts, version) != (manifest.head, manifest.counts, manifest.version):
        raise _damaged(path)


def _keep_before(folder: Path, unlocked: Unlocked, profile: Path | None, models: Models) -> Path | None:
    """Copy the file that stands now aside; it stays where it is as well until the new one takes its place.

    What it says was destroyed, and which numbers were given, is noted: a crash may have come before it.
    """
    present = folder / STORE
    if not present.exists():
        return None
    # Opening it once lets SQLite finish what a crash left; a damaged one is kept as it is, journal and all.
    with suppress(*FAILURES), closing(connect(present, unlocked.data_key)) as connection:
        line, given = gone.line_of(connection), dict[str, int]()
        with suppress(*FAILURES):  # an earlier version has fewer tables
            given = gone.given(connection, models)
        if line.records or given:
            lists = Lists(folder, profile, unlocked.slot.store_id, unlocked.data_key)
            lists.note(Gone({gone.mark_of(folder): line}, given))
    (folder / BACKUPS).mkdir(exist_ok=True)
    kept = backup.free(folder / BACKUPS, clock.now(), BEFORE, ".gwb")
    journal = folder / (STORE + "-journal")
    if journal.exists():
        copy_whole(journal, kept.with_name(kept.name + "-journal"))
    copy_whole(present, kept)
    if (folder / KEYS).exists():
        copy_whole(folder / KEYS, kept.with_suffix(".keys"))
    return kept


def _record(
    folder: Path, passphrase: str, models: Models, manifest: Manifest, profile: Path | None, *, newer: bool
) -> dict[str, int]:
    """Enter the restore in the history; says what went again before anybody could read it."""
    store = Store.open(folder, passphrase, models, profile=profile, restoring=True)
    try:
        about = {"made": manifest.made, "entry": manifest.head.seq, "code": manifest.head.code}
        about |= {"newer": newer, "again": store.again}
        store.record(f"Restore the backup of {display.moment(manifest.made)}", "restored", about)
        if not store.finding.well:
            store.continue_older_copy()
        store.note_head()
        return store.again
    finally:
        store.close()


def _unreadable(path: Path, error: OSError) -> NoBackup:
    return NoBackup(
        f"{path} cannot be read ({error.strerror or error}). Nothing was changed. "
        "See that the disk or memory stick is in and that you may read the file, or choose another backup."
    )


def _damaged(path: Path) -> BackupDamaged:
    return BackupDamaged(
        f"{path.name} is damaged: its content is not what was written, so it was not used. Nothing was changed. "
        "Choose an older backup, or the copy in your second place."
    )
