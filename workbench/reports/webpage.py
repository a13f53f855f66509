"""A register as one accessible web page for the council's website: no script, nothing from elsewhere, prints well.

Made for WCAG 2.2 AA. It shows what may be published and nothing else: a field that holds something of a living person,
or the council's working notes, says so by its kind and is left out here, whoever asks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any

from workbench import clock, display
from workbench.editions import Edition, words_now
from workbench.records.query import every
from workbench.records.store import Council
from workbench.register import Register, within
from workbench.reports.listing import Printed, Progress
from workbench.reports.register_list import filled_fields, shown
from workbench.reports.webstyle import STYLE
from workbench.reports.wrapping import printable
from workbench.saving import saved_as

_TELL_EVERY = 200
_SAMPLE = "This is a sample council. Its names are made up."
_HEAD = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Governance Workbench">
<title>{title}, {council}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#records">Skip to the table</a>
<header>
<p class="council">{council}</p>
</header>
<main>
<h1>{title}</h1>
<p class="version">{version}</p>
{sample}<h2 id="about">About this page</h2>
<dl>
<div><dt>Council</dt><dd>{council}</dd></div>
<div><dt>Version</dt><dd>{version}</dd></div>
<div><dt>Made</dt><dd><time datetime="{stamp}">{made}</time></dd></div>
<div><dt>Holds</dt><dd>{count}</dd></div>
</dl>
<h2 id="records">{heading}</h2>
"""
_TABLE = """<div class="wide" role="region" aria-labelledby="caption" tabindex="0">
<table>
<caption><span id="caption">{caption}</span></caption>
<thead>
<tr>{headings}</tr>
</thead>
<tbody>
"""
_FOOT = """</main>
<footer>
<p>{council}. {title}. {version} Made {made}.</p>
</footer>
</body>
</html>
"""


@dataclass(frozen=True)
class WebPage:
    """What the page says; `naming` is the place of the column that names a row, `version` which version and minute."""

    council: str
    title: str
    version: str
    count: str
    columns: Sequence[str]
    naming: int
    rows: Iterable[Sequence[str]]
    made: dt.datetime
    sample: bool = False


def webpage_of(register: Register, council: Council, edition: Edition | None = None) -> WebPage:
    """An adopted version of a register, or the register as it stands, by the fields that may be published."""
    rows = [past.values for past in edition.lines.values()] if edition else _standing(register)
    fields = [field for field in filled_fields(register, rows) if field.public]
    number = display.count(len(rows), register.singular, register.plural)
    values = edition.values(fields) if edition else ([row[f.name] for f in fields] for row in rows)
    naming = next((n for n, field in enumerate(fields) if field.name == register.naming.name), 0)
    version = edition.words if edition else words_now(register)
    return WebPage(
        council=council.name,
        title=register.title,
        version=version or f"As kept on {display.day(clock.today())}.",
        count=number,
        columns=[field.label for field in fields],
        naming=naming,
        rows=shown(fields, values),
        made=clock.now(),
        sample=council.sample,
    )


def write_webpage(page: WebPage, path: Path, progress: Progress | None = None) -> Printed:
    """Write the page as one HTML file; `progress` hears how many rows stand and may raise to stop.

    Raises errors.Plain where the file cannot be written; a file that was there before is then as it was.
    """
    number = 0
    with saved_as(path, "web page") as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as file:
        said = _said(page)
        file.write(_HEAD.format(style=STYLE, **said))
        rows = iter(page.rows)
        first = next(rows, None)
        if first is None:
            file.write("<p>Nothing is entered here yet.</p>\n")
        else:
            file.write(_TABLE.format(headings=_headings(page), **said))
            for number, row in enumerate(chain([first], rows), 1):
                file.write(_row(row, page.naming))
                if progress and number % _TELL_EVERY == 0:
                    progress(number)
            file.write("</tbody>\n</table>\n</div>\n")
        file.write(_FOOT.format(**said))
    return Printed(number, 1)


def _standing(register: Register) -> list[dict[str, Any]]:
    """The records as they stand, by field name, as far as they may be published."""
    fields = register.public
    names = [field.name for field in fields]
    return [dict(zip(names, row.values, strict=True)) for row in every(register.record, fields).rows()]


def _said(page: WebPage) -> dict[str, str]:
    """Everything that stands around the table, made safe."""
    words = {
        "council": page.council,
        "title": page.title,
        "version": page.version,
        "count": page.count,
        "heading": f"The {within(page.title)}",
        "caption": f"{page.title} of {page.council}. {page.version}",
        "made": display.moment(page.made),
        "stamp": page.made.isoformat(timespec="minutes"),
    }
    sample = f'<p class="sample">{_SAMPLE}</p>\n' if page.sample else ""
    return {name: _safe(" ".join(text.split())) for name, text in words.items()} | {"sample": sample}


def _headings(page: WebPage) -> str:
    return "".join(f'<th scope="col">{_safe(label)}</th>' for label in page.columns)


def _row(row: Sequence[str], naming: int) -> str:
    cells = (
        f'<th scope="row">{_safe(words)}</th>' if n == naming else f"<td>{_safe(words)}</td>"
        for n, words in enumerate(row)
    )
    return f"<tr>{''.join(cells)}</tr>\n"


def _safe(words: str) -> str:
    """Text that stands for itself: no mark-up, no signs that a page cannot hold, lines as lines."""
    return escape(printable(words)).replace("\n", "<br>")
