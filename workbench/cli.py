"""The command line: every command as a few lines that call the workflows. Loads what a command needs, no more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from workbench import __version__, paths, terminal
from workbench.deadlinecommand import Nation, deadline
from workbench.errors import Plain
from workbench.terminal import say, show_json, show_table
from workbench.usage import ExplainCommand, ReportCommand

OpenDesktop = Callable[[Path | None], int]


Json = Annotated[bool, typer.Option("--json", help="One JSON object and nothing else.")]
RegisterName = Annotated[str, typer.Argument(metavar="REGISTER", help="The register's name.")]
OfVersion = Annotated[int | None, typer.Option(metavar="NUMBER", help="As that version was adopted.")]
OnDay = Annotated[str | None, typer.Option(metavar="DATE", help="As it applied, or stands, on that day.")]
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Chosen:
    """What stands before the command: the council's folder, and how the desktop is opened."""

    store: Path | None = None
    desktop: OpenDesktop | None = None


def run(arguments: Sequence[str], desktop: OpenDesktop) -> None:
    """Do what was asked; ends in SystemExit with status 0 done, 1 could not be done, 2 wrong use."""
    Chosen.desktop = desktop
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")
    with terminal.plainly():
        app(args=store_first(arguments), prog_name="workbench")


def store_first(arguments: Sequence[str]) -> list[str]:
    """--store may stand anywhere; it is taken to the front, where it is read."""
    rest, front = list(arguments), []
    end = rest.index("--") if "--" in rest else len(rest)
    for index in reversed(range(end)):
        if rest[index].startswith("--store="):
            front = [rest.pop(index)]
        elif rest[index] == "--store" and index + 1 == end:
            return ["--store"]  # the one thing wrong, said as such
        elif rest[index] == "--store" and index + 1 < len(rest):
            front = rest[index : index + 2]
            del rest[index : index + 2]
    return [*front, *rest]


def _version(wanted: bool) -> None:
    if wanted:
        say(f"Governance Workbench {__version__}")
        raise typer.Exit


def _self_check(wanted: bool) -> None:
    if wanted:
        from workbench import selfcheck

        raise typer.Exit(0 if selfcheck.run(say) else 1)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    store: Annotated[
        Path | None, typer.Option(envvar="WORKBENCH_STORE", metavar="DIR", help="The folder of the council's files.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
    self_check: Annotated[
        bool, typer.Option("--self-check", callback=_self_check, is_eager=True, help="Try every part of the program.")
    ] = False,
) -> None:
    """Information governance for a small council. Without a command, the desktop opens."""
    del version, self_check
    Chosen.store = store
    if context.invoked_subcommand is None:
        _open_desktop(store)


def _open_desktop(folder: Path | None) -> None:
    if not terminal.has_display():
        raise Plain("There is no screen here to open a window on. Try: workbench --help")
    assert Chosen.desktop is not None
    raise typer.Exit(Chosen.desktop(folder))


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to make it.")] = None,
    window: Annotated[bool, typer.Option("--window/--no-window", help="Open the window afterwards.")] = True,
) -> None:
    """Make a sample council from real schedules and open it."""
    from workbench.workflows import sample

    place = (folder or paths.sample_folder()).absolute()
    words = os.environ.get("WORKBENCH_PASSPHRASE", sample.PASSPHRASE)
    made = sample.make_sample(place, words)
    if made.made:
        say(f"Made {sample.SAMPLE.name}, a sample, from two real workbooks:")
        for source, (_, imported) in zip(sample.SOURCES, made.imported, strict=True):
            say(f"  {imported.added} lines from {source}")
        for waiting in made.waiting:
            say(f"{waiting}.")
    else:
        say(f"{sample.SAMPLE.name} was made before and is as it was left ({made.lines} records).")
    say(f"The council's encrypted files: {made.folder}")
    for file in made.files:
        say(f"  {file.relative_to(made.folder)}")
    say(f"Passphrase: {sample.PASSPHRASE if words == sample.PASSPHRASE else 'the one in WORKBENCH_PASSPHRASE'}")
    if window and terminal.has_display():
        _open_desktop(place)
    say(f'{"There is no screen here. " if window else ""}Open it with: workbench --store "{made.folder}"')


@app.command()
def init(
    council: Annotated[str, typer.Option(metavar="NAME", help="The council's name, as it is printed.")],
    nation: Annotated[Nation, typer.Option(help="Whose law and holidays count.")] = Nation.ENGLAND,
    user: Annotated[str, typer.Option(metavar="NAME", help="Who you are, for the history.")] = "Clerk",
) -> None:
    """Set up a new council's files in a folder."""
    from workbench.records import places
    from workbench.records.store import Council, Store
    from workbench.registers import MODELS

    if not council.strip():
        raise typer.BadParameter("The council needs a name.", param_hint="--council")
    folder = terminal.folder_of(Chosen.store).absolute()
    for warned in places.warnings(folder):
        typer.echo(warned.sentence, err=True)
    words = terminal.new_passphrase()
    store, recovery = Store.create(
        folder, Council(council.strip(), str(nation)), words, user, MODELS, profile=paths.anchors_dir()
    )
    store.close()
    say(f"The files of {council.strip()} are in {folder}.")
    say(f"Recovery key: {recovery}")
    say(
        "Write it down, seal it in an envelope and give it to the chairman. It is shown this once and opens everything."
    )


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook, a .csv or a Word file.")],
    register: Annotated[str, typer.Option(metavar="NAME", help="The register it belongs to.")] = "retention-schedule",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Leave rows out that cannot be taken in.")] = False,
    take_theirs: Annotated[
        bool, typer.Option("--take-theirs", help="Where a cell changed here and in the file, take the file's words.")
    ] = False,
    closed_when_answered: Annotated[
        bool,
        typer.Option(
            "--closed-when-answered",
            help="Of complaints and requests answered more than three months ago that the sheet does not call closed: "
            "close each on the day of its answer.",
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Take a council's own workbook in."""
    from workbench import importcommand

    wanted = importcommand.Wanted(json, leave_out, take_theirs, closed_when_answered)
    if wanted.closed and (why := importcommand.not_closed(register)):
        raise typer.BadParameter(why, param_hint=importcommand.CLOSE)
    if not dry_run:
        with terminal.opened(Chosen.store) as store:
            importcommand.take_in(store, file, register, wanted)
    else:
        importcommand.foresee(Chosen.store, file, register, wanted)


@app.command()
def export(
    register: RegisterName,
    out: Annotated[Path, typer.Option(metavar="FILE", help="A workbook (.xlsx), a .csv or a web page (.html).")],
    into: Annotated[
        Path | None, typer.Option(metavar="WORKBOOK", help="Your own workbook it came from: only what changed differs.")
    ] = None,
    version: OfVersion = None,
    on: OnDay = None,
    delete_removed: Annotated[
        bool, typer.Option("--delete-removed", help="Take removed lines out of it rather than strike them through.")
    ] = False,
    without_personal: Annotated[
        bool, typer.Option("--without-personal", help="Leave every column out that holds personal data.")
    ] = False,
) -> None:
    """Write a register as a workbook, or as a web page that may be published."""
    if into is not None:
        from workbench import givebackcommand

        if without_personal:
            raise typer.BadParameter("Your own workbook keeps its columns.", param_hint="--without-personal")
        if version is not None or on is not None:
            raise typer.BadParameter("Your own workbook takes what stands now, no version.", param_hint="--into")
        with terminal.opened(Chosen.store) as store:
            givebackcommand.give_back(store, register, into, out, delete=delete_removed)
        return
    from workbench import outcommands
    from workbench.workflows import publication

    day, personal = outcommands.asked(version, on), not without_personal
    terminal.ends_in(out, *publication.EXPORTS)
    with terminal.opened_to_take(Chosen.store, lambda: publication.is_recorded(register, out, personal)) as store:
        outcommands.export(store, register, out, version, day, personal=personal)


@app.command("list")
def list_(
    register: RegisterName,
    search: Annotated[str, typer.Option(metavar="WORDS", help="Only records with these words.")] = "",
    json: Json = False,
) -> None:
    """Show the records of a register."""
    from workbench import display
    from workbench.exchange.plan_json import values_json
    from workbench.records.query import every
    from workbench.registers import register as named
    from workbench.workflows.cases import access

    wanted = named(register)
    fields = wanted.fields if json else wanted.columns
    query = every(wanted.record, fields, words=search)
    with terminal.opened_to_take(Chosen.store, lambda: access.leaving(wanted.name, fields, query.ids())) as store:
        access.leave(store, wanted.name, access.ANSWERED, fields, query.ids())
        rows = list(query.rows())
        shown = [[display.show(f, value) for f, value in zip(fields, row.values, strict=True)] for row in rows]
    if json:
        names = [field.name for field in fields]
        found = [{"id": r.id, **values_json(wanted, dict(zip(names, r.values, strict=True)))} for r in rows]
        show_json({"register": wanted.name, "rows": found})
        return
    show_table([field.label for field in fields], shown)


@app.command()
def due(
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Due by that day; today if not said.")] = None,
    json: Json = False,
) -> None:
    """Say what waits to be done, in order, and each holding, check and batch that is due by then.

    With --json: "due" are the lines of Home, "items" each holding (number, description, series, eligible_from,
    dispose_by, stops: why it cannot go), each check and each batch that waits; "kind" says which.
    """
    from workbench import clock, duecommand

    day = terminal.day_of(on) or clock.today()
    with terminal.opened(Chosen.store, read_only=True):
        duecommand.show(day, as_json=json)


@app.command(cls=ExplainCommand)
def explain(
    words: Annotated[str, typer.Argument(metavar="PERIOD WORDS", help='For example "6 years after closure".')],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The date of the trigger.")] = None,
    json: Json = False,
) -> None:
    """Say how a retention period is read, and which dates follow."""
    from workbench.rules.explain import explain as explained

    if not words.strip():
        raise typer.BadParameter("Give the words of a period.", param_hint="PERIOD WORDS")
    answer = explained(words, terminal.day_of(date))
    if json:
        show_json(answer)
        return
    say(answer["explanation"])
    for question in answer["questions"]:
        say(f"To be asked: {question}")


app.command()(deadline)


@app.command(cls=ReportCommand)
def report(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The report's name.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The PDF to write, or the workbook (.xlsx).")],
    since: Annotated[int | None, typer.Option(metavar="NUMBER", help="Changes since that version.")] = None,
    version: OfVersion = None,
    on: OnDay = None,
    begins: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day it is about.")] = None,
    ends: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day it is about.")] = None,
    number: Annotated[
        list[str] | None, typer.Option(metavar="NUMBER", help="An entry of the log, as 2026/014; may be repeated.")
    ] = None,
    officer: Annotated[str | None, typer.Option(metavar="NAME", help="The officer it is for.")] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="The committee's: 2026-Q3, 2025-26 or 2025.")
    ] = None,
    batch: Annotated[str | None, typer.Option(metavar="NAME", help="The batch a list is of.")] = None,
    labels: Annotated[str | None, typer.Option(metavar="SHEET", help="The sheet of labels: 2x4, 3x8 or 1x1.")] = None,
    begin: Annotated[int | None, typer.Option(metavar="NUMBER", help="The first label that is left on it.")] = None,
    case: Annotated[str | None, typer.Option(metavar="REFERENCE", help="The case a file sheet is of.")] = None,
) -> None:
    """Write a report as a PDF or, where it has that form, as a workbook."""
    from workbench import outcommands, papercommands

    if name in papercommands.TITLES:
        papercommands.report(Chosen.store, name, out, papercommands.About(batch, officer, labels, begin, case))
        return
    papercommands.refuse_others(papercommands.About(batch, None, labels, begin, case))
    given = outcommands.Given(since, version, on, begins, ends, number, officer, period)
    outcommands.make_report(Chosen.store, name, out, given)


@app.command()
def adopt(
    on: Annotated[str, typer.Option(metavar="DATE", help="The day of the meeting.")],
    minute: Annotated[str, typer.Option(metavar="REFERENCE", help="The minute, for example 26/045.")],
    by: Annotated[str, typer.Option(metavar="WHO", help="The council or the committee.")] = "",
    review: Annotated[str | None, typer.Option(metavar="DATE", help="When it is to be reviewed.")] = None,
    version: Annotated[int | None, typer.Option(metavar="NUMBER", help="If not the next number.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="As it stood at the end of that day.")] = None,
    register: Annotated[str, typer.Option(metavar="NAME", help="What is adopted.")] = "retention-schedule",
) -> None:
    """Keep a register as it stands as a version adopted by minute."""
    from workbench import outcommands

    decision = {
        "adopted_on": terminal.day_of(on), "minute": minute.strip(), "adopted_by": by.strip(),
        "next_review": terminal.day_of(review), "version": version,
    }  # fmt: skip
    with terminal.opened(Chosen.store) as store:
        outcommands.adopt(store, register, decision, terminal.day_of(as_of))


@app.command()
def backup(
    to: Annotated[Path | None, typer.Option(metavar="DIR", help="A second place to copy it to.")] = None,
) -> None:
    """Make a backup, open it and check it."""
    from workbench import safecommands

    with terminal.opened(Chosen.store) as store:
        safecommands.back_up(store, to)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup (.gwbackup).")],
    code: Annotated[
        str | None, typer.Option(metavar="CODE", help="The code on the last record of destruction that was printed.")
    ] = None,
    number: Annotated[
        str, typer.Option(metavar="NUMBER", help="The last number of the log on it, as 2026/014: none is given again.")
    ] = "",
) -> None:
    """Put a backup in place of the council's files, which are kept beside it."""
    from workbench import safecommands

    safecommands.restore(terminal.folder_of(Chosen.store), file, code, number)


@app.command()
def verify(
    code: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Also look for the entry whose code was printed, as XXXX-XXXX-XXXX."),
    ] = None,
) -> None:
    """Check the file, its history, and the records against their history."""
    from workbench import safecommands

    with terminal.opened(Chosen.store, read_only=True, warned=False) as store:
        safecommands.verify(store, code)


@app.command()
def move(to: Annotated[Path, typer.Option(metavar="DIR", help="The new folder, on this computer.")]) -> None:
    """Move the council's files to another folder: copy, check, switch, then remove the old ones."""
    from workbench import safecommands

    safecommands.move(terminal.folder_of(Chosen.store), to)


@app.command()
def letter(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which letter, such as acknowledgement.")],
    case: Annotated[str, typer.Option(metavar="REFERENCE", help="The file it is for, such as RR-2026/014.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="A Word file (.docx), or .pdf where LibreOffice is.")],
    ours: Annotated[
        bool, typer.Option("--ours", help="The letter that comes with the program, not the council's own.")
    ] = False,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="A representative whose authority was seen.")] = None,
) -> None:
    """Fill a letter in for a complaint or a request."""
    from workbench import lettercommand

    lettercommand.letter(Chosen.store, name, case, out, ours=ours, to=to)


@app.command("clock-is-right")
def clock_is_right() -> None:
    """Say that this computer's clock is right, where that was in doubt: recorded in the history."""
    from workbench import safecommands

    with terminal.opened(Chosen.store, warned=False) as store:
        safecommands.clock_is_right(store)


@app.command()
def undo() -> None:
    """Take back what was done last, such as an import."""
    from workbench import undocommand

    with terminal.opened(Chosen.store) as store:
        for said in undocommand.take_back(store):
            say(said)
