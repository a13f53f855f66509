"""The seat's settings survive being written, damaged and unwritable."""

import json
from pathlib import Path

import pytest

from workbench import settings
from workbench.settings import Settings


def test_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    chosen = Settings(theme="dark", text_size=125, tables={"retention-schedule": [3, 80]}).opened(tmp_path)
    assert settings.save(chosen, path)
    assert settings.load(path) == chosen
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("words", ["", "not json", "[]", "[" * 100_000, '{"theme": "pink", "text_size": 9000}', "\x00"])
def test_damage_means_the_usual_settings(tmp_path: Path, words: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(words, "utf-8")
    assert settings.load(path) == Settings()


def test_one_bad_value_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "dark", "text_size": "big", "recent": ["a", 3], "unheard_of": 1}), "utf-8")
    assert settings.load(path) == Settings(theme="dark", recent=("a",))


def test_recent_folders_newest_first_and_once(tmp_path: Path) -> None:
    seat = Settings()
    for name in ("a", "b", "a"):
        seat = seat.opened(Path(name))
    assert seat.recent == ("a", "b")
    assert seat.forgotten(Path("a")).recent == ("b",)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert not settings.save(Settings(), tmp_path / "file" / "settings.json")
