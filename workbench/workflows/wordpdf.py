"""A Word file as a PDF, by the LibreOffice of this computer where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from workbench.errors import Plain
from workbench.records.files import private as private_file
from workbench.saving import saved_as
from workbench.workflows import private

_SECONDS = 90
_NAMES = ("soffice", "libreoffice")
_USUAL = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("/usr/lib/libreoffice/program/soffice"),
    Path("/opt/libreoffice/program/soffice"),
)
_WINDOWS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")


def libreoffice() -> Path | None:
    """The program that makes PDFs, on the path or where it is usually installed."""
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    homes = [Path(home) for variable in _WINDOWS if (home := os.environ.get(variable))]
    places = [*_USUAL, *(home / "LibreOffice" / "program" / "soffice.exe" for home in homes)]
    return next((place for place in places if place.is_file()), None)


def write_pdf(word: bytes, out: Path, *, seconds: int = _SECONDS) -> None:
    """Write a Word file as a PDF. Plain where there is no LibreOffice, or it cannot or does not end.

    It works in a folder of its own with a profile of its own, so that one that is open is left alone.
    """
    program = libreoffice()
    if program is None:
        raise _refused("LibreOffice, which makes the PDF, is not on this computer.")
    room = private.room()
    try:
        with private_file(room / "letter.docx") as file:
            file.write(word)
        _run(program, room, seconds)
        made = room / "letter.pdf"
        if not made.is_file():
            raise _refused("LibreOffice could not make the PDF. Its part “Writer” may be missing.")
        with saved_as(out, "PDF", private=True) as path:
            path.write_bytes(made.read_bytes())
    finally:
        private.forget(room)


def _run(program: Path, room: Path, seconds: int) -> None:
    profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    asked = [str(program), profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(room)]
    try:
        subprocess.run(  # noqa: S603 - the program of this computer, with words of our own
            [*asked, str(room / "letter.docx")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused(f"LibreOffice did not end within {seconds} seconds.") from error
    except OSError as error:
        raise _refused("LibreOffice could not be started.") from error


def _refused(why: str) -> Plain:
    return Plain(f"{why} No PDF was made; nothing else was changed. Take the Word file (.docx) and save it as a PDF.")
