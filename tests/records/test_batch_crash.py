"""A batch is carried out whole or not at all: killed at any moment, on a full disk, beside another window."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.records.conftest import PASSPHRASE, Zygote, create, opened, reopen
from tests.records.disposing import BOXES, authorised
from workbench import clock
from workbench.errors import Plain
from workbench.records import agreement, backup, record
from workbench.records.failures import InUse
from workbench.records.query import every
from workbench.records.restore import restore
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.registers.destruction_log import LogEntry
from workbench.registers.disposal_batches import Batch
from workbench.registers.holdings import Holding
from workbench.workflows import disposal
from workbench.workflows.disposal import Doing

chance = random.Random(20261125)


def standing(store: Store) -> Counter[str]:
    """How many batches stand where; of each carried out all boxes are gone and logged, of any other none."""
    batches = record.values_of(Batch, every(Batch, ()).ids())
    log = list(record.values_of(LogEntry, every(LogEntry, ()).ids()).values())
    logged = Counter(entry["description"] for entry in log)
    kept = Counter(box["description"] for box in record.values_of(Holding, every(Holding, ()).ids()).values())
    for batch in batches.values():
        done, name = batch["standing"] == "carried-out", f"Box of {batch['name'].removeprefix('Batch ')}"
        assert (logged[name], kept[name]) == ((BOXES, 0) if done else (0, BOXES)), name
    numbers = [entry["number"] for entry in log]
    assert len(numbers) == len(set(numbers))
    return Counter(batch["standing"] for batch in batches.values())


def test_a_batch_that_is_killed_is_carried_out_whole_or_not_at_all(folder: Path, made: str, zygote: Zygote) -> None:
    cut = said = 0
    for _ in range(30):
        zygote.start("batches", str(folder))
        assert zygote.line() == "open"
        zygote.line()  # the numbers of the first
        time.sleep(chance.random() * 0.08)
        said += 1 + len(zygote.kill())
        with opened(folder) as store:
            report = agreement.report(store)
            assert report.intact, report.sentences
            found = standing(store)
            cut += found["authorised"]
            assert found["carried-out"] >= said
            for number in every(Batch, ()).ids():
                values = record.values_of(Batch, [number])[number]
                if values["standing"] == "authorised":  # what was cut short can be done again
                    disposal.carry_out(store, number, Doing("shredded", "Clerk"))
                    said += 1
                elif values["standing"] == "frozen":
                    disposal.put_back(store, number)
    assert cut > 2, "the control: the kills do fall between authority and log"


CUTS = ("before the end of the transaction", "before the list", "between two copies of the list")


@pytest.mark.parametrize("disk_lost", [False, True])
@pytest.mark.parametrize("step", CUTS)
def test_killed_on_the_way_to_the_list_no_number_is_given_twice(
    folder: Path, tmp_path: Path, zygote: Zygote, step: str, disk_lost: bool
) -> None:
    """Then an older backup is put over the files as the crash left them, or they were seen once more and lost."""
    profile, stick = tmp_path / "profile", tmp_path / "stick"
    store, _ = create(folder, profile)
    year = clock.today().year
    disposal.carry_out(store, authorised(store, 1, 2), Doing("shredded", "Clerk"))
    stick.mkdir()
    made = backup.copy_to(folder, backup.make(store, "test"), stick)
    store.close()
    zygote.start("batch_cut", str(folder), str(profile), step)
    assert zygote.line() == "open"
    assert zygote.rest() == []
    given = 2 if step == CUTS[0] else 4
    if disk_lost:
        with opened(folder, profile=profile) as store:
            assert len(every(LogEntry, ()).ids()) == given
        for lost in (folder, profile):
            shutil.rmtree(lost)
    restore(made, folder, PASSPHRASE, MODELS, profile=profile)
    with opened(folder, profile=profile) as store:
        found = disposal.carry_out(store, authorised(store, 3, 2), Doing("shredded", "Clerk"))
        assert found == [f"{year}/{given + n:03d}" for n in (1, 2)]
        log = record.values_of(LogEntry, every(LogEntry, ()).ids()).values()
        assert [entry["number"] for entry in log] == [f"{year}/{n:03d}" for n in range(1, given + 3)]
        lost_numbers = [entry["number"] for entry in log if entry["outcome"] == "lost"]
        assert lost_numbers == [f"{year}/{n:03d}" for n in range(3, given + 1)]
        assert agreement.report(store).intact


def test_on_a_full_disk_nothing_of_a_batch_goes(folder: Path, zygote: Zygote) -> None:
    store, _ = create(folder)
    store.close()
    zygote.start("limited", str(folder), "batch")
    *_, answer = zygote.rest()
    said = json.loads(answer)
    assert (said["done"], said["intact"]) == (300, True)
    assert said["told"].startswith("CouldNotWrite")
    with opened(folder) as store:
        assert len(every(Holding, ()).ids()) == 300
        assert not every(LogEntry, ()).ids()
        [batch] = every(Batch, ()).ids()
        numbers = disposal.carry_out(store, batch, Doing("shredded", "Clerk"))
    assert len(numbers) == 300
    assert numbers[0].endswith("/001"), "no number was used up by what failed"


def test_a_second_window_waits_at_the_door_and_a_second_command_finds_it_done(folder: Path) -> None:
    store, _ = create(folder)
    batch = authorised(store, 1)
    code = (
        "import sys; from pathlib import Path; from workbench.records import keys; keys.cost.m, keys.cost.t = 64, 1\n"
        "from workbench.records.store import Store; from workbench.registers import MODELS\n"
        f"Store.open(Path(sys.argv[1]), {PASSPHRASE!r}, MODELS)"
    )
    other = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    assert InUse.__name__ in other.stderr
    disposal.carry_out(store, batch, Doing("shredded", "Clerk"))
    store.close()
    again = reopen(folder)
    try:
        with pytest.raises(Plain, match="is carried out"):
            disposal.carry_out(again, batch, Doing("shredded", "Clerk"))
        assert len(every(LogEntry, ()).ids()) == BOXES
    finally:
        again.close()
