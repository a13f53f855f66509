"""Access keys: a letter of each label that no other has, while letters last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MENU_KEYS = frozenset("fevagh")


def with_keys(labels: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """The labels with a sign before the letter that reaches each; letters taken are left alone."""
    used, texts = set(taken), []
    for label in labels:
        text = label.replace("&", "&&")
        place = next((n for n, c in enumerate(text) if c.isascii() and c.isalpha() and c.lower() not in used), -1)
        if place >= 0:
            used.add(text[place].lower())
            text = f"{text[:place]}&{text[place:]}"
        texts.append(text)
    return texts
