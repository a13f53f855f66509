"""What work on a hundred thousand rows at once needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, which would walk all rows made so far again and again; rows hold no cycles for it.

    What was made meanwhile is left out of its later rounds too: it goes when nobody holds it any more.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if on:
            gc.enable()
