"""Loads `data/verdicts.toml`: what each verdict on a typed code means, and what to do next, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.knowledge.errors import Words, read_errors

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def load_verdicts() -> Mapping[str, Words]:
    """Return the words by verdict, and `ask_again` for one that may be a coincidence.  Raises BookError."""
    return read_errors(Path(__file__).parent / "data" / "verdicts.toml")
