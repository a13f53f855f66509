"""A letter as a PDF: by LibreOffice where it is; a program that fails, or does not end, is one plain line."""

from __future__ import annotations

import stat
import time
from pathlib import Path

import pypdf
import pytest

from workbench import paths
from workbench.errors import Plain
from workbench.workflows import wordpdf


@pytest.fixture
def word() -> bytes:
    """A letter."""
    return paths.resource("letters/fee.docx").read_bytes()


def program(folder: Path, script: str) -> Path:
    """Something that is started instead of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def left() -> list[Path]:
    """What lies in the private folder but the mark of the run."""
    return [path for run in paths.private_dir().glob("*") for path in run.iterdir() if path.is_dir()]


def test_without_libreoffice(word: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordpdf, "libreoffice", lambda: None)
    with pytest.raises(Plain, match="is not on this computer"):
        wordpdf.write_pdf(word, tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("script", "why"), [("exit 1", "could not make the PDF"), ("exec sleep 30", "did not end within 1 seconds")]
)
def test_a_libreoffice_that_fails_leaves_nothing(
    word: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    found = program(tmp_path, script)
    monkeypatch.setattr(wordpdf, "libreoffice", lambda: found)
    begun = time.monotonic()
    with pytest.raises(Plain, match=why):
        wordpdf.write_pdf(word, tmp_path / "a.pdf", seconds=1)
    assert time.monotonic() - begun < 20
    assert not (tmp_path / "a.pdf").exists()
    assert left() == []


def test_one_that_cannot_be_started(word: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"no program")
    monkeypatch.setattr(wordpdf, "libreoffice", lambda: broken)
    with pytest.raises(Plain, match="could not be started"):
        wordpdf.write_pdf(word, tmp_path / "a.pdf")


def test_it_is_found_where_it_is_usually_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(wordpdf, "_USUAL", ())
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert wordpdf.libreoffice() is None
    place = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    place.parent.mkdir(parents=True)
    place.touch()
    assert wordpdf.libreoffice() == place


def test_a_real_pdf_or_why_there_is_none(word: bytes, tmp_path: Path) -> None:
    """Where LibreOffice with Writer is installed, its PDF; elsewhere one plain line."""
    try:
        wordpdf.write_pdf(word, tmp_path / "a.pdf")
    except Plain as refused:
        said = str(refused)
    else:
        said = pypdf.PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert "A fee for your request" in said or "No PDF was made" in said
    assert left() == []
