"""Whether a window can be opened here, found out before Qt tries: where it cannot, Qt ends the program at once."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from workbench.errors import Plain
from workbench.paths import resource


def check(environment: Mapping[str, str] = os.environ) -> None:
    """Plain where a system library of a window is missing or the screen cannot be reached. Linux alone needs this."""
    if not sys.platform.startswith("linux"):
        return
    names = _candidates(environment)
    missing = [_missing(name) for name in names]
    if names and all(missing):
        packages = " ".join(resource("system-packages.txt").read_text("utf-8").split())
        raise Plain(
            f"The window cannot be opened: a system library is missing ({missing[0]}). Your records are as they were. "
            f"On Debian or Ubuntu, run this once, then try again: sudo apt-get install -y {packages}"
        )
    if names == ["xcb"] and not _answers():
        shown = environment.get("DISPLAY", "")
        raise Plain(
            f"The window cannot be opened: the screen “{shown}” does not answer. Your records are as they were. "
            "Start the program from the desktop of this computer."
        )


def _candidates(environment: Mapping[str, str]) -> list[str]:
    """The kinds of screen Qt would try."""
    if chosen := environment.get("QT_QPA_PLATFORM"):
        return [name.partition(":")[0] for name in chosen.split(";") if name]
    kinds = (("DISPLAY", "xcb"), ("WAYLAND_DISPLAY", "wayland"))
    return [kind for variable, kind in kinds if environment.get(variable)]


def _missing(kind: str) -> str:
    """What the loader says is missing for a kind of screen; nothing where all is there."""
    spec = find_spec("PySide6")
    folders = [Path(place) for place in spec.submodule_search_locations or ()] if spec else []
    for plugin in (folder / "Qt" / "plugins" / "platforms" / f"libq{kind}.so" for folder in folders):
        if plugin.exists():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as why:
                return str(why).partition(":")[0]
    return ""


def _answers() -> bool:
    """Whether the X server named in DISPLAY lets us in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the program's own copy may do
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
