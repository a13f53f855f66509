"""What is said of safety is so: the second place gets every backup, and a fault silences all good news."""

from __future__ import annotations

import shutil
from pathlib import Path

import peewee
import pytest
from PySide6.QtWidgets import QPushButton

from tests.gui.conftest import OpenCouncil
from workbench.gui.banners import show_opening
from workbench.gui.home.page import HomePage
from workbench.gui.safety import AWAY, DAMAGE, SECOND_PLACE, back_up_on_closing
from workbench.gui.widgets.basics import Label
from workbench.records import backup, failures, history


def names(place: Path) -> list[str]:
    """The backups in a folder."""
    return sorted(p.name for p in place.glob("*.gwbackup"))


def test_every_backup_asked_for_or_made_on_closing_goes_to_the_second_place(
    council: OpenCouncil, tmp_path: Path
) -> None:
    place, store = tmp_path / "stick", council.store
    place.mkdir()
    store.set_setting(SECOND_PLACE, str(place))
    council.desk.back_up()
    council.desk.back_up()
    assert len(names(place)) == 2
    council.page("register/retention-schedule").recording.keeper.save(1, "owner", "Clerk")
    assert back_up_on_closing(store).well
    assert len(names(place)) == 3
    assert names(place) == names(store.folder / "backups")
    shutil.rmtree(place)
    council.page("register/retention-schedule").recording.keeper.save(1, "owner", "Deputy")
    missing = back_up_on_closing(store)
    assert not missing.well
    assert f"not copied: {place} is not there" in missing.text
    place.mkdir()
    assert back_up_on_closing(store).well, "nothing changed, but the place has not got the last one"
    assert names(place) == names(store.folder / "backups")[-1:]


def test_a_fault_silences_good_news(council: OpenCouncil) -> None:
    council.desk.back_up()
    home = council.page("home")
    assert isinstance(home, HomePage)
    assert "Your records are safe" in [label.text() for label in home.findChildren(Label)]
    council.desk.found_fault(DAMAGE)
    council.window.refresh_navigation()
    texts = [label.text() for label in home.findChildren(Label)]
    assert "Your records are safe" not in texts
    assert DAMAGE in texts
    assert council.window.status._saved.text() == "A fault was found in the data file"
    assert council.window.status._tick._name == "triangle-alert"


def test_a_failure_carries_no_tick(council: OpenCouncil) -> None:
    council.desk.say("Not kept", well=False)
    assert council.window.passing.mark._name == "triangle-alert"
    council.desk.say("Kept")
    assert council.window.passing.mark._name == "check"


def test_a_folder_that_has_gone_is_said_to_have_gone(tmp_path: Path) -> None:
    path = tmp_path / "away" / "council.gwb"
    said = failures.plain(peewee.OperationalError("attempt to write a readonly database"), path)
    assert isinstance(said, failures.Gone)
    assert "is not there any longer" in str(said)
    assert "right to write" not in str(said)


def test_a_folder_that_cannot_be_reached_is_no_fault_in_the_file(council: OpenCouncil) -> None:
    """The disk of the records is pulled out: the bar and Home say so, and nothing is said to be calm or damaged."""
    home, schedule = council.page("home"), council.page("register/retention-schedule")
    number = schedule.listing.table.records.ids[0]
    shutil.move(council.store.folder, council.store.folder.with_name("pulled out"))
    schedule.recording.keeper.save(number, "owner", "Clerk")
    council.desk.found_fault(AWAY)  # as the program does with such a failure
    assert isinstance(council.errors.pop(), failures.Gone)
    council.window.refresh_navigation()
    assert council.window.status._saved.text() == "The folder of the records cannot be reached"
    council.page("home")
    texts = [label.text() for label in home.findChildren(Label) if label.isVisible()]
    assert "The folder of the records cannot be reached" in texts
    assert not {"Nothing waits for you", "Your records are safe", DAMAGE} & set(texts)
    shutil.move(council.store.folder.with_name("pulled out"), council.store.folder)
    schedule.recording.keeper.save(number, "owner", "Clerk")
    council.window.refresh_navigation()
    assert council.window.status._saved.text().startswith("Saved ")


def test_a_second_place_on_the_same_disk_is_named(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "again").mkdir()
    council.store.set_setting(SECOND_PLACE, str(tmp_path / "again"))
    council.desk.back_up()
    council.window.refresh_navigation()
    assert council.window.status._copy.text().endswith(", on the same disk")
    page = council.page("settings", "backup")
    assert page._same_disk.isVisible()
    monkeypatch.setattr(backup, "same_disk", lambda *_: False)
    council.desk.back_up()
    council.window.refresh_navigation()
    assert not council.window.status._copy.text().endswith(", on the same disk")
    assert not page._same_disk.isVisible()


def test_saying_that_the_clock_is_right_is_recorded_and_takes_the_banner_away(council: OpenCouncil) -> None:
    council.store.clock_doubt = "The clock is in doubt."
    bar = council.window.trouble
    show_opening(council.desk, bar)
    assert bar.isVisible()
    assert "nothing can be destroyed" in bar.text.text()
    [act] = [made for made in bar.findChildren(QPushButton) if made.text().replace("&", "") == "It is right"]
    act.click()
    assert council.store.clock_doubt == ""
    assert history.of_record("store", 0)[-1].action == "clock confirmed"
    assert not bar.isVisible()
