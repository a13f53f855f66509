"""The way in for a newcomer: packaging/dev.py, the lock, and what README and CI promise of them."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import requires
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "packaging" / "dev.py"


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, its .venv in a folder of the test."""
    spec = importlib.util.spec_from_file_location("dev_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "installed.txt")
    return module


def test_it_needs_the_standard_library_alone_and_an_old_python_can_say_what_is_wrong() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 7))
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_without_a_job_it_says_which_there_are(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == dev.main(["nonsense"]) == 2
    assert dev.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"dev.py {job} " in said for job in dev.JOBS)


def test_a_python_that_does_not_fit(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [dev.fits(v) for v in ((3, 10), (3, 11), (3, 12), (3, 13), (3, 14))] == [False, True, True, True, False]
    monkeypatch.setattr(dev, "fits", lambda version: False)
    monkeypatch.setattr(dev, "other_python", lambda: None)
    assert dev.main(["demo"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def ran(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, status: int = 0) -> list[list[str]]:
    """The commands the script runs from now on; none is really run."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, status, "", "E: Unable to fetch some archives")

    monkeypatch.setattr(dev.subprocess, "run", run)
    return commands


@pytest.mark.parametrize(("debian", "said"), [(True, "Please run this once"), (False, "On Debian or Ubuntu")])
def test_who_may_not_install_is_told_the_one_command(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, debian: bool, said: str
) -> None:
    monkeypatch.setattr(dev, "on_debian", lambda: debian)
    monkeypatch.setattr(dev, "is_root", lambda: False)
    commands = ran(dev, monkeypatch)
    with pytest.raises(dev.Trouble, match=said) as told:
        dev.system_packages(["libegl1", "libgl1"], "Missing.")
    assert str(told.value).endswith("sudo apt-get install -y --no-install-recommends libegl1 libgl1")
    assert commands == []


def test_root_on_debian_has_them_installed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "on_debian", lambda: True)
    monkeypatch.setattr(dev, "is_root", lambda: True)
    commands = ran(dev, monkeypatch)
    dev.system_packages(["libegl1"], "Missing.")
    assert [c[:2] for c in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    ran(dev, monkeypatch, status=100)
    with pytest.raises(dev.Trouble, match="Unable to fetch"):
        dev.system_packages(["libegl1"], "Missing.")


def test_an_environment_that_does_not_start_is_not_used(dev: ModuleType, tmp_path: Path) -> None:
    assert dev.usable(Path(sys.executable))
    assert not dev.usable(tmp_path / "none" / "python")
    (tmp_path / "python").write_text("no program", "utf-8")
    assert not dev.usable(tmp_path / "python")


def test_a_folder_that_is_no_environment_is_left_alone(dev: ModuleType) -> None:
    dev.VENV.mkdir()
    (dev.VENV / "thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(dev.Trouble, match="move it away"):
        dev.make_venv()
    assert (dev.VENV / "thesis.txt").read_text("utf-8") == "mine"


def test_packages_are_installed_once_and_again_when_the_lock_changed(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    lock = tmp_path / "requirements.lock"
    lock.write_text("one", "utf-8")
    monkeypatch.setattr(dev, "LOCK", lock)
    monkeypatch.setattr(dev, "usable", lambda python: dev.VENV.exists())
    monkeypatch.setattr(dev, "make_venv", dev.VENV.mkdir)
    monkeypatch.setattr(dev, "pip", lambda *options: asked.append(options))
    dev.install()
    dev.install()
    assert len(asked) == 2
    assert "--require-hashes" in asked[0]
    lock.write_text("two", "utf-8")
    dev.install()
    assert len(asked) == 4


def test_no_network_is_guessed_at(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "WARNING: Retrying\nERROR: No matching distribution found for rich==15.0.0\n"
    failed = subprocess.CompletedProcess(["pip"], 1, "", said)
    monkeypatch.setattr(dev, "quiet", lambda command: failed)
    with pytest.raises(dev.Trouble, match=r"connected to the internet\? \(ERROR: No matching distribution"):
        dev.pip("install")


# ---- what the files beside it promise --------------------------------------------------------------------------------


def locked() -> dict[str, str]:
    """Each package of the lock with its lines."""
    text = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    pieces = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return {plain(re.split(r"[\[=]", piece)[0]): piece for piece in pieces if "==" in piece}


def plain(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(names: set[str]) -> set[str]:
    """Packages with all they need, as installed here."""
    found: set[str] = set()
    while names:
        name = names.pop()
        found.add(name)
        for line in requires(name) or []:
            other = plain(re.split(r"[ <>=!~;\[(]", line)[0])
            if (
                "extra ==" not in line
                and "win32" not in line
                and "Windows" not in line
                and "python_version" not in line
            ):
                names |= {other} - found
    return found


def declared() -> set[str]:
    """What the program itself asks for on every system."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [line for line in project["dependencies"] if "win32" not in line]
    return {plain(re.split(r"[ <>=;\[]", line)[0]) for line in lines}


def test_the_lock_has_all_that_is_needed_hashed_and_from_nowhere_in_particular() -> None:
    packages = locked()
    assert needed(declared()) <= set(packages)
    assert all("--hash=sha256:" in lines for lines in packages.values())
    assert not any("://" in lines for lines in packages.values())


def test_every_library_that_comes_with_the_program_is_named_with_its_licence() -> None:
    table = (ROOT / "THIRD-PARTY.md").read_text("utf-8").partition("Shipped with the program")[0]
    named = {plain(word) for word in re.findall(r"[A-Za-z0-9_-]+", table)}
    assert needed(declared()) <= named
    assert {"colorama", "tzdata"} <= named


def test_readme_ci_and_script_name_the_same_commands(dev: ModuleType) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"python3 packaging/dev\.py (\w+)", readme)) == {"demo", "test"}
    assert "exec python3 packaging/dev.py test" in (ROOT / ".ci" / "run").read_text("utf-8")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert set(re.findall(r"packaging/dev\.py (\w+)", workflow)) == {"packages", "test"}
    assert {"demo", "test", "run", "lock", "shots", "bench"} <= set(dev.JOBS)


def test_the_wheel_carries_all_that_is_shipped_and_whose_work_it_is(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {f.relative_to(ROOT / "resources").as_posix() for f in (ROOT / "resources").rglob("*") if f.is_file()}
    inside = "workbench/_resources/"
    assert {n.removeprefix(inside) for n in names if n.startswith(inside)} == shipped | {"THIRD-PARTY.md"}
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert not any(n.startswith(("tests/", "packaging/")) for n in names)
