"""Files kept in the store (T12): under a number, by a harmless name, whole, and gone with their record (T14)."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.records import raw
from tests.records.conftest import PASSPHRASE, add_lines, create, opened, reopen
from workbench.errors import Plain
from workbench.records import agreement, attachments, backup, gone, history, record
from workbench.records.attachments import Attachment, Owner, display_name, keep, read
from workbench.records.failures import Damaged
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.registers.retention_schedule import ScheduleLine

MB = 1 << 20
CASE = Owner(ScheduleLine.register_name, 1)
# What came with the name, and what a person may be shown; written by hand.
NAMES = (
    ("../../x", "x"),
    ("..\\..\\x.pdf", "x.pdf"),
    ("/etc/passwd", "passwd"),
    ("C:\\Users\\jo\\letter.docx", "letter.docx"),
    ("c:evil.txt", "c-evil.txt"),
    ("\\\\server\\share\\list.xlsx", "list.xlsx"),
    ("//server/share/list.xlsx", "list.xlsx"),
    ("\\\\?\\C:\\long.txt", "long.txt"),
    ("\\\\.\\COM1", "_COM1"),
    ("..", "Unnamed file"),
    (".", "Unnamed file"),
    ("", "Unnamed file"),
    ("   ", "Unnamed file"),
    ("...", "Unnamed file"),
    ("/", "Unnamed file"),
    ("\\", "Unnamed file"),
    ("CON", "_CON"),
    ("con", "_con"),
    ("Con.txt", "_Con.txt"),
    ("CON .txt", "_CON .txt"),
    ("PRN.pdf", "_PRN.pdf"),
    ("AUX", "_AUX"),
    ("nul.tar.gz", "_nul.tar.gz"),
    ("COM9.log", "_COM9.log"),
    ("LPT1", "_LPT1"),
    ("COM¹", "_COM¹"),
    ("CONIN$", "_CONIN$"),
    ("CONTRACT.pdf", "CONTRACT.pdf"),
    ("COM10", "COM10"),
    ("letter.pdf.", "letter.pdf"),
    ("letter.pdf   ", "letter.pdf"),
    ("letter.pdf. . .", "letter.pdf"),
    ("  letter.pdf", "letter.pdf"),
    (".htaccess", "htaccess"),
    ("a:stream", "a-stream"),
    ("letter.docx:evil.exe", "letter.docx-evil.exe"),
    ("letter.txt::$DATA", "letter.txt--$DATA"),
    ('what?*<>|".txt', "what------.txt"),
    ("photo\u202egpj.exe", "photogpj.exe"),
    ("\u202dphoto\u202c.jpg", "photo.jpg"),
    ("photo\u2066fdp\u2069.exe", "photofdp.exe"),
    ("\u200fletter\u200e.pdf", "letter.pdf"),
    ("let\u200bter\ufeff.pdf", "letter.pdf"),
    ("letter\x00.pdf", "letter.pdf"),
    ("letter\x07\x1b[31m.pdf", "letter[31m.pdf"),
    ("two\nlines\r\n.pdf", "two lines .pdf"),
    ("tab\there.pdf", "tab here.pdf"),
    ("line\u2028break.pdf", "line break.pdf"),
    ("bad\udc80name.pdf", "badname.pdf"),
    ("private\ue000.pdf", "private.pdf"),
    ("caf\u00e9.pdf", "caf\u00e9.pdf"),
    ("cafe\u0301.pdf", "caf\u00e9.pdf"),
    ("LETTER.PDF", "LETTER.PDF"),
    ("letter.pdf", "letter.pdf"),
    ("n" * 300 + ".pdf", "n" * 251 + ".pdf"),
    ("é" * 300 + ".docx", "é" * 125 + ".docx"),
    ("x" * 300, "x" * 255),
    ("a." + "b" * 300, "a." + "b" * 253),
    ("archive.tar.gz", "archive.tar.gz"),
    ("=cmd|' /C calc'!A0.csv", "C calc'!A0.csv"),
)


@pytest.fixture
def case(store: Store) -> Store:
    """A store with one record that files may belong to."""
    add_lines(store, ["Complaint files"])
    return store


def add(store: Store, name: str, source: Path | bytes, owner: Owner = CASE) -> int:
    """Keep a file as an operation of its own."""
    with store.operation("Add a file", "edit") as operation:
        return keep(store, owner, name, source, operation.id)


def last_operation() -> int:
    """The number of the last operation."""
    return history.recent(1)[0].id


def test_sixty_names() -> None:
    assert len(NAMES) == 60


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_name_is_shown_harmless(name: str, shown: str) -> None:
    found = display_name(name)
    assert found == shown
    assert display_name(found) == found, "cleaning it again changes nothing"
    assert len(found.encode()) <= 255
    assert unicodedata.is_normalized("NFC", found)


def test_every_name_is_kept_under_its_number_and_nothing_is_written_beside_the_store(
    case: Store, folder: Path, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.rglob("*") if path.name != "council.gwb-journal"}
    content = [f"content of {place}".encode() for place in range(len(NAMES))]
    numbers = [add(case, name, octets) for (name, _), octets in zip(NAMES, content, strict=True)]
    assert len(set(numbers)) == 60
    assert [kept.name for kept in attachments.of(CASE)] == [shown for _, shown in NAMES]
    assert [b"".join(read(number)) for number in numbers] == content
    assert [kept.digest for kept in attachments.of(CASE)] == [hashlib.sha256(c).hexdigest() for c in content]
    assert set(tmp_path.rglob("*")) == before
    assert agreement.report(case).intact


def test_a_hidden_program_is_seen_to_be_one(case: Store) -> None:
    kept = attachments.one(add(case, "photo\u202egpj.exe", b"MZ"))
    assert (kept.ending, kept.opens) == ("exe", False)
    assert attachments.one(add(case, "photo.jpg", b"x")).opens


def test_twenty_five_megabytes_come_back_as_they_were(case: Store, tmp_path: Path) -> None:
    path, told = tmp_path / "film.mp4", list[tuple[int, int]]()
    path.write_bytes(os.urandom(MB) * 25 + b"end")
    with case.operation("Add a file", "edit") as operation:
        number = keep(case, CASE, path.name, path, operation.id, lambda done, of: told.append((done, of)))
    assert b"".join(read(number)) == path.read_bytes()
    assert (told[0][0], told[-1]) == (MB, (25 * MB + 3, 25 * MB + 3))
    assert attachments.one(number).media_type == "video/mp4"


def refused(store: Store, name: str, source: Path | bytes) -> str:
    """The one line by which a file is refused; nothing of it is kept."""
    with pytest.raises(Plain) as caught:
        add(store, name, source)
    rows = store.sealed.connection().execute("SELECT count(*) FROM attachment_bytes").fetchone()
    assert (rows, attachments.of(CASE)) == ((0,), [])
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_empty_file_is_refused(case: Store, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    for source in (tmp_path / "empty.pdf", b""):
        assert "“empty.pdf” is empty (0 bytes)" in refused(case, "empty.pdf", source)


def test_two_gigabytes_are_refused_before_they_are_read(case: Store, tmp_path: Path) -> None:
    path = tmp_path / "huge.mp4"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    path.chmod(0o000)  # whoever tried to read would be refused for that, if not the all-powerful user
    assert "too large (2 GB; the most is 50 MB)" in refused(case, path.name, path)


def test_the_council_says_how_large_a_file_may_be(case: Store) -> None:
    case.set_setting(attachments.MOST_SETTING, 1)
    assert "the most is 1 MB" in refused(case, "a.pdf", b"x" * (MB + 1))
    add(case, "a.pdf", b"x" * MB)


def test_what_cannot_be_read_is_said_of_the_file(case: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is no longer where it was" in refused(case, "gone.pdf", tmp_path / "gone.pdf")
    assert "is a folder or a device" in refused(case, "folder", tmp_path)
    assert "cannot be read" in refused(case, "x.pdf", tmp_path / "a\0b")
    (tmp_path / "locked.pdf").write_bytes(b"x")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "“locked.pdf” cannot be read" in refused(case, "locked.pdf", tmp_path / "locked.pdf")


@pytest.mark.parametrize("how", ["shorter", "other"])
def test_a_file_that_changes_while_it_is_copied_is_not_kept(case: Store, tmp_path: Path, how: str) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"a" * (3 * MB))

    def meddle(done: int, _: int) -> None:
        if done == MB:
            with path.open("r+b") as file:
                file.truncate(2 * MB if how == "shorter" else 3 * MB)
                file.seek(2 * MB - 10)
                file.write(b"different!")

    with pytest.raises(Plain, match="changed while it was being copied"), case.operation("Add", "edit") as operation:
        keep(case, CASE, path.name, path, operation.id, meddle)
    assert attachments.of(CASE) == []


def test_what_fails_takes_nothing_else_of_the_operation_with_it(case: Store) -> None:
    with case.operation("Add files", "edit") as operation:
        first = keep(case, CASE, "a.pdf", b"a", operation.id)
        with pytest.raises(Plain):
            keep(case, CASE, "b.pdf", b"", operation.id)
    assert [kept.id for kept in attachments.of(CASE)] == [first]
    assert agreement.report(case).intact


def test_a_removed_file_can_be_brought_back(case: Store) -> None:
    number = add(case, "a.pdf", b"a")
    with case.operation("Remove a file", "edit") as operation:
        attachments.remove(number, operation.id)
    assert attachments.of(CASE) == []
    assert [kept.removed for kept in attachments.of(CASE, removed=True)] == [True]
    undo(case, operation.id)
    assert b"".join(read(attachments.of(CASE)[0].id)) == b"a"


def test_a_newer_version_stands_for_the_one_it_follows(case: Store) -> None:
    first = add(case, "letter.docx", b"draft")
    with case.operation("A newer version", "edit") as operation:
        second = keep(case, CASE, "letter.docx", b"final", operation.id, follows=first)
    assert [kept.id for kept in attachments.of(CASE)] == [second]
    assert [kept.id for kept in attachments.of(CASE, older=True)] == [first, second]
    with pytest.raises(Plain, match="cannot be undone, for what was typed would be lost"):
        undo(case, last_operation())
    with case.operation("Remove a file", "edit") as operation:
        attachments.remove(second, operation.id)
    assert [kept.id for kept in attachments.of(CASE)] == [first]


def bytes_left(store: Store) -> int:
    """How many parts of files the store holds."""
    return int(store.sealed.connection().execute("SELECT count(*) FROM attachment_bytes").fetchone()[0])


def test_an_addition_that_is_undone_takes_the_bytes_along_and_says_that_it_cannot_be_made_again(case: Store) -> None:
    add(case, "wrong-person.pdf", b"x" * (2 * MB))
    undone = undo(case, last_operation())
    assert bytes_left(case) == 0
    with pytest.raises(Plain, match="cannot be made again from here"):
        undo(case, undone.operation)
    kept = case.sealed.connection().execute("SELECT count(*) FROM history_values WHERE after LIKE '%wrong-person%'")
    assert kept.fetchone() == (0,), "its name went with it, for it cannot come back"
    assert agreement.report(case).intact


def test_a_case_made_with_its_file_comes_back_without_it_and_that_is_said(case: Store) -> None:
    with case.operation("Add a case", "edit") as operation:
        [number] = record.add(ScheduleLine, [{"record_series": "New case"}], operation.id)
        keep(case, Owner(CASE.register, number), "a.pdf", b"a", operation.id)
    undone = undo(case, last_operation())
    again = undo(case, undone.operation)
    assert (again.changes, again.gone) == (1, 1)
    assert record.values_of(ScheduleLine, [number])[number]["record_series"] == "New case"
    assert attachments.of(Owner(CASE.register, number)) == []
    assert agreement.report(case).intact


def test_a_case_cannot_be_taken_back_from_under_its_files(case: Store) -> None:
    operation = last_operation()
    add(case, "a.pdf", b"a")
    with pytest.raises(Plain, match="1 of the attachments belong to what was to be removed"):
        undo(case, operation)
    with case.operation("Remove a file", "edit") as removing:
        attachments.remove(1, removing.id)
    undo(case, operation)
    assert bytes_left(case) == 0, "a removed file went with its case"
    assert agreement.report(case).intact


WORD = "Xylophonist"


def hits(folder: Path) -> int:
    """The pages of the closed store that hold a piece of the word; nothing else in the folder may at all."""
    return raw.pages_holding(folder, PASSPHRASE, WORD, (WORD, WORD[:6], "phonist"))


def with_files(folder: Path) -> Store:
    """A store with a case whose files hold the word in name and content, one of them removed, one added and undone."""
    store, _ = create(folder)
    add_lines(store, ["Complaint files", "Another case"])
    content = f"the {WORD} of the band, ".encode() * 100_000
    for number in range(3):
        add(store, f"{WORD} {number}.txt", content)
    with store.operation("Remove a file", "edit") as operation:
        attachments.remove(3, operation.id)
    add(store, f"{WORD} in error.txt", content)
    undo(store, last_operation())
    add(store, "other.txt", b"stays", Owner(CASE.register, 2))
    return store


def test_the_words_of_files_can_be_found_while_they_are_there(folder: Path) -> None:
    """The control: the search of pages sees the bytes."""
    with_files(folder).close()
    assert hits(folder) > 1_000


def test_destroying_a_case_destroys_its_files_down_to_the_last_page(folder: Path) -> None:
    store = with_files(folder)
    with store.operation("Destroy", "destruction") as operation:
        record.destroy(ScheduleLine, [1], operation.id)
        journal = (folder / "council.gwb-journal").read_bytes()
        assert len(journal) > MB
        assert WORD.encode() not in journal
    assert agreement.report(store).intact
    assert b"".join(read(attachments.of(Owner(CASE.register, 2))[0].id)) == b"stays"
    with pytest.raises(Plain, match="no longer in the records"):
        next(read(1))
    store.close()
    assert hits(folder) == 0


def test_no_way_of_deleting_the_record_leaves_the_bytes(case: Store) -> None:
    number = add(case, "a.pdf", b"a")
    with case.transaction():
        Attachment.delete().where(Attachment.id == number).execute()
    assert bytes_left(case) == 0


def test_an_older_copy_does_not_bring_a_destroyed_file_back(folder: Path, tmp_path: Path) -> None:
    store, _ = create(folder, tmp_path / "profile")
    add_lines(store, ["Complaint files"])
    add(store, "a.pdf", b"a")
    older = (folder / "council.gwb").read_bytes()
    with store.operation("Destroy", "destruction") as operation:
        record.destroy(ScheduleLine, [1], operation.id)
    store.note_gone({})
    assert gone.line_of(store.sealed.connection()).records["attachments"] == {1}
    store.close()
    (folder / "council.gwb").write_bytes(older)
    again = reopen(folder, profile=tmp_path / "profile")
    assert (attachments.of(CASE, removed=True), bytes_left(again)) == ([], 0)
    again.close()


@pytest.fixture
def altered(folder: Path) -> Iterator[Store]:
    """A store in which one byte of a file was replaced behind its back."""
    store, _ = create(folder)
    add_lines(store, ["Complaint files"])
    add(store, "a.pdf", b"aaaa")
    store.sealed.connection().execute("UPDATE attachment_bytes SET bytes = ?", (b"abaa",))
    yield store
    store.close()


def test_altered_bytes_are_noticed_by_reader_check_and_backup(altered: Store) -> None:
    with pytest.raises(Damaged, match="no longer as it was added"):
        list(read(1))
    report = agreement.report(altered)
    assert (report.intact, report.unlike) == (False, (1,))
    assert "1 file kept in the records, the first number 1" in " ".join(report.sentences)
    with pytest.raises(backup.NotWhole, match="number 1"):
        backup.make(altered, "test")


def test_a_backup_holds_the_files(case: Store, folder: Path) -> None:
    add(case, "a.pdf", b"a" * 3_000_000)
    made = backup.make(case, "test")
    assert made.manifest.counts["attachment_bytes"] == 3
    assert made.manifest.counts["attachment"] == 1


def test_files_are_read_where_nothing_may_be_written(folder: Path) -> None:
    store = with_files(folder)
    store.close()
    with opened(folder, read_only=True):
        assert WORD.encode() in b"".join(read(1))
