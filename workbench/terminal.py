"""How the command line asks, shows and fails: one plain line for a person, one JSON object for a script."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from workbench import clock, errorlog, paths, settings
from workbench.errors import Cancelled, Plain
from workbench.rules.dayentry import read_day

if TYPE_CHECKING:
    from workbench.records.store import Store
    from workbench.workflows.progress import Progress

_GOES_ON = "The command works with it all the same. Open it in the window to say which one counts."
_INTERRUPTED = 130  # typer ends so on Ctrl+C, without a word


class Unheard(Exception):
    """The answer could not be written to where it was sent; what was asked for is done all the same."""


def say(words: str = "") -> None:
    """A line on standard output; Unheard where it cannot be written, as to a full disk."""
    try:
        typer.echo(words)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unheard from error


def show_json(answer: dict[str, Any]) -> None:
    """One JSON object on standard output; plain ASCII, so that no console can spoil it."""
    say(json.dumps(answer, default=str, indent=1))


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table for the eye on a terminal, tab-separated lines for anything else."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            say("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def day_of(typed: str | None) -> dt.date | None:
    """A day typed as an option, day before month; wrong use where it is none."""
    if typed is None:
        return None
    entry = read_day(typed, clock.today())
    if entry.day is None:
        raise typer.BadParameter(f"“{typed}” {entry.problem or 'must be a date'}. {entry.advice}".strip())
    return entry.day


def folder_of(chosen: Path | None) -> Path:
    """The council's folder: the one named, else the one opened last, else the usual place."""
    if chosen:
        return chosen
    recent = settings.load().recent
    return Path(recent[0]) if recent else paths.default_council_folder()


def ends_in(out: Path, *endings: str) -> None:
    """Wrong use unless the file to be written is named as what it will be."""
    if out.suffix.lower() not in endings:
        raise typer.BadParameter(f"The file's name must end in {' or '.join(endings)}.", param_hint="--out")


def new_passphrase() -> str:
    """A passphrase for new files, typed twice; an empty one is refused, a short one is remarked on."""
    from workbench.records.keys import SHORTEST

    words = passphrase("A new passphrase: ", twice=True)
    if not words.strip():
        raise Plain("The passphrase is empty. Nothing was made. Choose four words that do not belong together.")
    if len(words.strip()) < SHORTEST:
        typer.echo("This passphrase is short and can be guessed. Four words are better.", err=True)
    return words


def has_passphrase() -> bool:
    """Whether the passphrase is given, or there is somebody to ask."""
    return "WORKBENCH_PASSPHRASE" in os.environ or bool(sys.stdin and sys.stdin.isatty())


def passphrase(prompt: str = "Passphrase: ", *, twice: bool = False) -> str:
    """The passphrase from WORKBENCH_PASSPHRASE, or asked for without showing it."""
    given = os.environ.get("WORKBENCH_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin or not sys.stdin.isatty():
        raise Plain("The passphrase is needed. Nothing was changed. Set WORKBENCH_PASSPHRASE, or run in a terminal.")
    try:
        typed = getpass.getpass(prompt)
        same = not twice or getpass.getpass("The same again: ") == typed
    except EOFError:
        raise Cancelled from None
    if not same:
        raise Plain("The two passphrases are not the same. Nothing was changed. Please try again.")
    return typed


@contextmanager
def opened(chosen: Path | None, *, read_only: bool = False, warned: bool = True) -> Iterator[Store]:
    """The council's open store, closed afterwards; an older copy of it is remarked on unless the caller does so."""
    from workbench.records import again
    from workbench.records.store import Store
    from workbench.records.threshold import expect
    from workbench.registers import MODELS

    folder = folder_of(chosen)
    expect(folder)
    store = Store.open(folder, passphrase(), MODELS, read_only=read_only, profile=paths.anchors_dir())
    if warned:
        other = again.sentence(store)
        asked = f"{other} Open them in the window to say which." if other else ""
        seen = f"{store.finding.seen} {_GOES_ON}" if store.finding.seen else ""
        for doubt in filter(None, (seen, store.clock_doubt, asked)):
            typer.echo(doubt, err=True)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened_to_take(chosen: Path | None, is_recorded: Callable[[], object]) -> Iterator[Store]:
    """The store to write something out of: read only, or open for work where it is recorded that it leaves."""
    with opened(chosen, read_only=True) as store:
        recorded = bool(is_recorded())
        if not recorded:
            yield store
    if recorded:
        with opened(chosen, warned=False) as store:
            yield store


@contextmanager
def progress() -> Iterator[Progress]:
    """A line on standard error that says how far a long job is; silent where nobody looks."""
    from workbench.workflows.progress import NO_PROGRESS, Progress

    if not sys.stderr.isatty():
        yield NO_PROGRESS
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")

        def tell(done: int, of: int, text: str) -> bool:
            bar.update(task, completed=done, total=of, description=text)
            return True

        yield Progress(tell)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def plainly() -> Iterator[None]:
    """Whatever fails inside ends in one plain line on standard error and exit status 1, never in a traceback."""
    try:
        yield
    except Plain as why:
        _fail(str(why))
    except (KeyboardInterrupt, Cancelled):
        _fail("Stopped. Nothing of it was kept.")
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            _fail("Stopped. Nothing of it was kept.")
        raise
    except BrokenPipeError:
        _quiet()
        raise SystemExit(1) from None
    except Unheard:
        _quiet()
        _fail(
            "The work was done and nothing is lost, but the answer could not be written to where it was sent: perhaps "
            "the disk is full. Look before you do it again."
        )
    except Exception as error:
        errorlog.log(errorlog.details(type(error), error.__traceback__))
        _fail(
            "Something went wrong in the program. Your records are safe: a change is kept whole or not at all. "
            f"Details for whoever helps you are in {errorlog.file()}; they hold no personal data."
        )


def _quiet() -> None:
    """Nobody can read our output: keep Python from complaining about it on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(words: str) -> None:
    typer.echo(" ".join(words.split()), err=True)
    raise SystemExit(1) from None
