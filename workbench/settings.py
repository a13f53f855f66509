"""What belongs to the seat, not to the council: window, text size, recent folders."""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench import paths

THEMES = ("system", "light", "dark", "cream", "contrast")
RECENT = 8


@dataclass(frozen=True)
class Settings:
    """The seat's choices; sizes in pixels, text_size in per cent, auto_lock in minutes (0 = never)."""

    theme: str = "system"
    text_size: int = 100
    auto_lock: int = 10
    window_width: int = 0
    window_height: int = 0
    window_left: int = -1
    window_top: int = -1
    maximised: bool = False
    recent: tuple[str, ...] = ()
    last_import_folder: str = ""
    last_export_folder: str = ""
    page: str = ""
    tables: dict[str, Any] = dataclasses.field(default_factory=dict)

    def opened(self, folder: Path) -> Settings:
        """The same settings with this council's folder first among the recent ones."""
        name = str(folder)
        return replace(self, recent=(name, *(r for r in self.recent if r != name))[:RECENT])

    def forgotten(self, folder: Path) -> Settings:
        """The same settings without this folder among the recent ones."""
        return replace(self, recent=tuple(r for r in self.recent if r != str(folder)))


def _fitting(name: str, value: Any, usual: Any) -> Any:
    """The value read if it is of the kind expected, otherwise the usual one."""
    if isinstance(usual, tuple):
        return tuple(v for v in value if isinstance(v, str))[:RECENT] if isinstance(value, list) else usual
    if type(value) is not type(usual):
        return usual
    limits = {"text_size": (75, 250), "auto_lock": (0, 480), "window_width": (0, 16384), "window_height": (0, 16384)}
    if name in limits and not limits[name][0] <= value <= limits[name][1]:
        return usual
    return usual if name == "theme" and value not in THEMES else value


def load(path: Path | None = None) -> Settings:
    """The seat's settings; what cannot be read falls back to the usual value, never to an error."""
    try:
        read = json.loads((path or paths.settings_file()).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(read, dict):
        return Settings()
    usual = Settings()
    names = [field.name for field in dataclasses.fields(Settings) if field.name in read]
    return replace(usual, **{name: _fitting(name, read[name], getattr(usual, name)) for name in names})


def save(settings: Settings, path: Path | None = None) -> bool:
    """Write the settings whole or not at all; False when the folder cannot be written to, which harms no work."""
    path = path or paths.settings_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(dataclasses.asdict(settings), file, indent=1)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        return False
    return True
