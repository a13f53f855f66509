"""Makes small files as Outlook saves them ([MS-CFB], [MS-OXMSG]), for tests of what reads them."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Tree: TypeAlias = dict[str, "bytes | Tree"]
_END, _NONE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR, _MINI = 512, 64
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    right: int = _NONE
    child: int = _NONE
    start: int = _END


@dataclass
class _File:
    entries: list[_Entry] = field(default_factory=lambda: [_Entry("Root Entry", 5)])
    mini: bytearray = field(default_factory=bytearray)
    chain: list[int] = field(default_factory=list)

    def fill(self, parent: int, tree: Tree) -> None:
        """Enter the streams and folders of a folder, each the right neighbour of the one before."""
        before = _NONE
        for name, content in sorted(tree.items(), key=lambda pair: (len(pair[0]), pair[0].upper())):
            here = len(self.entries)
            if before == _NONE:
                self.entries[parent].child = here
            else:
                self.entries[before].right = here
            before = here
            if isinstance(content, dict):
                self.entries.append(_Entry(name, 1))
                self.fill(here, content)
            else:
                self.entries.append(_Entry(name, 2, content, start=self._kept(content)))

    def _kept(self, content: bytes) -> int:
        assert len(content) < 4096
        if not content:
            return _END
        start, count = len(self.chain), -(-len(content) // _MINI)
        self.chain += [*range(start + 1, start + count), _END]
        self.mini += content.ljust(count * _MINI, b"\0")
        return start


def compound(tree: Tree) -> bytes:
    """A compound file with these folders and streams."""
    made = _File()
    made.fill(0, tree)
    mini = bytes(made.mini)
    sizes = [len(made.entries) * 128, len(made.chain) * 4, len(mini)]
    counts = [max(-(-size // _SECTOR), 1) for size in sizes]
    fats = -(-(sum(counts) + 1) // 127)
    starts = [fats, fats + counts[0], fats + counts[0] + counts[1]]
    fat = [_FAT] * fats
    for start, count in zip(starts, counts, strict=True):
        fat += [*range(start + 1, start + count), _END]
    fat += [_NONE] * (fats * 128 - len(fat))
    made.entries[0].start, made.entries[0].content = starts[2], mini
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, starts[0], 0)
    )
    head += struct.pack("<IIIII", 4096, starts[1], counts[1], _END, 0)
    head += struct.pack("<109I", *range(fats), *[_NONE] * (109 - fats))
    listed = b"".join(_listed(entry) for entry in made.entries).ljust(counts[0] * _SECTOR, b"\0")
    chained = struct.pack(f"<{len(made.chain)}I", *made.chain).ljust(counts[1] * _SECTOR, b"\xff")
    return head + struct.pack(f"<{len(fat)}I", *fat) + listed + chained + mini.ljust(counts[2] * _SECTOR, b"\0")


def _listed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    head = name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name) + 2, entry.kind, 1, _NONE, entry.right, entry.child)
    return head + bytes(36) + struct.pack("<IQ", entry.start, len(entry.content))


def folder(values: Mapping[int, Any], header: int, *, narrow: str = "") -> Tree:
    """A folder of properties by their number; letters in eight bits where a character set is named."""
    made, fixed = Tree(), bytes(header)
    for tag, value in values.items():
        if isinstance(value, str):
            wide = not narrow
            made[f"__substg1.0_{tag:04X}{'001F' if wide else '001E'}"] = value.encode(narrow or "utf-16-le")
        elif isinstance(value, bytes):
            made[f"__substg1.0_{tag:04X}0102"] = value
        elif isinstance(value, dict):
            made[f"__substg1.0_{tag:04X}000D"] = value
        elif isinstance(value, dt.datetime):
            ticks = (value - _EPOCH) // dt.timedelta(microseconds=1) * 10
            fixed += struct.pack("<IIQ", tag << 16 | 0x40, 6, ticks)
        else:
            fixed += struct.pack("<IIi4x", tag << 16 | 0x03, 6, value)
    made["__properties_version1.0"] = fixed
    return made


def message(
    values: Mapping[int, Any],
    files: Sequence[Mapping[int, Any]] = (),
    people: Sequence[Mapping[int, Any]] = (),
    *,
    inner: bool = False,
    narrow: str = "",
) -> Tree:
    """A message with its files and people."""
    made = folder(values, 24 if inner else 32, narrow=narrow)
    made |= {f"__attach_version1.0_#{place:08X}": folder(one, 8, narrow=narrow) for place, one in enumerate(files)}
    made |= {f"__recip_version1.0_#{place:08X}": folder(one, 8, narrow=narrow) for place, one in enumerate(people)}
    return made
