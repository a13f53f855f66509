"""What a hold on somebody's matter reaches: the file of that reference or person, and the series its search list names.

Nothing is guessed: a matter that is the reference or the name of no file, or of one whose list names no series, reaches
no box, and the hold says so.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.records.database import database
from workbench.records.record import table_name
from workbench.registers.cases.files import CASE_FILES
from workbench.registers.cases.parts import Place

ABOUT = ("reference", "requester", "complainant")  # what of a file a matter may be

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
# Hold and file, of every hold on a matter alone; CROSS JOIN, for without such a hold no file is looked at.
MATTER_FILES = f"""
    WITH file (register, number, said) AS ({_FILES})
    SELECT hold.id AS hold, file.register AS register, file.number AS number
    FROM hold CROSS JOIN file ON file.said = alike(hold.matter) WHERE {_ALONE}
"""  # noqa: S608 - our own names
# Hold and series, of the same.
MATTER_SERIES = f"""
    SELECT about.hold, place.series FROM ({MATTER_FILES}) AS about CROSS JOIN {table_name(Place)} AS place
    ON place.owner = about.number AND place.owner_register = about.register
    WHERE place.removed IS NULL AND place.series IS NOT NULL
"""  # noqa: S608 - our own names
_REACHED = f"""
    WITH file (register, number, said) AS ({_FILES})
    SELECT DISTINCT file.register, file.number, place.series FROM file LEFT JOIN {table_name(Place)} AS place
    ON place.owner = file.number AND place.owner_register = file.register AND place.removed IS NULL
    WHERE file.said = alike(?)
"""  # noqa: S608 - our own names


class Reached(NamedTuple):
    """What a matter reaches: how many case files, and the series that their lists of places name."""

    files: int
    series: tuple[int, ...]


def reached(matter: str) -> Reached:
    """What a hold on this matter alone reaches as things stand."""
    found = database.execute_sql(_REACHED, (matter,)).fetchall()
    files = {(register, number) for register, number, _ in found}
    return Reached(len(files), tuple(sorted({series for *_, series in found if series is not None})))
