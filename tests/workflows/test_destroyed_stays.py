"""Destroyed stays destroyed when an older backup is brought back, also after the loss of the disk."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import PASSPHRASE
from tests.records import raw
from workbench import clock
from workbench.records import agreement, backup, history, record
from workbench.records.failures import NeedsUpdate
from workbench.records.query import every
from workbench.records.restore import restore
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import disposal, holds
from workbench.workflows.disposal import Authority, Doing

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


def add(store: Store, *descriptions: str) -> list[int]:
    """Boxes that are due."""
    rows = [{"description": d, "series": 1, "trigger_date": dt.date(2024, 3, 12)} for d in descriptions]
    with store.operation("Add", "edit") as op:
        return record.add(Holding, rows, op.id)


def destroy(store: Store, *boxes: int) -> list[str]:
    """Through the gate."""
    batch = disposal.freeze(store, f"Batch of {boxes}", boxes)
    disposal.authorise(store, batch, Authority("Chair"))
    return disposal.carry_out(store, batch, Doing("shredded", "Clerk"))


def council(tmp_path: Path, stick: Path | None = None) -> tuple[Path, Path]:
    """A council of two boxes with a backup of both, after which the first box was destroyed; its folder, the backup."""
    folder, profile = tmp_path / "council", tmp_path / "profile"
    store, _ = Store.create(folder, Council("Test"), PASSPHRASE, "Clerk", MODELS, profile=profile)
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Complaints", "rule": TWO_YEARS}], op.id)
    [one, _two] = add(store, "One", "Two")
    made = backup.make(store, "by hand")
    if stick:
        stick.mkdir()
        backup.copy_to(folder, made, stick)
    assert destroy(store, one) == ["2026/001"]
    store.close()
    return folder, made.path if not stick else next(stick.glob("*.gwbackup"))


def standing(folder: Path, profile: Path) -> tuple[list[str], str]:
    """What holdings stand after opening, and the number the next destruction gets."""
    store = Store.open(folder, PASSPHRASE, MODELS, profile=profile)
    try:
        rows = [row.values[0] for row in every(Holding, (Holding.description,)).rows()]
        assert history.verify().intact
        [box] = add(store, "Three")
        [number] = destroy(store, box)
    finally:
        store.close()
    return rows, number


def test_an_older_backup_brings_nothing_back_and_no_number_twice(tmp_path: Path) -> None:
    folder, made = council(tmp_path)
    restore(made, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert standing(folder, tmp_path / "profile") == (["Two"], "2026/002")


def test_so_it_is_after_the_loss_of_the_whole_disk_but_for_the_stick(tmp_path: Path) -> None:
    folder, made = council(tmp_path, tmp_path / "stick")
    for lost in (folder, tmp_path / "profile"):
        shutil.rmtree(lost)
    restore(made, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert standing(folder, tmp_path / "profile") == (["Two"], "2026/002")


def test_a_store_put_back_by_hand_cannot_be_read_before_it_was_opened(tmp_path: Path) -> None:
    """Somebody copies the old file itself into the folder."""
    folder, profile = tmp_path / "council", tmp_path / "profile"
    store, _ = Store.create(folder, Council("Test"), PASSPHRASE, "Clerk", MODELS, profile=profile)
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Complaints", "rule": TWO_YEARS}], op.id)
    [one, _two] = add(store, "One", "Two")
    store.close()
    shutil.copy(folder / "council.gwb", tmp_path / "old.gwb")
    store = Store.open(folder, PASSPHRASE, MODELS, profile=profile)
    destroy(store, one)
    store.close()
    shutil.copy(tmp_path / "old.gwb", folder / "council.gwb")
    with pytest.raises(NeedsUpdate, match="destroyed since"):
        Store.open(folder, PASSPHRASE, MODELS, read_only=True, profile=profile)
    assert standing(folder, profile) == (["Two"], "2026/002")


def test_the_id_of_what_was_destroyed_is_not_given_again(tmp_path: Path) -> None:
    """Else the list would destroy another box that bears the old one's id."""
    folder, made = council(tmp_path)
    store = Store.open(folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    [three] = add(store, "Three")
    destroy(store, three)
    store.close()
    restore(made, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    store = Store.open(folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert add(store, "Four") == [three + 1]
    store.close()
    store = Store.open(folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert [r.values[0] for r in every(Holding, (Holding.description,)).rows()] == ["Two", "Four"]
    store.close()


def forged(said: dict[str, object]) -> dict[str, object]:
    """The second box as well."""
    folders: Any = said["folders"]
    return said | {"folders": {m: about | {"records": {"holdings": [1, 2]}} for m, about in folders.items()}}


def older(said: dict[str, object]) -> dict[str, object]:
    """Another council's."""
    return said | {"store_id": "0" * 32}


@pytest.mark.parametrize("change", [forged, older])
def test_a_list_not_sealed_by_this_store_destroys_nothing(
    tmp_path: Path, change: Callable[[dict[str, object]], dict[str, object]]
) -> None:
    folder, _ = council(tmp_path)
    for path in [*tmp_path.rglob("*.destroyed.json")]:
        whole = json.loads(path.read_bytes())
        path.write_text(json.dumps(whole | {"said": change(whole["said"])}), "utf-8")
    assert standing(folder, tmp_path / "profile") == (["Two"], "2026/002")


def test_the_list_says_nothing_about_what_was_destroyed(tmp_path: Path) -> None:
    council(tmp_path, tmp_path / "stick")
    found = [*tmp_path.rglob("*.destroyed.json")]
    assert len(found) == 3
    for path in found:
        said = json.loads(path.read_bytes())["said"]
        [about] = said["folders"].values()
        assert about["records"] == {"holdings": [1]}
        assert said["counters"] == {"2026": 1}
        assert set(said) == {"form", "store_id", "folders", "counters"}
        assert set(about) == {"records", "ends"}
        assert all(len(end) == 12 for end in about["ends"])


def test_without_a_list_the_log_goes_on_by_itself(tmp_path: Path) -> None:
    """The control: with every list and the file itself lost an older backup does bring the box back."""
    folder, made = council(tmp_path)
    for path in [*tmp_path.rglob("*.destroyed.json"), folder / "council.gwb"]:
        path.unlink()
    restore(made, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    rows, number = standing(folder, tmp_path / "profile")
    assert (rows, number) == (["One", "Two"], "2026/001")


@pytest.mark.parametrize("lost", [False, True])
def test_whom_a_hold_was_about_does_not_come_back_with_an_older_backup(tmp_path: Path, lost: bool) -> None:
    """The hold stays with its reason; the name went through the gate with the box, and goes again."""
    folder, profile = tmp_path / "council", tmp_path / "profile"
    store, _ = Store.create(folder, Council("Test"), PASSPHRASE, "Clerk", MODELS, profile=profile)
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Complaints", "rule": TWO_YEARS}], op.id)
    boxes = add(store, "One", "Two")
    claim = {"reason": "A claim", "kind": "claim"}
    mine, other = (
        holds.place(store, {**claim, "holding": box, "matter": name})
        for box, name in zip(boxes, ("Zyxwvon", "Plokijon"), strict=True)
    )
    holds.release(store, mine, "Settled")
    made = backup.make(store, "by hand")
    (tmp_path / "stick").mkdir()
    backup.copy_to(folder, made, tmp_path / "stick")
    destroy(store, boxes[0])
    assert record.values_of(Hold, [mine])[mine]["matter"] == ""
    store.close()
    if lost:
        shutil.rmtree(folder)
        shutil.rmtree(profile)
    restore(next((tmp_path / "stick").glob("*.gwbackup")), folder, PASSPHRASE, MODELS, profile=profile)
    store = Store.open(folder, PASSPHRASE, MODELS, profile=profile)
    found = record.values_of(Hold, [mine, other])
    assert [(h["reason"], h["matter"]) for h in found.values()] == [("A claim", ""), ("A claim", "Plokijon")]
    assert history.verify().intact
    assert agreement.report(store).intact
    store.close()
    key = raw.data_key(folder / "council.keys", PASSPHRASE)
    assert not raw.holds(folder / "council.gwb", key, "Zyxwvon")
    assert raw.holds(folder / "council.gwb", key, "Plokijon"), "the control: nothing of its box went"
    again = Store.open(folder, PASSPHRASE, MODELS, profile=profile)
    names = [operation.name for operation in history.recent(20)]
    assert names.count("Destroy again what an older copy brought back") == 1, "once is enough"
    again.close()
