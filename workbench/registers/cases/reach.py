"""What a hold on somebody's matter reaches: the file of that reference or person, and the series its search list names.

Nothing is guessed: a matter that is the reference or the name of no file, or of one whose list names no series, reaches
no box, and the hold says so.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.records.database import database
from workbench.records.query import every
from workbench.records.record import Values, is_hidden, table_name, whole_of
from workbench.registers.cases import pictures
from workbench.registers.cases.files import CASE_FILES, file_kept_in
from workbench.registers.cases.parts import Party, Place
from workbench.registers.cases.steps import CaseFile
from workbench.registers.rights_requests import CCTV

ABOUT = ("reference", "requester", "acting_for", "complainant")  # what of a file a matter may be

_ALONE = """
    hold.matter <> '' AND hold.holding IS NULL AND hold.series IS NULL
    AND hold.covers_from IS NULL AND hold.covers_to IS NULL
"""
_FILES = " UNION ALL ".join(
    f"SELECT '{file.register.name}', id, alike({name}) FROM {table_name(file.record)} WHERE {name} <> ''"  # noqa: S608 - our own names
    for file in CASE_FILES
    for name in ABOUT
    if hasattr(file.record, name)
)
# Whom a file is about stands also on its list of people: whoever takes part in it, in whatever part.
_FILES += f"""
    UNION ALL SELECT owner_register, owner, alike(name) FROM {table_name(Party)} WHERE removed IS NULL AND name <> ''
"""  # noqa: S608 - our own names
# Hold and file, of every hold on a matter alone; CROSS JOIN, for without such a hold no file is looked at.
MATTER_FILES = f"""
    WITH file (register, number, said) AS ({_FILES})
    SELECT DISTINCT hold.id AS hold, file.register AS register, file.number AS number
    FROM hold CROSS JOIN file ON file.said = alike(hold.matter) WHERE {_ALONE}
"""  # noqa: S608 - our own names
# Hold and series, of the same.
MATTER_SERIES = f"""
    SELECT about.hold, place.series FROM ({MATTER_FILES}) AS about CROSS JOIN {table_name(Place)} AS place
    ON place.owner = about.number AND place.owner_register = about.register
    WHERE place.removed IS NULL AND place.series IS NOT NULL
"""  # noqa: S608 - our own names
_ON_FILE = f"SELECT hold FROM ({MATTER_FILES}) WHERE register = ? AND number = ? ORDER BY hold"  # noqa: S608 - our own names
_REACHED = f"""
    WITH file (register, number, said) AS ({_FILES})
    SELECT DISTINCT file.register, file.number, place.series FROM file LEFT JOIN {table_name(Place)} AS place
    ON place.owner = file.number AND place.owner_register = file.register AND place.removed IS NULL
    WHERE file.said = alike(?)
"""  # noqa: S608 - our own names


class Reached(NamedTuple):
    """What a matter reaches: how many case files, and the series that their lists of places name.

    `hidden` are those of the files that who reads now may not read: of them no list is told.
    """

    files: int
    series: tuple[int, ...]
    hidden: int = 0


def reached(matter: str) -> Reached:
    """What a hold on this matter alone reaches as things stand."""
    found = database.execute_sql(_REACHED, (matter,)).fetchall()
    files = {(register, number) for register, number, _ in found}
    models = {file.register.name: file.record for file in CASE_FILES}
    hidden = {(register, number) for register, number in files if is_hidden(models[register], number)}
    told = {series for register, number, series in found if series is not None and (register, number) not in hidden}
    return Reached(len(files), tuple(sorted(told)), len(hidden))


def on_matter_of(register: str, case: int) -> list[int]:
    """The holds on a matter alone that is this file: its reference, or a person of it."""
    return [number for (number,) in database.execute_sql(_ON_FILE, (register, case)).fetchall()]


def asked_by_open(register: str, case: int | None, series: int | None) -> str:
    """What an open file that still touches a series is called: 'The request RR-2026/001'; empty where none does.

    Pictures that were saved are with the file: the recorder may go on.
    """
    file = file_kept_in(register)
    values = whole_of(file.record, [case]).get(case) if file and case is not None else None
    if file is None or values is None or values["closed_on"] or values["removed"]:
        return ""
    return f"The {file.register.singular} {values['reference']}" if _touches(file, values, case, series) else ""


def _touches(file: CaseFile, values: Values, case: int | None, series: int | None) -> bool:
    """Whether a series still stands on the list of places of a file, and not only for pictures that were saved."""
    if series in pictures.lines() and values.get("right") == CCTV and pictures.saved(values):
        return False
    mine = (Place.owner_register == file.register.name) & (Place.owner == case) & (Place.series == series)
    return len(every(Place, (), view=lambda: mine).ids()) > 0
