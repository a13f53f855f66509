"""Making, opening and closing a council's files, and what is said when that cannot be."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import OperationalError

from tests.records import raw
from tests.records.conftest import PASSPHRASE, add_lines, create, opened, reopen, series
from workbench.records import agreement, backup, database, failures, history, keys
from workbench.records.failures import Busy, CouldNotWrite, Damaged, Missing, ReadOnlyPlace, WrongPassphrase, told
from workbench.records.keys import KeyFileDamaged
from workbench.records.store import Council, Store
from workbench.registers import MODELS


def test_the_file_is_opened_as_was_decided(store: Store) -> None:
    said = {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0,
        "cell_size_check": 1, "temp_store": 2, "application_id": 0x47574231, "user_version": 1,
    }  # fmt: skip
    connection = store.sealed.connection()
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in said} == said


def test_one_whole_file_lies_there_at_rest(folder: Path) -> None:
    store, _ = create(folder)
    add_lines(store, ["a"])
    store.close()
    assert sorted(path.name for path in folder.iterdir()) == ["backups", "council.gwb", "council.keys", "council.lock"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_keys_and_every_copy_of_them_are_private(folder: Path, tmp_path: Path) -> None:
    store, _ = create(folder)
    store.change_passphrase(PASSPHRASE, "another one")
    made = backup.make(store, "test")
    copied = backup.copy_to(folder, made, tmp_path / "stick")
    for path in (folder / "council.keys", folder / "council.keys.previous", made.path, copied):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    store.close()


def test_a_council_is_never_made_over_another(folder: Path, made: str) -> None:
    before = (folder / "council.gwb").read_bytes(), (folder / "council.keys").read_bytes()
    with pytest.raises(Missing, match="already holds a council's files"):
        create(folder)
    assert ((folder / "council.gwb").read_bytes(), (folder / "council.keys").read_bytes()) == before
    (folder / "council.gwb").unlink()
    with pytest.raises(Missing, match="already holds"):
        create(folder)
    assert (folder / "council.keys").read_bytes() == before[1], "the keys of a lost file may be all that is left"


def test_what_is_missing_is_said_and_nothing_is_made(folder: Path, made: str, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="There are no council's files"):
        reopen(tmp_path / "empty")
    assert not (tmp_path / "empty").exists()
    for name, words in (("council.gwb", "no new one was made"), ("council.keys", "recycle bin")):
        other = tmp_path / name
        shutil.copytree(folder, other)
        (other / name).unlink()
        with pytest.raises(Missing, match=words):
            reopen(other)
        assert not (other / name).exists()


def test_damage_and_a_wrong_passphrase_are_told_apart(
    folder: Path, made: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WrongPassphrase):
        reopen(folder, "wrong")
    (folder / "council.gwb").write_bytes(b"x" * 8192)
    with pytest.raises(WrongPassphrase):
        reopen(folder, "wrong")
    with pytest.raises(Damaged, match="The passphrase is right"):
        reopen(folder)
    assert capfd.readouterr().err == "", "the cipher itself says nothing"
    for path in folder.glob("council.keys*"):
        path.write_bytes(b"x")
    with pytest.raises(KeyFileDamaged, match="restore the newest backup"):
        reopen(folder)


def test_odd_names_and_folders_do_no_harm(tmp_path: Path) -> None:
    forbidden = "" if os.name == "nt" else "?mode=memory"
    folder = tmp_path / f"Swyddfa'r cyngor ŷ 100% #1 %3Fx=y&z{forbidden}"
    store, _ = Store.create(folder, Council('Llŷn ‘Town’ "C"'), PASSPHRASE, "Jo; DROP", MODELS)
    add_lines(store, ["a"])
    store.close()
    with opened(folder) as store:
        assert (store.council.name, store.user, series(store)) == ('Llŷn ‘Town’ "C"', "Jo; DROP", ["a"])


def test_half_a_sign_in_a_name_is_said(tmp_path: Path) -> None:
    for council, user in (("a\ud83d", "Jo"), ("a", "Jo\ud83d")):
        with pytest.raises(failures.NotKept):
            Store.create(tmp_path / "council", Council(council), PASSPHRASE, user, MODELS)
        assert not (tmp_path / "council" / "council.gwb").exists()
    create(tmp_path / "council")[0].close()


def test_settings_are_kept_and_recorded_once(folder: Path) -> None:
    store, _ = create(folder)
    store.set_setting("a", {"b": [1, "ŷ"]})
    head = history.head()
    store.set_setting("a", {"b": [1, "ŷ"]})
    assert history.head() == head
    store.close()
    with opened(folder) as store:
        assert store.setting("a") == {"b": [1, "ŷ"]}
        assert store.setting("none") is None


def test_every_thread_has_a_connection_and_closing_ends_them_all(store: Store) -> None:
    add_lines(store, ["a"])
    found: list[object] = []

    def look() -> None:
        found.append(store.sealed.connection())
        found.append(series(store))

    for _ in range(3):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert found[1::2] == [["a"]] * 3
    assert len({id(c) for c in found[0::2]} | {id(store.sealed.connection())}) >= 2
    store.close()
    with pytest.raises(Exception, match="closed"):
        store.sealed.connection()


def test_threads_that_write_at_once_wait_for_each_other(store: Store) -> None:
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(15):
                add_lines(store, [f"{name}{number}"])
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len(series(store)) == 45
    assert agreement.report(store).intact


def test_the_recovery_key_opens_and_its_use_is_recorded(folder: Path, made: str) -> None:
    with opened(folder, made.lower().replace("-", " ")) as store:
        assert (store.user, store.opened_with_recovery) == ("Recovery key", True)
        assert [e.action for e in history.of_record("store", 0)] == ["recovery key used"]
        fresh = store.new_recovery_key()
        assert (store.opened_with_recovery, store.unconfirmed_sheets()) == (True, 1)
        store.confirm_recovery_key(fresh)
        assert (store.opened_with_recovery, store.unconfirmed_sheets()) == (False, 0)
    with pytest.raises(WrongPassphrase):
        reopen(folder, made)
    reopen(folder, fresh).close()
    reopen(folder).close()


@pytest.mark.parametrize("opened_by", ["passphrase", "recovery"])
@pytest.mark.parametrize("old", ["passphrase", "recovery"])
def test_a_passphrase_is_set_anew_and_the_recovery_key_stays(folder: Path, made: str, opened_by: str, old: str) -> None:
    ways = {"passphrase": PASSPHRASE, "recovery": made}
    with opened(folder, ways[opened_by]) as store:
        store.change_passphrase(ways[old], "another one")
    with pytest.raises(WrongPassphrase):
        reopen(folder)
    with opened(folder, "another one") as store:
        assert store.user == "Jo Clerk"
    reopen(folder, made).close()


def test_a_sheet_that_was_begun_and_never_confirmed_opens_beside_the_one_in_the_envelope(
    folder: Path, made: str
) -> None:
    with opened(folder) as store:
        begun = store.new_recovery_key()
    for key in (made, begun):
        reopen(folder, key).close()


def test_after_a_change_no_file_in_the_folder_opens_with_the_old_passphrase(folder: Path, made: str) -> None:
    with opened(folder) as store:
        store.change_passphrase(PASSPHRASE, "another one")
    found = [path for path in folder.iterdir() if path.name.startswith("council.keys")]
    assert len(found) == 2
    for path in found:
        with pytest.raises(WrongPassphrase):
            keys.parse(path.read_bytes()).unlock(PASSPHRASE)
        keys.parse(path.read_bytes()).unlock("another one")


def test_a_wrong_old_passphrase_changes_nothing(folder: Path, made: str) -> None:
    with opened(folder) as store, pytest.raises(WrongPassphrase):
        store.change_passphrase("wrong", "another one")
    reopen(folder).close()


def test_a_passphrase_whose_change_could_not_be_recorded_is_not_changed(
    folder: Path, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said not to have been kept has not been kept, and the old passphrase still opens."""
    before = (folder / "council.keys").read_bytes()
    written: list[bytes] = []

    def full(*_: object) -> None:
        written.append((folder / "council.keys").read_bytes())
        raise OperationalError("disk I/O error")

    with opened(folder) as store:
        with monkeypatch.context() as patch:
            patch.setattr(store.sealed, "commit", full)
            with pytest.raises(CouldNotWrite):
                store.change_passphrase(PASSPHRASE, "another one")
        assert written != [before], "the control: the new keys were already in place"
        assert (folder / "council.keys").read_bytes() == before
        assert agreement.report(store).intact
    reopen(folder).close()


def test_a_full_disk_by_sqlites_own_word(store: Store) -> None:
    connection = store.sealed.connection()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(CouldNotWrite, match="is full or does not answer"):
        add_lines(store, ["x" * 1000] * 500)
    connection.execute("PRAGMA max_page_count = 1000000")
    assert series(store) == []
    add_lines(store, ["goes on"])
    assert agreement.report(store).intact


def test_a_file_that_others_write_at_this_moment_is_said_to_be_busy(
    folder: Path, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT", 0.05)
    with (
        opened(folder) as store,
        closing(raw.connect(folder / "council.gwb", raw.data_key(folder / "council.keys", PASSPHRASE))) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="Wait a moment"):
            add_lines(store, ["a"])
        other.execute("ROLLBACK")
        add_lines(store, ["b"])


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, CouldNotWrite, "is full"),
        (errno.EIO, CouldNotWrite, "does not answer"),
        (errno.EACCES, ReadOnlyPlace, "may not write"),
        (errno.EROFS, ReadOnlyPlace, "look but not change"),
        (errno.ENOTDIR, CouldNotWrite, "choose another folder"),
        (errno.ENOENT, CouldNotWrite, "could not be reached"),
    ],
)
def test_what_the_system_says_is_said_in_words(tmp_path: Path, number: int, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words), told(tmp_path / "council.gwb"):
        raise OSError(number, os.strerror(number))


def test_a_mistake_of_ours_is_not_dressed_up(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), told(store.path):
        raise ZeroDivisionError
    with pytest.raises(database.FAILURES, match="UNIQUE"), told(store.path):
        store.sealed.connection().execute("INSERT INTO council_setting SELECT * FROM council_setting")
