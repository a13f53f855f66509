"""Where things lie on this computer: our own resources, the seat's folders, the usual place for a council."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import appdirs

_SEAT = appdirs.AppDirs("GovernanceWorkbench", appauthor=False)


def _resources() -> Path:
    """The folder of shipped files: beside a frozen program, inside the wheel, or in the source tree."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else [package / "_resources", package.parent / "resources"]
    return next((place for place in places if place.is_dir()), places[-1])


def resource(name: str = "") -> Path:
    """A shipped file or folder, named from the resources folder with forward slashes ("icons/home.svg")."""
    return _resources() / name


def _seat(standard: str) -> Path:
    """A folder of this seat; WORKBENCH_HOME moves them all, for a memory stick or a test."""
    home = os.environ.get("WORKBENCH_HOME")
    return Path(home) if home else Path(standard)


def data_dir() -> Path:
    """What the program keeps for this user on this computer: local, never roaming, never in Documents."""
    return _seat(_SEAT.user_data_dir)


def log_dir() -> Path:
    """Where the error log lies; it holds no personal data."""
    return data_dir() / "log"


def settings_file() -> Path:
    """The seat's own settings: window size, recent folders, text size."""
    return _seat(_SEAT.user_config_dir) / "settings.json"


def private_dir() -> Path:
    """Where documents lie while they are looked at or printed; swept at every start and end."""
    return data_dir() / "private"


def anchors_dir() -> Path:
    """Where the heads of the history are noted outside the councils' folders."""
    return data_dir() / "anchors"


def default_council_folder() -> Path:
    """The folder proposed for a council: on this computer, out of reach of OneDrive and network drives.

    Folders that are synchronised copy a file while it is being written, and files have been lost that way.
    """
    return data_dir() / "Council"


def sample_folder() -> Path:
    """Where the sample council goes when no folder is named."""
    return data_dir() / "Sample Town Council"
