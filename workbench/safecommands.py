"""The commands "backup", "restore", "verify", "clock-is-right" and "move": what keeps the files safe and whole."""

from __future__ import annotations

from pathlib import Path

import typer

from workbench import clock, display, paths, settings, terminal
from workbench.errors import Plain
from workbench.records import agreement, places
from workbench.records import backup as backups
from workbench.records.restore import ways_of
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.terminal import say
from workbench.workflows import broughtback, numbering, printedcode, remnants, rightclock


def back_up(store: Store, to: Path | None) -> None:
    """Make a backup, and copy it to a second place where one is named."""
    made = backups.make(store, "asked for")
    try:
        copy = backups.copy_to(store.folder, made, to) if to else None
    finally:
        say(" ".join(filter(None, (f"Backup made and checked: {made.path}", made.without))))
    if copy:
        say(f"Copied and read back: {copy}")


def restore(folder: Path, file: Path, code: str | None, number: str) -> None:
    """Bring a backup back, and say what went again, what is lost and what a printed code and number say of it."""
    if number and not code:
        raise typer.BadParameter("The code printed on the same record is needed too: --code CODE.")
    if number:
        numbering.printed(number)
    if ways := ways_of(file, folder):
        typer.echo(ways, err=True)
    store, done = broughtback.bring(file, folder, terminal.passphrase(), paths.anchors_dir())
    try:
        say(f"The backup is in place in {folder}.")
        if done.before:
            say(f"What stood there before is kept: {done.before}")
        went = broughtback.went(done.again) if done.again else ""
        for said in filter(None, (done.ways, done.letters, went, broughtback.lost(), "" if code else done.doubt)):
            say(said)
        if code:
            answer = broughtback.check(code, number)
            say(answer.words)
            if answer.missing:
                broughtback.enter_lost(store, number)
                say(broughtback.lost())
    finally:
        store.close()


def verify(store: Store, code: str | None) -> None:
    """Check the history and the records against it, and a printed code; Plain where something is not as it was."""
    found = agreement.report(store)
    looked = printedcode.look(code) if code is not None else None
    left = remnants.of_all(store).sentence
    if not found.intact:
        raise Plain(" ".join(found.sentences))
    if looked and not looked.known:
        raise Plain(looked.words)
    for sentence in found.sentences:
        say(sentence)
    if left:
        say(f"Of what was destroyed: {left}")
    if looked:
        say(looked.words)


def clock_is_right(store: Store) -> None:
    """Somebody looked at the clock and says that it is right; nothing is written where nothing spoke against it."""
    moment = display.moment(clock.now())
    if not rightclock.doubt(store):
        say(f"Nothing speaks against this computer’s clock: {moment}. Nothing was changed.")
        return
    rightclock.is_right(store)
    say(f"The clock is right: {moment}. It is recorded in the history.")


def move(old: Path, to: Path) -> None:
    """Move the council's files, and open the new ones before the old ones are removed."""
    words = terminal.passphrase()
    Store.open(old, words, MODELS, read_only=True).close()
    for warned in places.warnings(to.absolute()):
        typer.echo(warned.sentence, err=True)
    moved = places.move_store(old, to)
    try:
        Store.open(moved.new, words, MODELS, profile=paths.anchors_dir()).close()
    except Plain:
        places.take_back(moved)
        raise
    places.confirm(moved)
    settings.save(settings.load().forgotten(moved.old).opened(moved.new))
    say(f"The council's files are in {moved.new} now. The new files were opened before the old ones were removed.")
