"""Start the program: the command line, or the desktop."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path


def desktop(folder: Path | None) -> int:
    """Open the desktop; windows are loaded only now, and only where they can be shown."""
    from workbench import screen

    screen.check()
    from workbench import app

    return app.run(folder)


def main() -> None:
    """Run the command line; with no command it opens the desktop."""
    multiprocessing.freeze_support()
    try:
        from workbench import cli
    except KeyboardInterrupt:
        sys.exit("Stopped.")

    cli.run(sys.argv[1:], desktop)


if __name__ == "__main__":
    main()
