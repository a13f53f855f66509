"""A store of every released version opens with all it held; a newer one is left alone (T17)."""

from __future__ import annotations

import json
import random
import shutil
import time as clock_time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.records import raw
from tests.records.conftest import PASSPHRASE, Zygote, add_lines, create, opened, series
from tests.records.golden import PLACE, SERIES, make
from tests.records.rebuilding import rebuilt
from workbench import editions
from workbench.records import agreement, backup, history, migrations
from workbench.records.failures import Damaged, NeedsUpdate, NewerVersion
from workbench.records.query import every
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.registers import MODELS
from workbench.registers.retention_schedule import REGISTER, ScheduleLine

GOLDEN = sorted(path.name for path in PLACE.iterdir())


def golden(name: str, folder: Path) -> dict[str, Any]:
    """A golden store laid out in a folder, and what must be in it."""
    folder.mkdir()
    for file in ("council.gwb", "council.keys"):
        shutil.copy(PLACE / name / file, folder / file)
    about: dict[str, Any] = json.loads((PLACE / name / "golden.json").read_text(encoding="utf-8"))
    return about


def test_there_is_a_golden_store_of_every_version_and_of_this_one() -> None:
    assert [f"version{n}" for n in range(1, len(migrations.MIGRATIONS) + 1)] == GOLDEN


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_store_opens_with_all_it_held(name: str, folder: Path) -> None:
    about = golden(name, folder)
    key = raw.data_key(folder / "council.keys", about["passphrase"])
    assert raw.tables(folder / "council.gwb", key) == {n: tuple(v) for n, v in about["tables"].items()}
    store = Store.open(folder, about["passphrase"], MODELS)
    assert agreement.report(store).intact
    assert history.head().code == about["head"]["code"]
    assert history.verify().entries == about["head"]["seq"]
    assert store.council.name == "Golden Town Council"
    assert [row.id for row in every(ScheduleLine, (), words="llyfrau llŷn", removed=True).rows()] == [2]
    assert list(every(ScheduleLine, ()).ids()) == [1, 3, 4, 5]
    adopted = editions.of_version(REGISTER, 1)
    assert adopted.words == "Version 1, adopted Sun 3 May 2026, minute 26/045."
    assert [past.values["record_series"] for past in adopted.lines.values()] == list(SERIES)
    assert adopted.lines[1].values["personal_data"] is None
    assert store.setting("draft retention-schedule") == {"record_series": "Not yet added"}
    redone = undo(store, next(o.id for o in history.recent() if o.kind == "undo"))
    assert redone.changes == 1
    assert series(store)[-1] == "Taken back"
    undo(store, redone.operation)
    assert agreement.report(store).intact
    store.close()
    found = raw.tables(folder / "council.gwb", key)
    assert found["schedule_line"] == tuple(about["tables"]["schedule_line"])


@pytest.mark.parametrize("name", GOLDEN)
def test_the_recovery_key_of_a_golden_store_opens_it(name: str, folder: Path) -> None:
    about = golden(name, folder)
    store = Store.open(folder, about["recovery_key"], MODELS)
    assert store.opened_with_recovery
    store.close()


def test_the_code_that_makes_it_still_works(tmp_path: Path) -> None:
    make(tmp_path)
    made = json.loads((tmp_path / GOLDEN[-1] / "golden.json").read_text(encoding="utf-8"))
    kept = json.loads((PLACE / GOLDEN[-1] / "golden.json").read_text(encoding="utf-8"))
    counts = [{name: count for name, (count, _) in about["tables"].items()} for about in (made, kept)]
    assert counts[0] == counts[1]
    assert made["tables"]["schedule_line"] == kept["tables"]["schedule_line"]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_store_is_refused_and_left_alone(folder: Path, made: str, read_only: bool) -> None:
    path = folder / "council.gwb"
    with closing(raw.connect(path, raw.data_key(folder / "council.keys", PASSPHRASE))) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerVersion, match=r"newer version.*Nothing was changed.*Install the newer version"):
        opened(folder, read_only=read_only).__enter__()
    assert path.read_bytes() == before
    assert not list(folder.glob("backups/*"))


def test_a_sealed_file_that_is_not_ours_is_refused(folder: Path, made: str) -> None:
    with closing(raw.connect(folder / "council.gwb", raw.data_key(folder / "council.keys", PASSPHRASE))) as connection:
        connection.execute("PRAGMA application_id = 1")
    with pytest.raises(Damaged):
        opened(folder).__enter__()


def later(monkeypatch: pytest.MonkeyPatch, step: migrations.Migration) -> None:
    """The program of a later version with one more migration."""
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))


@pytest.fixture
def filled(folder: Path) -> Path:
    """A closed store with lines in it."""
    store, _ = create(folder)
    add_lines(store, [f"Series {n}" for n in range(400)])
    store.close()
    return folder


def held(folder: Path) -> dict[str, tuple[int, str]]:
    """The tables of the closed store."""
    return raw.tables(folder / "council.gwb", raw.data_key(folder / "council.keys", PASSPHRASE))


def version(folder: Path) -> int:
    """The form of the closed store."""
    key = raw.data_key(folder / "council.keys", PASSPHRASE)
    return int(raw.rows(folder / "council.gwb", key, "PRAGMA user_version")[0][0])


def test_an_update_makes_a_backup_of_the_old_form_first(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(filled)
    later(monkeypatch, rebuilt)
    with opened(filled) as store:
        assert agreement.report(store).intact
        assert backup.facts(store).last is not None
    assert held(filled) == before
    assert version(filled) == len(migrations.MIGRATIONS)
    [made] = backup.newest_first(filled / "backups")
    assert made.manifest.reason == "before an update"
    assert made.manifest.version == len(migrations.MIGRATIONS) - 1
    assert made.manifest.counts["schedule_line"] == 400
    with opened(filled):
        assert len(list((filled / "backups").iterdir())) == 1, "an update is made once"


def test_to_read_only_an_old_form_is_said_to_need_its_update(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, rebuilt)
    with pytest.raises(NeedsUpdate, match="Open them once for work"):
        opened(filled, read_only=True).__enter__()
    assert version(filled) == 1


def breaks(connection: Any) -> None:
    """A migration with a mistake in it."""
    connection.execute("DELETE FROM schedule_line")
    raise ZeroDivisionError


def points_nowhere(connection: Any) -> None:
    """A migration that leaves references to what is gone."""
    connection.execute("DROP TRIGGER operation_stays")
    connection.execute("DELETE FROM operation")


@pytest.mark.parametrize("step", [breaks, points_nowhere])
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    filled: Path, monkeypatch: pytest.MonkeyPatch, step: migrations.Migration
) -> None:
    before = held(filled)
    with monkeypatch.context() as patch:
        later(patch, step)
        with pytest.raises((ZeroDivisionError, migrations.ReferencesBroken)):
            opened(filled).__enter__()
    assert held(filled) == before
    assert version(filled) == 1
    with opened(filled) as store:
        assert agreement.report(store).intact
        add_lines(store, ["goes on"])


def test_kills_during_an_update_leave_the_old_form_or_the_new(
    filled: Path, zygote: Zygote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, chance, seen = held(filled), random.Random(17), set()
    for number in range(20):
        folder = tmp_path / str(number)
        shutil.copytree(filled, folder)
        zygote.start("migrate", str(folder))
        zygote.line()
        clock_time.sleep(chance.random() * 0.006 * number)  # the first at once, so that it falls into the update
        zygote.kill()
        with closing(
            raw.connect(folder / "council.gwb", raw.data_key(folder / "council.keys", PASSPHRASE))
        ) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert held(folder) == before
        seen.add(version(folder))
    assert 1 in seen
    later(monkeypatch, rebuilt)
    with opened(folder) as store:
        assert agreement.report(store).intact
