"""Which account an entry is of, as far as its names tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HANDLE = re.compile(r"[a-z0-9._]+")
_MARKS = ("instagram", "インスタ")


def is_instagram(issuer: str, name: str) -> bool:
    """Return whether one of the names says that it is of Instagram."""
    return any(mark in f"{issuer}\n{name}".lower() for mark in _MARKS)


def handle_of(issuer: str, name: str, handles: Iterable[str]) -> str:
    """Return which of these handles stands in the names as a whole word, the longest where several do; else nothing.

    The name of the entry counts before its issuer.
    """
    known = {handle.lower(): handle for handle in handles}
    for text in (name, issuer):
        words = {word.strip(".") for word in _HANDLE.findall(text.lower())} | set(_HANDLE.findall(text.lower()))
        found = sorted(words & known.keys(), key=lambda word: (-len(word), word))
        if found:
            return known[found[0]]
    return ""
