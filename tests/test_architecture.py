"""The floors of the house, held by walking every import: ARCHITECTURE.md says why."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from workbench.registers import REGISTERS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "workbench"

# Ground: knows nothing of us, everyone may stand on it. The seat serves the floors above the store only.
GROUND = {"errors", "clock", "saving", "bulk", "tabled"}
SEAT = {"paths", "settings", "display"}
# What a floor may import, besides itself and the ground. Arrows are transitive, so each line holds all floors below.
BELOW = {"workflows", "registers", "register", "editions", "records", "rules", "exchange", "reports"} | SEAT
FLOORS: dict[str, set[str]] = {
    "rules": set(),
    "records": {"rules", "display"},
    "register": {"records", "rules", "display"},
    "registers": {"register", "records", "rules", "display"},
    "editions": {"register", "records", "rules", "display"},
    "exchange": {"editions", "register", "records", "rules"} | SEAT,
    "reports": {"editions", "register", "records", "rules"} | SEAT,
    "workflows": {"registers", "register", "editions", "records", "rules", "exchange", "reports"} | SEAT,
    "gui": {"errorlog"} | BELOW,
    "cli": {
        "terminal",
        "importcommand",
        "duecommand",
        "givebackcommand",
        "outcommands",
        "safecommands",
        "papercommands",
        "undocommand",
        "usage",
        "selfcheck",
        "deadlinecommand",
        "lettercommand",
    }
    | BELOW,
    "importcommand": {"terminal"} | BELOW,
    "duecommand": {"terminal"} | BELOW,
    "givebackcommand": {"terminal"} | BELOW,
    "outcommands": {"terminal"} | BELOW,
    "safecommands": {"terminal", "settings"} | BELOW,
    "papercommands": {"terminal"} | BELOW,
    "undocommand": BELOW,
    "deadlinecommand": {"terminal"} | BELOW,
    "lettercommand": {"terminal"} | BELOW,
    "usage": {"papercommands", "terminal"} | BELOW,
    "selfcheck": {"errorlog", "__init__"} | BELOW,
    "terminal": {"errorlog"} | BELOW,
    "errorlog": {"paths", "__init__"},
    "app": {"gui", "errorlog"} | BELOW,
    "errors": set(),
    "clock": set(),
    "saving": set(),
    "bulk": set(),
    "tabled": set(),
    "paths": set(),
    "settings": {"paths"},
    "display": {"rules"},
    "__init__": set(),
    "screen": {"paths", "errors"},
    "__main__": {"cli", "app", "screen", "terminal", "errorlog"},
}
# Which floors a library may be used on; a library not named here may be used nowhere.
STORE = {"records", "register", "registers", "workflows"}
LIBRARIES: dict[str, set[str]] = {
    "PySide6": {"gui", "app"},
    "shiboken6": {"gui", "app"},
    "peewee": STORE,
    "playhouse": STORE,
    "sqlcipher3": STORE,
    "argon2": {"records"},
    "cryptography": {"records"},
    "openpyxl": {"exchange"},
    "python_calamine": {"exchange"},
    "docx": {"exchange"},
    "lxml": {"exchange"},
    "olefile": {"exchange"},
    "defusedxml": {"exchange"},
    "charset_normalizer": {"exchange"},
    "reportlab": {"reports"},
    "docxtpl": {"reports"},
    "jinja2": {"reports"},
    "PIL": {"reports"},
    "pypdfium2": {"reports", "gui"},
    "dateutil": {"rules"},
    "holidays": {"rules"},
    "appdirs": {"paths"},
    "send2trash": {"workflows"},
    "typer": {
        "cli",
        "deadlinecommand",
        "lettercommand",
        "outcommands",
        "papercommands",
        "safecommands",
        "terminal",
        "usage",
    },
    "click": {"cli", "terminal"},
    "rich": {"cli", "terminal"},
}
LONGEST_FILE = 500


def modules() -> list[Path]:
    """Every file of the package."""
    return sorted(p for p in PACKAGE.rglob("*.py") if "_resources" not in p.parts)


def dotted(path: Path) -> str:
    """The module's name as an import says it."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor(module: str) -> str:
    """The floor a module of ours stands on."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@cache
def tree(path: Path) -> ast.Module:
    """The file, parsed once."""
    return ast.parse(path.read_text("utf-8"), str(path))


def for_types_only(path: Path) -> set[ast.AST]:
    """What stands under `if TYPE_CHECKING` and so is never imported when the program runs."""
    guards = [n for n in ast.walk(tree(path)) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return {inner for guard in guards for statement in guard.body for inner in ast.walk(statement)}


def imported(path: Path, *, running: bool = False) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a file imports, deferred or not; `running` leaves out what is for types."""
    names = {dotted(p) for p in modules()}
    skipped = for_types_only(path) if running else set()
    for node in ast.walk(tree(path)):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                yield node.lineno, deeper if deeper in names else str(node.module)


def of_path(path: Path) -> str:
    """A short name for a test's title."""
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", modules(), ids=of_path)
def test_arrows_point_one_way(path: Path) -> None:
    here = floor(dotted(path))
    allowed = FLOORS[here] | {here, "__init__"} | GROUND
    wrong = [
        f"{path}:{line} imports {name}"
        for line, name in imported(path)
        if name.split(".")[0] == "workbench" and floor(name) not in allowed
    ]
    assert not wrong


@pytest.mark.parametrize("path", modules(), ids=of_path)
def test_a_library_stays_on_its_floor(path: Path) -> None:
    here = floor(dotted(path))
    wrong = [
        f"{path}:{line} imports {name}"
        for line, name in imported(path)
        if (top := name.split(".")[0]) not in sys.stdlib_module_names
        and top != "workbench"
        and here not in LIBRARIES.get(top, set())
    ]
    assert not wrong


def test_no_import_cycles() -> None:
    names = {dotted(path) for path in modules()}
    graph = {
        dotted(path): {name for _, name in imported(path, running=True)} & names - {dotted(path)} for path in modules()
    }
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))


def test_every_register_is_listed() -> None:
    listed = {name.removeprefix("workbench.registers.") for _, name in imported(PACKAGE / "registers/__init__.py")}
    declaring = {
        path.stem
        for path in (PACKAGE / "registers").glob("*.py")
        if any(isinstance(n, ast.Assign | ast.AnnAssign) and "REGISTER" in ast.unparse(n) for n in tree(path).body)
        and path.stem != "__init__"
    }
    assert declaring, "no register found"
    assert declaring <= listed


NAMES_REGISTERS = {"cli.py", "workflows/sample.py"}  # what `import` takes without --register, and what the sample holds


@pytest.mark.parametrize("path", modules(), ids=of_path)
def test_no_register_is_named_outside_its_file(path: Path) -> None:
    if "registers" in path.relative_to(PACKAGE).parts or of_path(path) in NAMES_REGISTERS:
        return
    said = {n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant)}
    assert not said & {r.name for r in REGISTERS}
    if floor(dotted(path)) != "workflows":  # what touches several registers stands there
        assert not {n.id for n in ast.walk(tree(path)) if isinstance(n, ast.Name)} & {
            r.record.__name__ for r in REGISTERS
        }


@pytest.mark.parametrize("path", modules(), ids=of_path)
def test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}


@pytest.mark.parametrize("path", modules(), ids=of_path)
def test_only_the_clock_asks_the_time(path: Path) -> None:
    if path.name == "clock.py":
        return
    wrong = [
        f"{path}:{node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and any(f".{ast.unparse(node.func)}".endswith(f".{c}") for c in CLOCKS)
    ]
    assert not wrong, "workbench.clock says what time it is, so that tests can too"


RUNS_SQL = {"execute", "executemany", "executescript", "execute_sql", "SQL", "raw"}


def loose_sql(path: Path) -> Iterator[str]:
    """Statements put together from anything but constants of the module and names of tables in double quotes."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = ast.unparse(node.func).rsplit(".", 1)[-1]
        if called in RUNS_SQL and not harmless(node.args[0]):
            yield f"{path}:{node.lineno}: {ast.unparse(node.args[0])[:80]}"


def is_constant(part: ast.expr) -> bool:
    """A literal, or a name in capitals."""
    if isinstance(part, ast.Name | ast.Attribute):
        return ast.unparse(part).rsplit(".", 1)[-1].isupper()
    return isinstance(part, ast.Constant)


def harmless(text: ast.expr) -> bool:
    """Whether no value can have become part of this statement (one in a variable is looked at where it is made)."""
    if isinstance(text, ast.BinOp):
        return harmless(text.left) and harmless(text.right)
    if isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr == "format":
        return is_constant(text.func.value)
    if not isinstance(text, ast.JoinedStr):
        return True
    said = [p.value if isinstance(p, ast.Constant) else "" for p in text.values] + [""]
    if str(said[0]).strip().startswith("PRAGMA"):  # takes no parameters; what we put there is our own
        return True
    return all(
        is_constant(part.value) or harmless_call(part.value) or (str(said[i - 1])[-1:] == '"' == str(said[i + 1])[:1])
        for i, part in enumerate(text.values)
        if isinstance(part, ast.FormattedValue)
    )


def harmless_call(part: ast.expr) -> bool:
    """A constant of the module with the name of a table filled in."""
    return isinstance(part, ast.Call) and harmless(part) and ast.unparse(part.func).endswith(".format")


@pytest.mark.parametrize("path", modules(), ids=of_path)
def test_values_never_become_part_of_a_statement(path: Path) -> None:
    assert not list(loose_sql(path))


DELETES = {
    "records/record.py",  # taking back an addition, and the destroying that only the gate asks for
    "records/search.py",
    "records/store.py",  # drafts
    "records/history.py",  # forgetting values; operations without entries
}


@pytest.mark.parametrize("path", modules(), ids=of_path)
def test_nothing_is_deleted_but_where_it_is_meant(path: Path) -> None:
    said = [n.value.upper() for n in ast.walk(tree(path)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    statements = [text for text in said if "DELETE FROM" in text or "DROP TABLE" in text]
    called = {ast.unparse(n.func).rsplit(".", 1)[-1] for n in ast.walk(tree(path)) if isinstance(n, ast.Call)}
    assert not statements or of_path(path) in DELETES
    assert not called & {"delete_instance", "delete_by_id", "truncate_table", "drop_table"}


def callers(function: str) -> set[str]:
    """The files that call a function by its module's name or take it out of its module."""
    name = function.partition(".")[2]
    return {
        of_path(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Call) and ast.unparse(node.func) == function)
        or (isinstance(node, ast.ImportFrom) and name in {alias.name for alias in node.names})
    }


def test_there_is_one_gate() -> None:
    """An older copy's list is what went through the gate once."""
    kept_names = "workflows/folders/keeping.py"  # of files that stayed, when they are no longer needed
    assert callers("record.destroy") == {"workflows/disposal.py", "records/gone.py", kept_names}
    never = "records/takenback.py"  # of people, whose adding was undone: it stands nowhere, so no gate would come to it
    assert callers("history.forget") == {"records/record.py", never}
    whom = "workflows/holds.py"  # a hold was about, when what it held has gone
    assert callers("record.forget") == {"records/gone.py", whom}


def test_what_a_reader_may_not_see_is_read_only_to_work_something_out() -> None:
    """Records are read as who reads may see them; days, holds and the gate look at the whole of files."""
    working_out = {f"workflows/cases/{name}.py" for name in ("closing", "bringing", "joining", "sinceclosing")}
    # Whether the log tells of a record, whether a batch was carried out, whether a file is open.
    working_out |= {"records/undo.py", "registers/disposal_batches.py", "registers/cases/reach.py"}
    assert callers("record.whole_of") == working_out
    joins = "workflows/cases/closing.py"  # which files a join that was taken back was of
    to_others = {"cases/access", "reporting/destruction", "deciding", "broughtback"}  # of no file
    workflows = {f"workflows/{name}.py" for name in to_others}
    assert callers("history.of_record") == {"records/record.py", "records/store.py", joins, *workflows}


def test_files_of_a_linked_folder_go_through_one_gate() -> None:
    assert callers("removing.remove") == {"workflows/folders/deleting.py"}
    assert callers("removing.send2trash") == {"workflows/folders/removing.py"}
    ways = {"unlink", "remove", "rmdir", "rmtree", "removedirs", "send2trash"}
    folder = PACKAGE / "workflows/folders"
    using = {
        path.name
        for path in folder.glob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in ways
    }
    assert using == {"deleting.py", "removing.py"}


LIGHT = ("PySide6", "openpyxl", "reportlab", "python_calamine", "sqlcipher3", "peewee", "docx", "lxml", "cryptography")


def test_saying_the_version_loads_nothing_heavy() -> None:
    """A scheduled task or a check asks often: no window library, no store, no Excel for it."""
    probe = (
        "import sys; from workbench.__main__ import main\n"
        "sys.argv = ['workbench', '--version']\n"
        "try: main()\nexcept SystemExit as end: assert not end.code\n"
        f"print([n for n in {LIGHT!r} if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stdout + done.stderr
