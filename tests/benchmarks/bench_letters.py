"""Every letter filled in, beside opening and saving the same Word file with python-docx and no filling at all.

Run it by hand: python tests/benchmarks/bench_letters.py [characters in each field]
"""

from __future__ import annotations

import io
import sys
import time

import docx

from workbench import paths
from workbench.reports.letters import fill
from workbench.workflows.cases.letterfields import FIELDS


def main() -> int:
    """Print seconds and the ratio for each letter; 1 where one takes a second or more."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    words = ("words & <more> of them\n" * (length // 20 + 1))[:length]
    fields = dict.fromkeys(FIELDS, words)
    labels = {name: field.label for name, field in FIELDS.items()}
    slow = 0
    for path in sorted(paths.resource("letters").glob("*.docx")):
        template = path.read_bytes()
        begun = time.perf_counter()
        docx.Document(io.BytesIO(template)).save(io.BytesIO())
        plain = time.perf_counter() - begun
        begun = time.perf_counter()
        fill(template, path.stem, fields, labels)
        taken = time.perf_counter() - begun
        slow += taken >= 1
        print(f"{path.stem:<28} {taken:6.3f} s  {taken / plain:5.1f} times opening and saving it")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
