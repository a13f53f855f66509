"""A register as a PDF, beside reportlab's own LongTable of Paragraphs with the same cells.

Run it by hand: python tests/benchmarks/bench_pdf.py [rows]
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from workbench.reports import style as s
from workbench.reports.columns import Column, places
from workbench.reports.listing import Listing, print_listing

LABELS = (
    "Reference",
    "Service",
    "Record series",
    "Agreed retention period",
    "Disposal arrangements",
    "Stored system",
    "Authority or reason",
    "Reviewed",
)
WORDS = """closure complaint file held by the Business Support Officer in the shared drive until end of financial year
Cyngor Tref Llanrŵst customer service appeals correspondence record destroyed securely monthly check mailbox paper
cabinet legislation Limitation Act 1980 Local Government Act 1972"""
Row = tuple[str, ...]


def rows(count: int) -> Iterator[Row]:
    """Rows of a schedule: eight cells, most of them different from row to row, several lines high."""
    pick = random.Random(20261124)

    def words(low: int, high: int) -> str:
        return " ".join(pick.choices(WORDS.split(), k=pick.randint(low, high)))

    for n in range(count):
        period = f"{pick.randint(1, 12)} years after {words(1, 6)}"
        yield (
            f"CS {n}",
            "Customer services",
            words(2, 7),
            period,
            words(6, 20),
            words(2, 5),
            words(0, 9),
            "Tue 24 Nov 2026",
        )


def ours(path: Path, count: int) -> None:
    """The listing as the program prints it."""
    columns = [Column(label, naming=n == 0) for n, label in enumerate(LABELS)]
    made = dt.datetime(2026, 11, 24, 14, 5, tzinfo=dt.UTC)
    print_listing(Listing("Sample Town Council", "Retention schedule", "", columns, rows(count), made), path)


def yardstick(path: Path, count: int) -> None:
    """The same cells, widths, typeface and sizes by platypus, the usual way."""
    page = landscape(A4)
    cell = ParagraphStyle("cell", fontName=s.CELL.face.name, fontSize=s.CELL.size, leading=s.CELL.leading)
    heading = ParagraphStyle("heading", fontName=s.HEADING.face.name, fontSize=s.HEADING.size, leading=11)
    sample = [row for _, row in zip(range(300), rows(count), strict=False)]
    inside = page[0] - 2 * s.SIDE
    widths = [p.width for p in places([Column(label) for label in LABELS], sample, s.SIDE, inside)]
    data = [[Paragraph(label, heading) for label in LABELS]]
    data += [[Paragraph(escape(text), cell) for text in row] for row in rows(count)]
    table = LongTable(data, colWidths=widths, repeatRows=1)
    table.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, s.CELL.colour), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    SimpleDocTemplate(str(path), pagesize=page).build([table])


def main() -> None:
    """Print seconds of the processor, ratio, size and memory, and how our time grows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.pdf"
        for part in (count // 100, count // 10, count):
            begun = time.process_time()
            ours(path, part)
            taken = time.process_time() - begun
            print(f"ours       {part:>7,} rows {taken:7.2f} s {path.stat().st_size / 1e6:6.1f} MB")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory {peak:.0f} MB")
        begun = time.process_time()
        yardstick(path, count)
        usual = time.process_time() - begun
        print(f"yardstick  {count:>7,} rows {usual:7.2f} s {path.stat().st_size / 1e6:6.1f} MB")
        print(f"ratio {taken / usual:.3f} (to reach: 0.5)")


if __name__ == "__main__":
    main()
