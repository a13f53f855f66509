"""What stands at the top of the window after the door: each with the choices there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbench import display
from workbench.gui.desk import Desk
from workbench.gui.widgets.parts import Act, Trouble
from workbench.records import again
from workbench.records.restore import Restored
from workbench.records.store import Store
from workbench.workflows import rightclock
from workbench.workflows.progress import Progress

_RIGHT = "This file is the right one from now on. It is recorded in the history."
_CLOCK = "The clock is right. It is recorded in the history."
_TILL_THEN = "Until it is set right, or you say that it is right, nothing can be destroyed."
RECOVERY = "You opened with the recovery key"


def show_opening(desk: Desk, bar: Trouble) -> None:
    """Say what the person must know of the files just opened; the gravest where it is more than one thing."""
    store = desk.store
    if not store.finding.well:
        _older_copy(desk, bar)
    elif store.elsewhere:
        show_elsewhere(desk, bar)
    elif store.clock_doubt:
        acts = [] if store.read_only else [("It is right", partial(_answer, desk, bar, rightclock.is_right, _CLOCK))]
        bar.say("Is this computer’s clock right?", f"{store.clock_doubt} {_TILL_THEN}", acts=acts)
    elif store.read_only:
        bar.say("Open to read only", "You can look, search, export and print. Nothing can be changed.")
    elif store.opened_with_recovery:
        text = (
            "Set a new passphrase with it: the old one is not needed. Then print a new recovery sheet, because the one "
            "in the envelope has been seen."
        )
        bar.say(RECOVERY, text, acts=_new_ways(desk))


def take_away(desk: Desk, bar: Trouble) -> None:
    """The recovery key was replaced: nothing more needs to be done about its use."""
    if bar.title.text() == RECOVERY and not desk.store.opened_with_recovery:
        bar.hide()


def show_restored(desk: Desk, bar: Trouble, done: Restored) -> None:
    """Say which backup is back, where the file from before is, and what opens the records now."""
    kept = f"The file from before is kept: {done.before}." if done.before else "There was no file before."
    recovery = f"{RECOVERY}: set a new passphrase with it and print a new sheet." if _by_recovery(desk) else ""
    title = f"The backup of {display.moment(done.manifest.made)} is back"
    acts: list[Act] = list(_new_ways(desk)) if recovery else []
    if done.doubt:
        acts = [("Check the last printed code…", partial(desk.go, "restored")), *acts]
    said = " ".join(part for part in (kept, done.ways, done.letters, done.doubt, recovery) if part)
    bar.say(title, said, acts=acts, well=not done.doubt)


def show_elsewhere(desk: Desk, bar: Trouble) -> None:
    """Ask about what another copy of the files destroyed and stands here; until it is said, it is asked each time."""
    acts: list[Act] = []
    if not desk.store.read_only:
        acts = [
            ("Leave them here", partial(_answer, desk, bar, again.leave, "They stay. It is recorded in the history.")),
            ("Destroy them here too…", partial(_sure, desk, bar)),
        ]
    bar.say("Destroyed in another copy", again.sentence(desk.store), acts=acts)


def _sure(desk: Desk, bar: Trouble) -> None:
    number = sum(map(len, desk.store.elsewhere.values()))
    records = display.count(number, "record")
    acts: list[Act] = [
        ("Leave them here", partial(_answer, desk, bar, again.leave, "They stay. It is recorded in the history.")),
        (f"Destroy {records}", partial(_answer, desk, bar, again.destroy_too, f"{records} went for ever.")),
    ]
    bar.say("This cannot be undone", f"{records} will go here for ever, as in the other copy.", acts=acts)


def _answer(desk: Desk, bar: Trouble, act: Callable[[Store], None], said: str) -> None:
    bar.hide()
    desk.tasks.run(partial(_acted, desk.store, act), _Known(desk, said))


def _acted(store: Store, act: Callable[[Store], None], _: Progress) -> None:
    act(store)


def damage_acts(desk: Desk) -> tuple[Act, ...]:
    """What can be done where the data file was found damaged or gone."""
    return (("Look at the backups", partial(desk.go, "restore")),)


def _by_recovery(desk: Desk) -> bool:
    return desk.store.opened_with_recovery


def _new_ways(desk: Desk) -> tuple[Act, ...]:
    return (
        ("Set a new passphrase…", partial(desk.go, "ways-in")),
        ("Print a new recovery sheet…", partial(desk.go, "ways-in", "sheet")),
    )


def _older_copy(desk: Desk, bar: Trouble) -> None:
    """Keep it, look at newer backups, or open another; until one is chosen it is asked at each opening."""
    acts: list[Act] = [("Open another file…", desk.other_wanted.emit)]
    if not desk.store.read_only:
        acts = [("Look at the backups", partial(desk.go, "restore")), *acts]
        acts = [("Go on with this one", partial(_go_on, desk, bar)), *acts]
    advice = "Going on with it is recorded in the history." if not desk.store.read_only else "It is open to read only."
    bar.say("Is this the right file?", f"{desk.store.finding.sentence} {advice}", acts=acts)


def _go_on(desk: Desk, bar: Trouble) -> None:
    bar.hide()
    desk.tasks.run(partial(_recorded, desk.store), _Known(desk, _RIGHT))
    if desk.store.elsewhere:
        show_elsewhere(desk, bar)


def _recorded(store: Store, _: Progress) -> None:
    store.continue_older_copy()


class _Known:
    """What follows when a question about the file was answered."""

    def __init__(self, desk: Desk, said: str) -> None:
        self._desk, self._said = desk, said

    def __call__(self, _: object) -> None:
        self._desk.written.emit()
        self._desk.tasks.say_changed(register.name for register in self._desk.registers)
        self._desk.say(self._said)
