"""What of a batch a shredding firm takes, as a list without a word of what the boxes hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from workbench import clock, display
from workbench.errors import Plain
from workbench.exchange.outgoing import OutColumn, OutTable
from workbench.exchange.writing import write_workbook
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.disposal_batches import FROZEN, GOES, GONE, PUT_BACK, Batch
from workbench.registers.disposal_batches import BatchItem as Item
from workbench.registers.holdings import amount
from workbench.reports.listing import Printed
from workbench.reports.shredding import COLUMNS, SIGNED, TITLE, ShreddingList, print_shredding_list

_TAKEN = frozenset(("", "paper", "removable", "other"))  # what can be put on a lorry
_NOT_YET = "Not authorised yet: nothing may be taken."
ENDINGS = (".pdf", ".xlsx")


def batch_named(name: str) -> int:
    """The batch of that name, the newest where there are several; Plain where there is none."""
    wanted = " ".join(name.split()).casefold()
    known = record.values_of(Batch, every(Batch, ()).ids())
    found = [number for number, values in known.items() if " ".join(values["name"].split()).casefold() == wanted]
    if not found:
        there = (
            f"There are: {', '.join(values['name'] for values in known.values())}." if known else "There is none yet."
        )
        raise Plain(f"There is no batch called “{name}”. {there} Nothing was written.")
    return max(found)


def listed(store: Store, batch: int) -> ShreddingList:
    """The list of a batch; Plain where the batch was put back or nothing of it goes to a firm."""
    values = record.values_of(Batch, [batch]).get(batch)
    if values is None or values["removed"] or values["standing"] == PUT_BACK:
        raise Plain("This batch is not going anywhere: it was put back. Nothing was written.")
    items = record.values_of(Item, every(Item, (), view=lambda: Item.batch == batch).ids()).values()
    going = [item for item in items if item["standing"] in (GOES, GONE) and item["fate"] == "destroyed"]
    taken = [item for item in going if item["medium"] in _TAKEN]
    if not taken:
        raise Plain("Nothing in this batch is paper or a disc to be destroyed. Nothing was written.")
    return ShreddingList(
        council=store.council.name,
        subtitle=_subtitle(values, len(going) - len(taken)),
        rows=[(str(place), *_row(item)) for place, item in enumerate(taken, 1)],
        total=_total(taken),
        made=clock.now(),
        sample=store.council.sample,
    )


def write(store: Store, batch: int, out: Path) -> Printed:
    """Write the list as what the file's name says: a PDF, or a workbook."""
    wanted = listed(store, batch)
    if out.suffix.lower() == ".xlsx":
        written = write_workbook(_table(wanted), out)
        return Printed(written.rows, 0, written.remarks)
    return print_shredding_list(wanted, out)


def _subtitle(batch: Values, left_out: int) -> str:
    said = [f"Batch “{batch['name']}”."]
    if batch["standing"] == FROZEN:
        said.append(_NOT_YET)
    elif batch["authorised_on"]:
        minute = f", minute {batch['minute']}" if batch["minute"] else ""
        said.append(f"Authorised {display.day(batch['authorised_on'])}{minute}.")
    if left_out:
        said.append(f"{display.count(left_out, 'holding')} kept on computers not listed.")
    return " ".join(said)


def _row(item: Values) -> tuple[str, ...]:
    series = " ".join(part for part in (item["series_reference"], item["series_name"]) if part)
    amount = "" if item["quantity"] is None else f"{item['quantity']:,}"
    box = item["box"] or f"Holding {item['holding']}"
    return (box, series, item["place"], amount, display.show(Item.unit, item["unit"]))


def _total(taken: list[Values]) -> str:
    """'12 boxes, 3 folders; of 1 holding nobody counted the pieces'."""
    counted: Counter[str] = Counter()
    for item in taken:
        if item["quantity"] is not None:
            counted[item["unit"]] += item["quantity"]
    said = ", ".join(amount(n, unit) if unit else display.count(n, "piece") for unit, n in counted.items())
    uncounted = sum(item["quantity"] is None for item in taken)
    rest = f"{display.count(uncounted, 'holding')} not counted" if uncounted else ""
    return f"{display.count(len(taken), 'holding')}: {'; '.join(part for part in (said, rest) if part)}."


def _table(wanted: ShreddingList) -> OutTable:
    numbers = ("No", "Quantity")
    columns = [OutColumn(label, "number" if label in numbers else "text") for label in COLUMNS]
    by_hand = [OutColumn(label) for label in SIGNED]
    places = [label in numbers for label in COLUMNS]
    rows = [
        (*(_number(cell) if figures else cell for cell, figures in zip(row, places, strict=True)), *("",) * len(SIGNED))
        for row in wanted.rows
    ]
    return OutTable(
        wanted.council, TITLE, [*columns, *by_hand], rows, wanted.made, filter=f"{wanted.subtitle} {wanted.total}",
        sample=wanted.sample, past=True,
    )  # fmt: skip


def _number(words: str) -> int | None:
    return int(words.replace(",", "")) if words else None
