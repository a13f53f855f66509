"""The command "letter": a letter of a case, filled in."""

from __future__ import annotations

from pathlib import Path

import typer

from workbench import terminal
from workbench.terminal import say

_WORD, _PDF = ".docx", ".pdf"


def letter(chosen: Path | None, name: str, reference: str, out: Path, *, ours: bool, to: str | None = None) -> None:
    """Write a letter of a file, as a Word file or a PDF, and say what is still to fill in."""
    from workbench.saving import saved_as
    from workbench.workflows import wordpdf
    from workbench.workflows.cases import access, joining, letters
    from workbench.workflows.ownworkbooks import spare

    if name not in letters.KINDS:
        raise typer.BadParameter(f"The letters there are: {', '.join(letters.KINDS)}.", param_hint="NAME")
    terminal.ends_in(out, _WORD, _PDF)
    with terminal.opened(chosen) as store:
        spare(store, out)
        register, case = joining.called(reference)
        access.read(store, register, case, access.LETTER)
        person = letters.addressee(register, case, to) if to is not None else None
        draft = letters.write(store, register, case, name, ours=ours, to=person)
    if out.suffix.lower() == _PDF:
        wordpdf.write_pdf(draft.content, out)
    else:
        with saved_as(out, "letter", private=True) as path:
            path.write_bytes(draft.content)
    say(f"{draft.title} in {out}. It is not protected there.")
    for remark in draft.remarks:
        say(remark)
