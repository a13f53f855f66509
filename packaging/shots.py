"""Pictures of every screen for a person to look at: light and dark, and at 150 %. Structure is tested elsewhere."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from shots_steps import doors, first_start, wizard

from workbench import paths
from workbench.app import dressed
from workbench.gui.desk import Desk
from workbench.gui.makers import page_makers
from workbench.gui.register.page import RegisterPage
from workbench.gui.tasks import Immediate, Tasks
from workbench.gui.theme.look import Look
from workbench.gui.window import MainWindow
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import MODELS, REGISTERS
from workbench.settings import Settings

FONTS = ("OpenSans-Regular.ttf", "OpenSans-Semibold.ttf", "OpenSans-SemiBold.ttf")


@dataclass(frozen=True)
class Shot:
    """A picture: its name, the place shown, and what is done there first."""

    name: str
    place: str
    about: object = None
    then: Callable[[MainWindow], None] | None = None


@dataclass(frozen=True)
class Setting:
    """How a set of pictures is made: folder, theme, size in logical pixels, ratio of the screen."""

    name: str
    theme: str
    width: int
    height: int
    ratio: float = 1.0


SETTINGS = (
    Setting("light", "light", 1366, 688),
    Setting("dark", "dark", 1366, 688),
    Setting("cream", "cream", 1366, 688),
    Setting("light-150", "light", 911, 459, 1.5),
)


def _register_page(window: MainWindow) -> RegisterPage:
    page = window.pages.page
    assert isinstance(page, RegisterPage)
    return page


def _filtered(window: MainWindow) -> None:
    listing = _register_page(window).listing
    listing.selection = listing.selection.filtered(_register_page(window).register.columns[-2].name, "e")
    listing.reload()


def _emptied(window: MainWindow) -> None:
    page = _register_page(window)
    page.listing.selection = page.listing.selection.filtered(page.register.naming.name, "no such record")
    page.listing.reload()


def _history(window: MainWindow) -> None:
    _clear(window)
    panel = _register_page(window).recording.panel
    panel.show_history()


def _clear(window: MainWindow) -> None:
    page = _register_page(window)
    page.recording.panel.show_details()
    page.listing.clear()


def _opened(window: MainWindow) -> None:
    _clear(window)
    _register_page(window).open_field("")


def _wrong(window: MainWindow) -> None:
    page = _register_page(window)
    page.recording.begin()
    page.recording.add_now()


def _away(window: MainWindow) -> None:
    _register_page(window).recording.closed.emit()


def shots() -> Sequence[Shot]:
    """Every screen of a council."""
    found = [Shot("01-home", "home")]
    for register in REGISTERS:
        place, name = f"register/{register.name}", register.name
        found.append(Shot(f"02-{name}", place))
        if not every(register.record, ()).count():
            continue
        found += [
            Shot(f"03-{name}-filtered", place, None, _filtered),
            Shot(f"04-{name}-nothing-found", place, None, _emptied),
            Shot(f"05-{name}-history", place, None, _history),
            Shot(f"06-{name}-record", place, None, _opened),
            Shot(f"08-{name}-away", place, None, _away),
        ]
        if not (register.made or register.made_at):
            found.append(Shot(f"07-{name}-problem", place, None, _wrong))
        if register.made_at.startswith("case-new/"):
            found += [Shot(f"11-{name}-file-{n}", f"case/{name}", n) for n in (1, 2)]
            found.append(Shot(f"12-{name}-new", register.made_at))
        if register.versions:
            found.append(Shot(f"09-{name}-versions", f"versions/{name}"))
            found.append(Shot(f"10-{name}-give-back", f"giveback/{name}"))
    others = [("settings", None), ("about", None), ("found", "file"), ("help", "home"), ("help", "keys")]
    others += [("due", None), ("rounds", None), ("folder", None), ("figures", None)]
    others += [("reports", None), ("reports", "Record of destruction")]
    found += [Shot("40-code", "code"), Shot("41-calendar", "calendar"), Shot("42-correct", "correct", (1,))]
    found += [Shot("43-labels", "labels", tuple(range(1, 9))), Shot("44-batch", "batch", 1)]
    return found + [
        Shot(f"{n:02}-{place}-{about or ''}".strip("-"), place, about) for n, (place, about) in enumerate(others, 20)
    ]


def render(store: Store, setting: Setting, folder: Path, room: Path) -> None:
    """Make all pictures of one setting; needs an application that is dressed. Files are made in `room`."""
    folder.mkdir(parents=True, exist_ok=True)
    Look.now.choose(setting.theme, 100)
    window = MainWindow(Desk(store, REGISTERS, Tasks(executor=Immediate()), Settings()), page_makers())
    window.resize(setting.width, setting.height)
    window.show()

    def take(widget: QWidget, name: str) -> None:
        _settle()
        widget.grab().save(str(folder / f"{name}.png"))

    for shot in shots():
        window.go(shot.place, shot.about)
        _settle()
        if shot.then:
            shot.then(window)
        take(window, shot.name)
    wizard(window, room, take)
    window.may_close = True
    window.close()
    window.deleteLater()
    doors(store.folder, setting.width, setting.height, take)
    first_start(setting.width, setting.height, room, take)


def render_all(store_folder: Path, passphrase: str, folder: Path) -> None:
    """Make all pictures in all settings. Each ratio of the screen needs a process of its own."""
    for setting in SETTINGS:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(setting.ratio),
            "WORKBENCH_PASSPHRASE": passphrase,
        }
        where = ["--store", str(store_folder), "--out", str(folder)]
        subprocess.run([sys.executable, __file__, "--only", setting.name, *where], env=environment, check=True)


def shot_font(app: QApplication) -> QFont:
    """One font for all machines, else pictures differ."""
    for name in FONTS:
        if (file := paths.resource(f"fonts/{name}")).is_file():
            QFontDatabase.addApplicationFont(str(file))
    font = QFont("Open Sans" if "Open Sans" in QFontDatabase.families() else app.font().family())
    font.setPointSizeF(9.0)
    return font


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _one(store_folder: Path, name: str, target: Path) -> None:
    app = QApplication(sys.argv[:1])
    dressed(app).use_font(shot_font(app))
    setting = next(s for s in SETTINGS if s.name == name)
    with tempfile.TemporaryDirectory(prefix="workbench-shots-") as room:
        own = shutil.copytree(store_folder, Path(room) / store_folder.name)  # the pictures import into it
        store = Store.open(own, os.environ["WORKBENCH_PASSPHRASE"], MODELS)
        render(store, setting, target / name, Path(room))
        store.close()


def main() -> None:
    """`shots.py [--out FOLDER] [--store FOLDER]`; without a store the sample council is made first."""
    words = argparse.ArgumentParser(description="Pictures of every screen, for a person to look at.")
    words.add_argument("--out", type=Path, default=Path("build/shots"))
    words.add_argument("--store", type=Path)
    words.add_argument("--only", help=argparse.SUPPRESS)
    said = words.parse_args()
    if said.only:
        _one(said.store, said.only, said.out)
        return
    passphrase = os.environ.get("WORKBENCH_PASSPHRASE", "sample council")
    with tempfile.TemporaryDirectory(prefix="workbench-shots-") as folder:
        store = said.store or Path(folder) / "Sample Town Council"
        environment = os.environ | {"WORKBENCH_HOME": folder, "WORKBENCH_PASSPHRASE": passphrase}
        if said.store is None:
            command = [sys.executable, "-m", "workbench", "demo", "--folder", str(store), "--no-window"]
            subprocess.run(command, env=environment, check=True)
        os.environ["WORKBENCH_HOME"] = folder
        render_all(store, passphrase, said.out)
    print(f"The pictures are in {said.out}.")


if __name__ == "__main__":
    main()
