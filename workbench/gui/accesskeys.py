"""Access keys: a letter of each label that no other has, while letters last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MENU_KEYS = frozenset("fevdgh")


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


def access_key(text: str) -> str:
    """The letter that reaches a label, or nothing."""
    return text.replace("&&", "").partition("&")[2][:1].casefold()


def keyed(label: str, key: str) -> str:
    """A label with the sign before the first such letter it has, if it has one."""
    text = label.replace("&", "&&")
    place = text.casefold().find(key) if key else -1
    return f"{text[:place]}&{text[place:]}" if place >= 0 else text
