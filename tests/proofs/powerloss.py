"""Proof against power loss: the store survives any crash a disk that honours syncs can leave behind (T2).

Run it by hand on Linux where a C compiler is installed: python -m tests.proofs.powerloss [number of states]

A process writes records under a small library that notes every write, sync and removal. From these notes crash states
are made: what was synced is there; of the rest nothing, all, half, the beginning, or writes torn at 512 octets.
Each state is opened and checked, written to again and checked again. The same with syncs turned off must fail.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import Plain
from workbench.records import agreement, database, keys, record
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.retention_schedule import ScheduleLine

PASSPHRASE = "a quiet afternoon"
HEAD = struct.Struct("<c7xQqq")
ROUNDS, SECTOR = 40, 512
SAFE, CARELESS = "EXTRA", "OFF"


@dataclass(frozen=True)
class Note:
    """One thing done: write, cut, sync, create, unlink, directory sync, or a change acknowledged."""

    op: str
    inode: int
    at: int
    length: int
    data: bytes


@dataclass
class File:
    """A file as the disk has it, and what was written since the last sync."""

    durable: bytearray = field(default_factory=bytearray)
    waiting: list[Note] = field(default_factory=list)


def add(store: Store, rounds: int, done: Callable[[int], object] = lambda number: None) -> None:
    """Add lines, each in a transaction of its own."""
    for number in range(rounds):
        with store.operation("Add", "edit") as operation:
            rows = [{"record_series": f"Files {number}", "notes": "x" * 900}]
            [added] = record.add(ScheduleLine, rows, operation.id)
        done(added)


def child(folder: str, synchronous: str) -> None:
    """Write under the library, noting each change once it is acknowledged."""
    cheap()
    database.PRAGMAS = tuple(p.replace("= EXTRA", f"= {synchronous}") for p in database.PRAGMAS)
    notes = os.open(os.environ["SHIM_LOG"], os.O_WRONLY | os.O_APPEND)
    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    add(store, ROUNDS, lambda number: os.write(notes, HEAD.pack(b"A", 0, number, 0)))
    store.close()


def cheap() -> None:
    """The key derivation is not what is tried here."""
    keys.cost.m, keys.cost.t = 64, 1


def read_notes(path: Path) -> list[Note]:
    """Everything that was noted, in order. A number of a removed file that is given again stands for a new file."""
    content, at, notes = path.read_bytes(), 0, []
    journal, times = 0, 0
    while at < len(content):
        op, inode, place, length = HEAD.unpack_from(content, at)
        at += HEAD.size
        size = length if op == b"W" else 0
        if op == b"C" and place:
            journal = inode
        if inode == journal:
            inode += times << 64
        times += op == b"U"
        notes.append(Note(op.decode(), inode, place, length, content[at : at + size]))
        at += size
    return notes


def done_to(content: bytearray, note: Note) -> None:
    """Apply a write or a cut."""
    if note.op == "T":
        del content[note.at :]
        content.extend(bytes(note.at - len(content)))
        return
    content.extend(bytes(max(0, note.at - len(content))))
    content[note.at : note.at + len(note.data)] = note.data


def survived(waiting: list[Note], chance: random.Random) -> list[Note]:
    """What of the writes not yet synced reached the disk."""
    way = chance.choice(("none", "all", "half", "first", "torn"))
    if way == "none":
        return []
    if way == "first":
        return waiting[: chance.randint(0, len(waiting))]
    if way == "half":
        return [note for note in waiting if chance.random() < 0.5]
    return waiting if way == "all" else [part for note in waiting for part in torn(note, chance)]


def torn(note: Note, chance: random.Random) -> list[Note]:
    """The sectors of a write that reached the disk."""
    starts = range(0, max(1, len(note.data)), SECTOR)
    parts = [Note(note.op, note.inode, note.at + s, 0, note.data[s : s + SECTOR]) for s in starts]
    return [part for part in parts if chance.random() < 0.6]


class Disk:
    """What a disk that honours syncs holds after some notes: names 0 (the store) and 1 (its journal) to files."""

    def __init__(self, begun: bytes) -> None:
        self.begun, self.acknowledged = begun, 0
        self.files: dict[int, File] = {}
        self.names: dict[int, int] = {}
        self.renamed: list[int | None] = []  # what the journal's name led to, not yet synced

    def take(self, note: Note) -> None:
        """One more thing was done."""
        if note.op == "A":
            self.acknowledged = note.at
        elif note.op == "C":
            self.create(note)
        elif note.op == "U":
            self.renamed.append(None)
        elif note.op == "D":
            self.settle(len(self.renamed))
        elif note.op == "S":
            file = self.files[note.inode]
            for one in file.waiting:
                done_to(file.durable, one)
            file.waiting.clear()
        else:
            self.files[note.inode].waiting.append(note)

    def create(self, note: Note) -> None:
        """A file was opened: the store, which was there before, or a journal."""
        if note.at:
            self.files.setdefault(note.inode, File())
            self.renamed.append(note.inode)
        elif 0 not in self.names:
            self.names[0] = note.inode
            self.files[note.inode] = File(bytearray(self.begun))

    def settle(self, changes: int) -> None:
        """Let the first changes of names reach the disk."""
        for inode in self.renamed[:changes]:
            if inode is None:
                self.names.pop(1, None)
            else:
                self.names[1] = inode
        del self.renamed[:changes]

    def crash(self, chance: random.Random) -> dict[int, bytes]:
        """What is found after the power went."""
        self.settle(chance.randint(0, len(self.renamed)))
        found = {}
        for name, inode in self.names.items():
            content = self.files[inode].durable
            for one in survived(self.files[inode].waiting, chance):
                done_to(content, one)
            found[name] = bytes(content)
        return found


def wrong(folder: Path, acknowledged: int) -> str:
    """What is wrong with a crash state; '' where all is well, also after more work."""
    try:
        store = Store.open(folder, PASSPHRASE, MODELS)
    except Plain as told:
        return type(told).__name__
    try:
        (rows,) = store.sealed.connection().execute("SELECT count(*) FROM schedule_line").fetchone()
        if not acknowledged <= rows <= acknowledged + 1:
            return f"lost acknowledged changes: {acknowledged} were, {rows} are there"
        if not agreement.report(store).intact:
            return "not intact"
        add(store, 5)
        return "" if agreement.report(store).intact else "not intact after more work"
    except Plain as told:
        return type(told).__name__
    finally:
        store.close()


def noted(place: Path, library: Path, synchronous: str) -> list[Note]:
    """Make a council in `place`, let a process write to it under the library, and read what was noted."""
    folder, log = place / "council", place / "notes"
    Store.create(folder, Council("Proof"), PASSPHRASE, "Jo", MODELS)[0].close()
    shutil.copytree(folder, place / "kept")
    log.touch()
    around = os.environ | {"LD_PRELOAD": str(library), "SHIM_LOG": str(log), "SHIM_STORE": str(folder / "council.gwb")}
    command = [sys.executable, "-m", "tests.proofs.powerloss", "--child", str(folder), synchronous]
    subprocess.run(command, env=around, check=True)
    return read_notes(log)


def tried(place: Path, notes: list[Note], states: int) -> list[str]:
    """What was wrong with each of that many crash states that was not well."""
    begun, chance, found = (place / "kept" / "council.gwb").read_bytes(), random.Random(2), []
    for number in range(states):
        disk, state = Disk(begun), place / "state"
        for note in notes[: chance.randint(1, len(notes))]:
            disk.take(note)
        shutil.rmtree(state, ignore_errors=True)
        shutil.copytree(place / "kept", state)
        for name, content in disk.crash(chance).items():
            (state / ("council.gwb-journal" if name else "council.gwb")).write_bytes(content)
        if why := wrong(state, disk.acknowledged):
            found.append(f"state {number}: {why}")
    return found


def main() -> int:
    """Print what was found; 1 where a state was wrong, or where the control was not."""
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
        return 0
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        print("This proof needs Linux and a C compiler; nothing was proved here.")
        return 1
    cheap()
    states, right = int(sys.argv[1]) if len(sys.argv) > 1 else 1000, True
    with tempfile.TemporaryDirectory() as place:
        library = Path(place) / "powerloss.so"
        source = Path(__file__).with_suffix(".c")
        subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
        for synchronous, some in ((SAFE, states), (CARELESS, max(50, states // 10))):
            folder = Path(place) / synchronous
            folder.mkdir()
            notes = noted(folder, library, synchronous)
            writes, failed = sum(note.op == "W" for note in notes), tried(folder, notes, some)
            print(f"synchronous {synchronous}: {writes} writes noted, {some} crash states, {len(failed)} wrong")
            print("".join(f"  {why}\n" for why in failed[:5]), end="")
            right &= writes > ROUNDS and bool(failed) == (synchronous == CARELESS)
    print("Proved." if right else "Not proved.")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
