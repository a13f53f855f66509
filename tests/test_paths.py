"""Folders: ours are found, the seat's can be moved, the council's is local."""

import sys
from pathlib import Path

import pytest

from workbench import paths


def test_resources_of_the_source_tree() -> None:
    assert paths.resource().is_dir()


def test_resources_of_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("icons/home.svg") == tmp_path / "resources" / "icons" / "home.svg"


def test_one_setting_moves_all_that_is_the_seats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))
    places = [paths.data_dir(), paths.log_dir(), paths.settings_file(), paths.anchors_dir()]
    places += [paths.default_council_folder(), paths.sample_folder()]
    assert all(place.is_relative_to(tmp_path) for place in places)


def test_councils_are_kept_out_of_synchronised_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_HOME", raising=False)
    parts = {part.casefold() for part in paths.default_council_folder().parts}
    assert not parts & {"documents", "onedrive", "dropbox", "roaming"}
