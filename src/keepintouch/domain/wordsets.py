"""Sets of words, written as a text: hundreds of quotes would hide them."""

from __future__ import annotations


def wordset(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())
