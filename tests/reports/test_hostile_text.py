"""Whatever a cell holds is printed as it stands: no markup, no picture, no network (trust paper T11)."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tests.reports.pages import images, listing, printed, squeezed

ATTACK = (
    "<font color=\"[[[getattr(pow, Word('__globals__'))['os'].system('touch /tmp/exploited') for Word in [orgTypeFun("
    "'Word', (str,), {'mutated': 1})]] for orgTypeFun in [type(type(1))]] and 'red'\">exploit</font>"
)
AS_THEY_ARE = [
    "<b>unclosed",
    "</b> closed twice </b>",
    "AT&T & Sons",
    "&amp; &lt;b&gt; &#x41; &nonsense;",
    "a < b > c",
    '<img src="http://127.0.0.1:9/x.png"/>',
    '<img src="file:///etc/hostname"/>',
    '<img src="/usr/share/pixmaps/debian-logo.png" width="10" height="10"/>',
    '<img src="data:image/png;base64,iVBORw0KGgo="/>',
    '<a href="http://example.org/">press</a>',
    "<para align=center>centred</para>",
    '<onDraw name="open" label="x"/>',
    ATTACK,
    "(brackets) ((unbalanced) \\ back\\slash \\101",
    ") Tj ET Q endstream endobj",
    "%PDF-1.4 %%EOF",
    "{{ 7*7 }} ${7*7} {% raw %}",
    "=cmd|' /C calc'!A0",
    "Cyngor Tref Llanrŵst a'r Ŷd: ŵ ŷ Ŵ Ŷ â ê î ô û ẁ ẃ ẅ ỳ ý ÿ",
    "Zażółć gęślą jaźń, Ελληνικά, Кириллица, Tiếng Việt",
    "ticks ✓ ✗ ☐ ☑, arrows → ⇒, sums ≤ ≥ ½ ×",
    "emoji 🙂🎉 and 中文 too",
    "x" * 20_000,
]


@pytest.mark.parametrize("text", AS_THEY_ARE, ids=[text[:20] for text in AS_THEY_ARE])
def test_text_appears_as_it_stands(text: str, tmp_path: Path) -> None:
    rows = [("before", text, "after"), (text, "next", "last")]
    given = listing(rows, ("First", "Second", "Third"), council=text[:300], title=text[:300], filter=text[:300])
    _, pages = printed(tmp_path, given)
    assert squeezed("".join(pages)).count(squeezed(text)[:150]) >= 2 + len(pages)
    if len(text) < 1000:
        assert squeezed(text) + "after" in squeezed("".join(pages))
    assert images(tmp_path / "list.pdf") == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bell\x07 null\x00 escape\x1b", "bell\ufffd null\ufffd escape\ufffd"),
        ("half \ud83d a sign", "half \ufffd a sign"),
        ("cod\u202etxt.exe", "cod\ufffdtxt.exe"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("w\u0302 y\u0302", "ŵ ŷ"),
        ("one\r\ntwo\rthree\u2028four\ttab", "one two three four tab"),
    ],
)
def test_what_cannot_be_printed_leaves_a_mark(text: str, shown: str, tmp_path: Path) -> None:
    _, pages = printed(tmp_path, listing([(text, "after")], ("First", "Second")))
    assert squeezed(shown) + "after" in squeezed(pages[0])


def test_signs_that_stand_as_boxes_are_told(tmp_path: Path) -> None:
    done, _ = printed(tmp_path, listing([("Name", "party 🎉 at 中"), ("Other", "🎉")], ("First", "Second")))
    [remark] = done.remarks
    assert "stand as boxes in the PDF: 中 🎉." in remark
    again, _ = printed(tmp_path, listing([("Llŷn", "ticks ✓ שלום")], ("First", "Second")))
    assert again.remarks == (), "the signs of an earlier print are not told again"


@pytest.mark.parametrize("word", ["שלום", "مرحبا"])
def test_words_from_right_to_left_keep_their_letters(word: str, tmp_path: Path) -> None:
    _, pages = printed(tmp_path, listing([("Name", word)], ("First", "Second")))
    assert sorted(word) == sorted(c for c in pages[0] if unicodedata.bidirectional(c) in ("R", "AL"))


def test_twenty_thousand_letters_lose_none(tmp_path: Path) -> None:
    word = "".join(chr(ord("a") + n % 26) for n in range(20_000))
    done, pages = printed(tmp_path, listing([("Name", word)], ("First", "Second")))
    assert done.pages > 1
    body = [page.split("Second", 1)[1] for page in pages]
    assert squeezed(re.sub(r"Page \d of \d|Name|\(continued\)", "", "".join(body))) == word
