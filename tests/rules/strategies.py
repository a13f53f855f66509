"""Any rule, for property tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from workbench.rules.labels import TRIGGER_LABELS
from workbench.rules.rule import Kind, Length, RetentionRule, Unit

lengths = st.builds(Length, st.integers(0, 999), st.sampled_from(Unit))
own_words = st.text(st.characters(blacklist_characters="“”\n\r", blacklist_categories=("Cs", "Cc")), min_size=1)
triggers = st.sampled_from(sorted(TRIGGER_LABELS)) | own_words.map(str.strip).filter(bool).map("other:{}".format)


def _single() -> st.SearchStrategy[RetentionRule]:
    return st.builds(
        RetentionRule,
        kind=st.sampled_from(Kind),
        length=st.none() | lengths,
        trigger=triggers,
        floor=st.none() | lengths,
        ceiling=st.none() | lengths,
        bound=st.sampled_from(["min", "max", "exact", "none"]),
        beginning_with=st.booleans(),
    )


@st.composite
def rules(draw: st.DrawFn) -> RetentionRule:
    """A rule with up to three limbs."""
    rule = draw(_single())
    limbs = tuple(draw(st.lists(_single(), max_size=3)))
    return replace(rule, limbs=limbs, whichever=draw(st.sampled_from(["", "later", "earlier"])) if limbs else "")
