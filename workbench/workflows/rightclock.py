"""Whether this computer's clock can be trusted: a hold or a period that ends by a wrong clock lets things go too soon.

Asked before a batch is made, authorised or carried out, before a check says that something was destroyed, and before
files of a linked folder go.
"""

from __future__ import annotations

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import history
from workbench.records.store import Store


def doubt(store: Store) -> str:
    """What speaks against the clock and how to go on, as whole sentences; empty where nothing does."""
    said = store.clock_doubt = history.clock_doubt()
    if not said:
        return ""
    return (
        f"{said} Nothing is destroyed while that is in doubt. If the clock is right, close the workbench, open it and "
        "say so at the top of the window (or by the command clock-is-right)."
    )


def refuse_doubt(store: Store, so: str) -> None:
    """Raise Plain while the clock is in doubt; `so` says what did not happen."""
    if said := doubt(store):
        raise Plain(f"{said} {so}")


def is_right(store: Store) -> None:
    """Somebody looked at the clock and says that it is right: recorded in the history."""
    store.record("Say that the clock is right", history.CLOCK_CONFIRMED, {"clock": display.moment(clock.now())})
    store.clock_doubt = ""
