"""Loads `data/readiness.toml`: what the three parts of the readiness board are called, and what to do about each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from kagimori.core.text import Text
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.accounts.readiness import Part

FILE = Path(__file__).parent / "data" / "readiness.toml"


class PartWords(NamedTuple):
    """What a part is, what it is for, and the next thing to do where it is missing or not known."""

    name: Text
    why: Text
    missing: Text
    unknown: Text


@cache
def load_readiness() -> Mapping[Part, PartWords]:
    """Return the words of each part.  Raises BookError naming the record and field that is wrong."""
    parts: dict[Part, PartWords] = {}
    for record in read_records(FILE):
        texts = [Text(record.words(f"{field}_ja"), record.words(f"{field}_en")) for field in ("why", "no", "unknown")]
        parts[cast("Part", record.name)] = PartWords(record.text(), *texts)
        record.finish()
    return parts
