"""Loads how lists of people are understood: `data/people_sheet.toml` into `core.people.columns`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.people.columns import MEANINGS, Headings, key_of
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.knowledge.record import Record

FILE = Path(__file__).with_name("data") / "people_sheet.toml"
SAID = ("yes", "no")


@cache
def load_people_sheet() -> Headings:
    """Return the headings and words.  Raises BookError where one stands for two things."""
    headers, two_factor = read_records(FILE)
    columns = _by_word(headers, [meaning for meaning in MEANINGS if meaning])
    said = _by_word(two_factor, SAID)
    return Headings(columns, said)  # type: ignore[arg-type]  # the words are those of MEANINGS and SAID


def _by_word(record: Record, names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        for word in record.list(name):
            key = key_of(word)
            if found.setdefault(key, name) != name:
                raise record.fault(name, f"{word} stands for {found[key]} as well")
    record.finish()
    return found
