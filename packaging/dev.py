r"""Set up and do one job: demo, test, run, lock, shots or bench. Needs nothing but Python 3.11, 3.12 or 3.13.

    python3 packaging/dev.py demo        make a sample council and open it
    python3 packaging/dev.py test        everything a change has to pass
    python3 packaging/dev.py run         open the workbench
    python3 packaging/dev.py shots       pictures of every screen, for a person to look at
    python3 packaging/dev.py bench       speed and memory beside yardsticks
    python3 packaging/dev.py lock        write packaging/requirements.lock anew from pyproject.toml
    python3 packaging/dev.py packages    names of the Debian packages Qt needs, for a machine to install

On Windows: py packaging\dev.py … Further options are passed on to the job.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
STAMP = VENV / "installed.txt"
WINDOWS = os.name == "nt"
OLDEST, NEWEST = (3, 11), (3, 13)

# What Qt needs of Debian and Ubuntu; the program names them too where it cannot open its window.
SYSTEM_PACKAGES = (ROOT / "resources" / "system-packages.txt").read_text("utf-8").split()

# Loads what a job will load; run inside .venv, names the first system library that is not there.
QT_CHECK = """
import ctypes, sys
from PySide6 import QtCore, QtGui, QtNetwork, QtPrintSupport, QtSvg, QtWidgets
plugins = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath)
for name in sys.argv[1:]:
    ctypes.CDLL(plugins + "/platforms/lib" + name + ".so")
"""

JOBS = ("demo", "test", "run", "lock", "shots", "bench", "packages")
STEPS = (
    ("the layout of the code (ruff format)", ["-m", "ruff", "format", "--check", "."]),
    ("the code for faults (ruff)", ["-m", "ruff", "check", "."]),
    ("the types (mypy)", ["-m", "mypy"]),
)


class Trouble(Exception):
    """What went wrong and what to do, in one line."""


def say(words: str) -> None:
    """A line of progress, at once and in order with what the tools print."""
    print(words, flush=True)


def venv_python(venv: Path = VENV) -> Path:
    """The Python of a virtual environment."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def run(command: list[str], **variables: str) -> int:
    """Run a command in the project's folder and return its exit status."""
    return subprocess.call(command, cwd=ROOT, env={**os.environ, **variables})


def quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command and keep what it says."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)


def fits(version: tuple[int, ...]) -> bool:
    """Whether the workbench runs on this Python."""
    return OLDEST <= version[:2] <= NEWEST


def other_python() -> list[str] | None:
    """Another Python of this computer that fits, as the start of a command."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        command = ["py", f"-3.{minor}"] if WINDOWS else [f"python3.{minor}"]
        if shutil.which(command[0]) and quiet([*command, "-c", "import ensurepip"]).returncode == 0:
            return command
    return None


def usable(python: Path) -> bool:
    """Whether this Python of a virtual environment starts, has pip and fits."""
    check = f"import pip, sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    try:
        return quiet([str(python), "-c", check]).returncode == 0
    except OSError:
        return False


def stamp() -> str:
    """Changes whenever what is installed has to change."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def on_debian() -> bool:
    """Whether apt-get installs system packages here."""
    with contextlib.suppress(OSError):
        release = platform.freedesktop_os_release()
        return shutil.which("apt-get") is not None and "debian" in f"{release.get('ID')} {release.get('ID_LIKE')}"
    return False


def is_root() -> bool:
    """Whether this user may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def system_packages(names: list[str], why: str) -> None:
    """Install Debian packages when we may, otherwise name the one command that does."""
    command = "apt-get install -y --no-install-recommends " + " ".join(names)
    if not on_debian():
        raise Trouble(f"{why} On Debian or Ubuntu they come with: sudo {command}")
    if not is_root():
        raise Trouble(f"{why} Please run this once, then try again: sudo {command}")
    say(f"{why} Installing with apt-get …")
    for step in (["apt-get", "update", "-q"], command.split()):
        done = subprocess.run(
            step,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            check=False,
        )
    if done.returncode:
        raise Trouble(f"apt-get could not install them ({last_line(done.stderr)}). Please run: {command}")


def last_line(text: str) -> str:
    """The line of a tool's complaint worth showing."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "Error" in line or line.startswith(("ERROR", "E:"))]
    return (errors or lines or ["no reason given"])[-1]


def make_venv() -> None:
    """A fresh .venv beside the code."""
    if VENV.exists() and not (VENV / "pyvenv.cfg").exists():
        raise Trouble(f"{VENV} is there but is no Python environment; please move it away and try again.")
    if quiet([sys.executable, "-c", "import ensurepip, venv"]).returncode:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        system_packages([package], "Python's venv module is not installed.")
    say("Making .venv …")
    done = quiet([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if done.returncode:
        raise Trouble(f"A Python environment could not be made in {VENV}: {last_line(done.stderr + done.stdout)}")


def pip(*options: str) -> None:
    """One pip command inside .venv; its last words when it fails."""
    done = quiet([str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", *options])
    if done.returncode == 0:
        return
    unreachable = ("NewConnectionError", "ConnectionError", "No matching distribution", "name resolution", "timed out")
    hint = " Is this computer connected to the internet?" if any(w in done.stderr for w in unreachable) else ""
    raise Trouble(f"The packages could not be installed.{hint} ({last_line(done.stderr)})")


def install() -> None:
    """.venv with the locked packages and the project; skipped while nothing has changed."""
    works = usable(venv_python())
    if works and STAMP.exists() and STAMP.read_text("utf-8") == stamp():
        return
    if not works:
        make_venv()
    STAMP.unlink(missing_ok=True)
    say("Installing the packages the workbench needs (the first time takes a few minutes) …")
    pip("install", "--require-hashes", "-r", str(LOCK))
    pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(stamp(), "utf-8")


def check_qt(job: str) -> None:
    """Qt's system libraries are there, or are installed, or the way to get them is said."""
    window = job in ("demo", "run") and bool(os.environ.get("DISPLAY"))
    plugins = [] if WINDOWS or sys.platform == "darwin" else ["qoffscreen", *(["qxcb"] if window else [])]
    command = [str(venv_python()), "-c", QT_CHECK, *plugins]
    found = quiet(command)
    if found.returncode == 0:
        return
    if WINDOWS or sys.platform == "darwin":
        raise Trouble(f"Qt does not start on this computer: {last_line(found.stderr)}")
    system_packages(SYSTEM_PACKAGES, f"System libraries for windows are missing ({last_line(found.stderr)}).")
    found = quiet(command)
    if found.returncode:
        raise Trouble(f"Qt still does not start: {last_line(found.stderr)}")


def test(options: list[str]) -> int:
    """Layout, faults, types, then the tests without a screen; stops at the first that fails."""
    python = str(venv_python())
    for what, arguments in STEPS:
        say(f"Checking {what} …")
        status = run([python, *arguments])
        if status:
            say(f"Not passed: {what}. The tests were not run.")
            return status
    workers = [] if any(o.startswith("-n") for o in options) else ["-n", "2", "--dist", "loadfile"]
    say("Running the tests …")
    return run([python, "-m", "pytest", *workers, *options], QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1")


def lock(options: list[str]) -> int:
    """Write the hashed list of packages anew; uv is fetched for this alone and leaves nothing behind."""
    with tempfile.TemporaryDirectory() as folder:
        tool = Path(folder)
        for step in (["-m", "venv", folder], ["-m", "pip", "install", "-q", "--disable-pip-version-check", "uv>=0.9"]):
            done = quiet([sys.executable if "venv" in step else str(venv_python(tool)), *step])
            if done.returncode:
                raise Trouble(f"uv could not be fetched: {last_line(done.stderr)}")
        uv = [str(venv_python(tool)), "-m", "uv", "pip", "compile", "--universal", "--generate-hashes", "--no-header"]
        # An older pip takes "coverage" and "coverage[toml]" for two things, so the extra stays in the pin.
        keep = "--no-strip-extras"
        target = [
            keep,
            "--python-version",
            "3.11",
            "--extra",
            "dev",
            "pyproject.toml",
            "-o",
            str(LOCK.relative_to(ROOT)),
        ]
        status = run([*uv, "-q", *target, *options], UV_PYTHON_DOWNLOADS="never")
    if status == 0 and "://" in LOCK.read_text("utf-8"):
        raise Trouble("The lock names an internet address; it must name packages and hashes only.")
    return status


def do(job: str, options: list[str]) -> int:
    """Set up what the job needs, then do it; returns its exit status."""
    if job == "packages":
        print(" ".join(SYSTEM_PACKAGES))
        return 0
    if job == "lock":
        return lock(options)
    install()
    check_qt(job)
    if job == "test":
        return test(options)
    script = {"shots": "packaging/shots.py", "bench": "tests/benchmarks/run.py"}.get(job)
    if script:
        return run([str(venv_python()), script, *options], PYTHONUTF8="1")
    return run([str(venv_python()), "-m", "workbench", *(["demo"] if job == "demo" else []), *options])


def main(arguments: list[str]) -> int:
    """Exit status 0 done, 1 not, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if not arguments or arguments[0] not in JOBS:
        print(__doc__)
        return 0 if arguments and arguments[0] in ("-h", "--help", "help") else 2
    if not fits(sys.version_info[:2]):
        better = other_python()
        if better:
            return subprocess.call([*better, __file__, *arguments])
        have = ".".join(map(str, sys.version_info[:2]))
        print(f"The workbench needs Python 3.11, 3.12 or 3.13; this is {have}. Please install one.", file=sys.stderr)
        return 1
    try:
        return do(arguments[0], arguments[1:])
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
