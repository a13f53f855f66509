"""The window on the sample council, from the start of the program and from the unlocking, beside a bare window.

Each run is a process of its own, without a screen. Waiting for a person is left out, and so is the key derivation,
whose slowness is wanted. Run it by hand: python tests/benchmarks/bench_window.py [runs]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 688)
window.show()
app.processEvents()
print(time.perf_counter())
"""

OURS = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from workbench import app as desktop
from workbench.records import keys
derive, derived = keys.hash_secret_raw, [0.0]
def timed(*given, **named):
    begun = time.perf_counter()
    key = derive(*given, **named)
    derived[0] += time.perf_counter() - begun
    return key
keys.hash_secret_raw = timed
app = QApplication([])
program = desktop.Program(app)
program.start(Path(sys.argv[1]))
app.processEvents()
unlocking = time.perf_counter()
program.doorway.page.tried.emit(sys.argv[2])
while program.window is None or not program.window.isVisible():
    app.processEvents()
app.processEvents()
print(time.perf_counter(), unlocking, derived[0])
program._put_away()
program.tasks.stop()
"""


def timed(code: str, *given: str) -> tuple[float, list[float]]:
    """When a fresh process was asked for, and the moments it tells of."""
    places = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    begun = time.perf_counter()
    said = subprocess.run(
        [sys.executable, "-c", code, *given], env={**os.environ, **places}, capture_output=True, text=True, check=True
    )
    return begun, [float(word) for word in said.stdout.split()]


def bare() -> float:
    """Seconds from nothing to a bare window."""
    begun, (ready,) = timed(BARE)
    return ready - begun


def ours(folder: Path, passphrase: str) -> tuple[float, float]:
    """Seconds from nothing, and from the unlocking, to Home; both without the key derivation."""
    begun, (ready, unlocking, deriving) = timed(OURS, str(folder), passphrase)
    return ready - begun - deriving, ready - unlocking - deriving


def main() -> None:
    """Print the medians of some runs taken in turn, and their ratios."""
    from workbench.workflows import sample

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as place:
        os.environ["WORKBENCH_HOME"] = place
        folder = Path(place) / "Sample Town Council"
        sample.make_sample(folder)
        pairs = [(bare(), *ours(folder, sample.PASSPHRASE)) for _ in range(runs + 1)][1:]  # the first warms the disk
    plain, whole, after = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"bare PySide6 window          {plain:6.3f} s")
    print(f"ours, from the unlocking     {after:6.3f} s   ratio {after / plain:5.2f} (to reach: 2.5)")
    print(f"ours, from nothing to Home   {whole:6.3f} s   ratio {whole / plain:5.2f}, imports and unlock card counted")


if __name__ == "__main__":
    main()
