"""The council's files: made, opened and closed in one place."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from workbench.records import again, anchors, backup, gone, history, keys, migrations, takenback
from workbench.records.anchors import Finding
from workbench.records.database import FAILURES, SealedDatabase, connect, database, setting_of
from workbench.records.failures import NeedsUpdate, ReadOnlyPlace, told
from workbench.records.files import put_in_place, sync_file
from workbench.records.history import Operation
from workbench.records.keys import KeyFile, Unlocked
from workbench.records.layout import BACKUPS, KEYS, LOCK, STORE
from workbench.records.lock import Lock
from workbench.records.record import Record, table_name
from workbench.records.threshold import STORE_ID, check, expect, refuse_second, unfinished, unlock

COUNCIL = "council"
DRAFT = "draft "
Models = Sequence[type[Record]]


@dataclass(frozen=True)
class Council:
    """Whose records these are: name, nation (england, wales, scotland, northern-ireland), sample or real."""

    name: str
    nation: str = "england"
    sample: bool = False


class Store:
    """A council's open files. One at a time in a process: models reach it through `database`."""

    def __init__(self, folder: Path, sealed: SealedDatabase, models: Models, unlocked: Unlocked) -> None:
        """Made by `create` and `open` only."""
        self.folder, self.models, self.read_only = folder, tuple(models), sealed.read_only
        self.sealed, self._slot, self._data_key = sealed, unlocked.slot, unlocked.data_key
        self.opened_with_recovery = unlocked.slot.role == keys.RECOVERY
        self.user = "Recovery key" if self.opened_with_recovery else unlocked.slot.user
        sealed.reader = None if self.opened_with_recovery else self.user
        sealed.people = keys.read(folder / KEYS).people()
        self.profile: Path | None = None
        self.finding = Finding(anchors.Standing.FIRST)
        self.gone, self.lists = gone.Gone(), gone.Lists(folder, None, self.store_id, unlocked.data_key)
        self.elsewhere: dict[type[Record], list[int]] = {}
        self.again: dict[str, int] = {}
        self.clock_doubt = ""
        self._lock: Lock | None = None
        self._doing = threading.local()
        database.initialize(sealed)

    @classmethod
    def create(
        cls, folder: Path, council: Council, passphrase: str, user: str, models: Models, *, profile: Path | None = None
    ) -> tuple[Store, str]:
        """Make a council's files in a folder that holds none; returns the open store and the recovery key.

        Everything is written under other names first, so that a crash leaves nothing half-made.
        """
        path = folder / STORE
        with told(path):
            folder.mkdir(parents=True, exist_ok=True)
            folder = folder.resolve()
            path = folder / STORE
            lock = Lock(folder / LOCK)
            try:
                refuse_second(folder)
                data_key = keys.new_data_key()
                key_file, recovery_key = keys.new_key_file(data_key, passphrase, user)
                unlocked = Unlocked(data_key, key_file.slots[0])
                _make(folder, unlocked, council, models)
                (folder / BACKUPS).mkdir(exist_ok=True)
                keys.write(folder / KEYS, key_file)
                put_in_place(unfinished(folder), path)
                lock.also(path)
                sealed = SealedDatabase(path, data_key)
            except BaseException:
                lock.release()
                raise
        store = cls(folder, sealed, models, unlocked)
        store._lock = lock
        store.lists = gone.Lists(folder, profile, store.store_id, data_key)
        store._look_at_anchor(profile)
        return store, recovery_key

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str,
        models: Models,
        *,
        read_only: bool = False,
        profile: Path | None = None,
        restoring: bool = False,
    ) -> Store:
        """Open a council's files with a passphrase or the recovery key.

        To read only, no lock is needed: it works beside an open window and where nothing can be written. `profile` is
        the folder outside the council's where the history's head and wrong passphrases are noted. `restoring` says that
        a backup was just put in place.
        Raises Missing, Moved, InUse, ReadOnlyPlace, WrongPassphrase, TooSoon, Damaged, NewerVersion, NeedsUpdate.
        """
        folder = folder.resolve()
        path = folder / STORE
        expect(folder)
        with ExitStack() as undo, told(path):
            lock = None if read_only else Lock(folder / LOCK)
            if lock:
                undo.callback(lock.release)
                lock.also(path)
            unlocked = unlock(keys.read(folder / KEYS), passphrase, profile)
            sealed = SealedDatabase(path, unlocked.data_key, read_only=read_only)
            undo.callback(sealed.shut)
            check(sealed.connection(), path, unlocked.slot.store_id)
            store = cls(folder, sealed, models, unlocked)
            store._lock = lock
            store._bring_up_to_date()
            store.lists = gone.Lists(folder, profile, store.store_id, unlocked.data_key)
            again.on_opening(store, restoring=restoring)
            if not read_only:
                takenback.forget(store)
            if store.opened_with_recovery and not read_only:
                store.record("Opened with the recovery key", "recovery key used", {"slot": store._slot.slot})
            store.clock_doubt = history.clock_doubt()
            store._look_at_anchor(profile)
            undo.pop_all()
        return store

    @property
    def path(self) -> Path:
        """The store's own file."""
        return self.folder / STORE

    @property
    def store_id(self) -> str:
        """The random name this store was given when it was made."""
        return self._slot.store_id

    @property
    def council(self) -> Council:
        """Whose records these are."""
        return Council(**self.setting(COUNCIL))

    def close(self) -> None:
        """Close all connections, note the head of the history, let others in."""
        if not self.read_only:
            with suppress(*FAILURES):
                takenback.forget(self)
        if not self.read_only and self.profile and self.finding.well:
            with suppress(*FAILURES):
                anchors.note(self.profile, self.store_id, history.head())
        self.sealed.shut()
        self._data_key = b""
        self.lists = gone.Lists(self.folder, None, self.store_id, b"")
        if self._lock:
            self._lock.release()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Failures of the disk are said in plain words; nothing of the transaction stays then."""
        with told(self.path, (*FAILURES, UnicodeEncodeError)):
            if self.read_only:
                raise ReadOnlyPlace(
                    f"The council's files in {self.folder} are open to read only. Nothing was changed. "
                    "Close them and open them for work to make changes."
                )
            with database.atomic() if database.in_transaction() else database.atomic("IMMEDIATE"):
                yield

    @contextmanager
    def operation(self, name: str, kind: str) -> Iterator[Operation]:
        """A transaction and what it is called; everything changed inside is undone together. Inner ones join in."""
        outer: Operation | None = getattr(self._doing, "operation", None)
        with self.transaction():
            operation = outer or history.begin(name, kind, self.user)
            self._doing.operation = operation
            try:
                yield operation
            finally:
                self._doing.operation = outer
            if outer is None:
                history.end(operation.id)

    def setting(self, name: str) -> Any:
        """A setting of the council's own, as it was given to `set_setting`, or None."""
        return setting_of(name)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a setting (anything JSON can hold); recorded in the history like every change."""
        old = self.setting(name)
        if old == value:
            return
        with self.operation(f"Set {name}", "setting") as operation:
            _put_setting(self.sealed.connection(), name, value)
            history.append([history.change_of("setting", 0, "set", {name: old}, {name: value})], operation.id)

    def keep_draft(self, name: str, value: Any) -> None:
        """Keep something unfinished as a setting, outside the history, which would never forget it; None lets it go.

        The name must begin with `DRAFT`: that tells it from the settings whose history is kept.
        """
        assert name.startswith(DRAFT)
        with self.transaction():
            if value is None:
                database.execute_sql("DELETE FROM council_setting WHERE name = ?", (name,))
            else:
                _put_setting(self.sealed.connection(), name, value)

    def change_passphrase(self, old: str, new: str) -> None:
        """Give the slot of the person who opened the files another passphrase; raises WrongPassphrase for `old`.

        With the recovery key as `old`, it is the first person's passphrase that is set anew; the key still opens.
        """
        key_file = keys.read(self.folder / KEYS)
        unlocked = key_file.unlock(old)
        slot = unlocked.slot.slot
        if unlocked.slot.role == keys.RECOVERY:
            slot = next((s.slot for s in key_file.slots if s.role != keys.RECOVERY), key_file.next_number())
        self._rewrite_keys(key_file.with_passphrase(unlocked.data_key, new, slot), "passphrase changed", slot)

    def prove(self, typed: str) -> None:
        """Raise WrongPassphrase unless this opens the files; asked before the ways in are changed."""
        keys.read(self.folder / KEYS).unlock(typed)

    def new_recovery_key(self) -> str:
        """Make a new recovery key, to be printed once. The old one goes on opening until the new one is confirmed."""
        key_file, recovery_key = keys.read(self.folder / KEYS).with_recovery(self._data_key)
        self._rewrite_keys(key_file, "recovery key made", key_file.slots[-1].slot)
        return recovery_key

    def confirm_recovery_key(self, key: str) -> None:
        """The new recovery key is on paper and was typed back from it: from now on no other opens these files."""
        key_file = keys.read(self.folder / KEYS).with_one_recovery(key)
        self._rewrite_keys(key_file, "recovery key renewed", key_file.recovery_slots()[0].slot)
        self.opened_with_recovery = False

    def unconfirmed_sheets(self) -> int:
        """How many recovery keys were made and never confirmed; they open these files like the confirmed one."""
        return max(len(keys.read(self.folder / KEYS).recovery_slots()) - 1, 0)

    def continue_older_copy(self) -> None:
        """Go on with a copy that is older than what was seen, or another: recorded as a restore."""
        anchor = self.finding.anchor
        seen = {"seen": anchor.seq, "hash": anchor.hash} if anchor else None
        self.record("Continue with an older copy", "restore", seen)
        self.finding = Finding(anchors.Standing.CONTINUES, anchor)
        self.note_head()

    def record(self, name: str, action: str, after: dict[str, Any] | None) -> None:
        """Enter something done with the files themselves in the history."""
        with self.operation(name, "store") as operation:
            history.append([history.change_of("store", 0, action, None, after)], operation.id)

    def note_head(self) -> None:
        """Note the head of the history outside the council's folder."""
        if self.profile and self.finding.well:
            anchors.note(self.profile, self.store_id, history.head())

    def _rewrite_keys(self, key_file: KeyFile, action: str, slot: int) -> None:
        path = self.folder / KEYS
        before = keys.read(path)
        with told(self.path):
            try:
                with self.transaction():
                    self.record(action.capitalize(), action, {"slot": slot})
                    keys.write(path, key_file)
            except BaseException:
                # What is said not to have been kept must not have been kept: a rename needs no space on a full disk.
                if keys.read(path) != before:
                    put_in_place(keys.kept_before(path), path)
                raise
            with suppress(OSError):  # the new way in holds; the copy beside it is a second care
                keys.settle(path, key_file)

    def _bring_up_to_date(self) -> None:
        sealed = self.sealed
        connection = sealed.connection()
        missing = [m for m in self.models if not sealed.table_exists(table_name(m))]
        behind = migrations.version(connection) < len(migrations.MIGRATIONS)
        if self.read_only and (behind or missing):
            raise NeedsUpdate(
                f"The council's files in {self.folder} were last used by an earlier version. Nothing was changed. "
                "Open them once for work, then they can be read."
            )
        if self.read_only:
            return
        if behind:
            backup.make(self, "before an update")
            migrations.run(connection, migrations.MIGRATIONS)
        with database.atomic("IMMEDIATE"):
            for model in missing:
                model.create_table(safe=True)

    def note_gone(self, counters: Mapping[str, int]) -> None:
        """Note outside the store what was destroyed until now, and the highest running numbers given, by counter."""
        again.note(self, counters)

    def _look_at_anchor(self, profile: Path | None) -> None:
        self.profile = profile
        if profile:
            self.finding = anchors.compare(anchors.read(profile, self.store_id), history.head(), history.hash_at)
            if not self.read_only:
                self.note_head()


def _make(folder: Path, unlocked: Unlocked, council: Council, models: Models) -> None:
    """Write the whole new store under its unfinished name."""
    path = unfinished(folder)
    path.unlink(missing_ok=True)
    connect(path, unlocked.data_key, create=True).close()
    sealed = SealedDatabase(path, unlocked.data_key)
    database.initialize(sealed)
    try:
        migrations.run(sealed.connection(), migrations.MIGRATIONS)
        with database.atomic("IMMEDIATE"):
            for model in models:
                model.create_table(safe=True)
            begun = {STORE_ID: unlocked.slot.store_id, COUNCIL: asdict(council)}
            for name, value in begun.items():
                _put_setting(sealed.connection(), name, value)
            operation = history.begin("Set up the council", "store", unlocked.slot.user)
            history.append([history.change_of("setting", 0, "set", None, begun)], operation.id)
    finally:
        sealed.shut()
    sync_file(path)


def council_at(seq: int) -> Council | None:
    """Whose records these were by their own account when an entry of the history was written, whatever is set now."""
    past = (entry for entry in history.of_record("setting", 0) if entry.seq <= seq and entry.after)
    said = [entry.after[COUNCIL] for entry in past if entry.after and COUNCIL in entry.after]
    return Council(**said[-1]) if said else None


def _put_setting(connection: Any, name: str, value: Any) -> None:
    kept = json.dumps(value, ensure_ascii=False, sort_keys=True)
    connection.execute("INSERT OR REPLACE INTO council_setting VALUES (?, ?)", (name, kept))
