"""The published page: well formed, accessible by its structure, nothing from elsewhere, nothing that is not public."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.helpers import open_new
from tests.reports.pages import MADE
from tests.reports.test_hostile_text import AS_THEY_ARE
from tests.visitors import VISITORS
from workbench.records import record
from workbench.registers.retention_schedule import REGISTER, ScheduleLine
from workbench.reports.webpage import WebPage, webpage_of, write_webpage
from workbench.reports.webstyle import STYLE
from workbench.workflows import adopting

VERSION = "Version 2, adopted Sun 3 May 2026, minute 26/045."
VOID = {"meta", "br", "link", "img", "input", "hr", "source", "embed", "base", "area", "col", "track", "wbr"}


class Strict(HTMLParser):
    """Fails where a tag is not closed in its turn or an attribute stands twice; keeps the tags it met."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(rows: list[tuple[str, ...]], **more: Any) -> WebPage:
    """A page of two columns, the second naming the row."""
    given: dict[str, Any] = {
        "council": "Cyngor Tref Llanrŵst",
        "title": "Retention schedule",
        "version": VERSION,
        "count": "2 schedule lines",
        "columns": ("Reference", "Record series"),
        "naming": 1,
        "made": MADE,
    }
    return WebPage(rows=rows, **(given | more))


def written(wanted: WebPage, folder: Path) -> Any:
    """The page as lxml reads it; it must be well formed to the last tag."""
    path = folder / "page.html"
    write_webpage(wanted, path)
    text = path.read_text("utf-8")
    strict = Strict()
    strict.feed(text)
    strict.close()
    assert strict.open == []
    assert text.startswith("<!DOCTYPE html>\n")
    return html.document_fromstring(text)


def test_structure(tmp_path: Path) -> None:
    tree = written(page([("A1", "Minutes"), ("A2", "Llyfrau cofnodion Llŷn")]), tmp_path)
    assert tree.get("lang") == "en-GB"
    assert tree.findtext("head/title") == "Retention schedule, Cyngor Tref Llanrŵst"
    assert tree.xpath("//meta[@charset='utf-8']")
    levels = [int(h.tag[1]) for h in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(tree.xpath(f"//{part}")) for part in ("header", "main", "footer", "table", "caption")] == [1] * 5
    skip = tree.xpath("//body/*")[0]
    ids = tree.xpath("//@id")
    assert skip.tag == "a"
    assert skip.get("href").removeprefix("#") in ids
    assert len(set(ids)) == len(ids)


def test_the_table_can_be_heard(tmp_path: Path) -> None:
    tree = written(page([("A1", "Minutes"), ("A2", "")]), tmp_path)
    [region] = tree.xpath("//*[@role='region']")
    assert region.get("tabindex") == "0"
    [label] = tree.xpath(f"//*[@id='{region.get('aria-labelledby')}']")
    assert label.text_content() == f"Retention schedule of Cyngor Tref Llanrŵst. {VERSION}"
    assert [cell.get("scope") for cell in tree.xpath("//thead//*[self::th or self::td]")] == ["col", "col"]
    rows = tree.xpath("//tbody/tr")
    assert [[(cell.tag, cell.get("scope")) for cell in row] for row in rows] == [[("td", None), ("th", "row")]] * 2


def test_it_says_whose_which_version_and_when(tmp_path: Path) -> None:
    tree = written(page([]), tmp_path)
    words = " ".join(tree.text_content().split())
    for said in ("Cyngor Tref Llanrŵst", VERSION, "Tue 24 Nov 2026", "Nothing is entered here yet."):
        assert said in words
    assert tree.xpath("//time/@datetime") == [MADE.isoformat(timespec="minutes")]
    assert not tree.xpath("//table")
    assert "made up" in written(page([], sample=True), tmp_path).text_content()


@pytest.mark.parametrize("text", AS_THEY_ARE, ids=[text[:20] for text in AS_THEY_ARE])
def test_text_stands_for_itself_and_nothing_comes_from_elsewhere(text: str, tmp_path: Path) -> None:
    tree = written(page([(text, text)], council=text, title=text, version=text, columns=(text, text)), tmp_path)
    cells = [cell.text_content() for cell in tree.xpath("//tbody//th | //tbody//td | //thead//th")]
    assert cells == [text] * 4
    assert tree.findtext(".//h1") == " ".join(text.split())
    allowed = {
        "html", "head", "meta", "title", "style", "body", "a", "header", "main", "footer", "h1", "h2", "p", "dl", "div",
        "dt", "dd", "time", "table", "caption", "span", "thead", "tbody", "tr", "th", "td", "br",
    }  # fmt: skip
    assert {element.tag for element in tree.iter()} <= allowed
    assert set(tree.xpath("//@href")) == {"#records"}
    names = {name for element in tree.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcset", "action", "style")}


def test_the_style_asks_for_nothing_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|@font-face|expression|</", STYLE)
    assert "@media print" in STYLE
    assert ".wide { overflow-x: auto; }" in STYLE


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_can_be_read_on_every_ground() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    inks = set(re.findall(r"[ {]color: (#\w{6})", STYLE))
    grounds = set(re.findall(r"background: (#\w{6})", STYLE))
    sand = {"#F7ECCF"}
    assert len(inks) >= 4
    for ground in grounds - sand:
        assert all(contrast(ink, ground) >= 4.5 for ink in inks)
    assert contrast("#5E4500", "#F7ECCF") >= 4.5


def test_lines_stay_lines_and_odd_signs_are_marked(tmp_path: Path) -> None:
    tree = written(page([("one\ntwo", "half \ud83d a sign\x00")]), tmp_path)
    assert [len(cell.xpath("br")) for cell in tree.xpath("//tbody//td")] == [1]
    assert tree.xpath("//tbody//th")[0].text_content() == "half \ufffd a sign\ufffd"


SECRET = {
    "owner": "Jo Bloggs",
    "notes": "Ask Jo’s neighbour",
    "question": "Which Jo?",
    "responsible": "Sam Smith",
}


@pytest.mark.parametrize("adopted", [False, True])
def test_what_is_of_a_person_or_internal_is_never_published(tmp_path: Path, adopted: bool) -> None:
    with open_new(tmp_path) as store:
        with store.operation("Add", "edit") as operation:
            record.add(ScheduleLine, [{"record_series": "Minutes", "reference": "A1", **SECRET}], operation.id)
        decision = {"adopted_on": dt.date(2026, 5, 3), "minute": "26/045"}
        edition = adopting_edition(store, decision) if adopted else None
        tree = written(webpage_of(REGISTER, store.council, edition), tmp_path)
    words = tree.text_content()
    assert "Minutes" in words
    assert not [secret for secret in SECRET.values() if secret in words]
    assert ("minute 26/045" in words) is adopted
    assert ("Draft, not yet adopted." in words) is not adopted


def adopting_edition(store: Any, decision: dict[str, Any]) -> Any:
    """Adopt what stands, and give it as that version."""
    from workbench import editions

    return editions.of_version(REGISTER, adopting.adopt(store, REGISTER, decision).number)


def test_the_kind_of_a_field_decides_not_who_asks(tmp_path: Path) -> None:
    """A register whose naming field is a person's name: it is left out, and the first column names the row."""
    with open_new(tmp_path, more=[VISITORS.record]) as store:
        with store.operation("Add", "edit") as operation:
            visit = {"person": "Jo Bloggs", "came": "2026-05-03", "born": "1980-01-01", "told": "Too much", "stayed": 7}
            record.add(VISITORS.record, [visit], operation.id)
        tree = written(webpage_of(VISITORS, store.council), tmp_path)
    assert [cell.text_content() for cell in tree.xpath("//thead//th")] == ["Day of visit", "Minutes"]
    assert [cell.text_content() for cell in tree.xpath("//tbody/tr/*")] == ["Sun 3 May 2026", "7"]
    assert tree.xpath("//tbody//th")[0].text_content() == "Sun 3 May 2026"
    public = {f.name for f in REGISTER.public}
    assert public.isdisjoint({*SECRET, "to_be_checked", "log_number", "standing", "counted_from"})
    assert {"record_series", "period_text", "rule", "disposal_text", "authority"} <= public
