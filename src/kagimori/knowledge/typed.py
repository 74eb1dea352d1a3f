"""Loads `data/typed.toml`: what each oddity of a pasted text means, and what to do, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.errors import BookError
from kagimori.core.typed import FINDINGS
from kagimori.knowledge.errors import Words, read_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).parent / "data" / "typed.toml"


@cache
def load_findings() -> Mapping[str, Words]:
    """Return the words by finding, all of them and in their order.  Raises BookError where one is missing."""
    words = read_errors(FILE)
    if tuple(words) != FINDINGS:
        raise BookError(file=FILE.name, id=", ".join(set(words) ^ set(FINDINGS)), field="", problem="other findings")
    return words
