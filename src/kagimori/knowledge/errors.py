"""Loads `data/errors.toml`: for each error code what happened and what to do next, in both languages.

A door turns an error into words by `explain`; the code itself is the contract for machines.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kagimori.core.text import Text
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.errors import KagimoriError
    from kagimori.core.text import Lang

FILE = Path(__file__).parent / "data" / "errors.toml"
UNNAMED = "kagimori"


class Words(NamedTuple):
    """What happened, with {fields} to fill in, and what to do next."""

    happened: Text
    then: Text


@cache
def load_errors() -> Mapping[str, Words]:
    """Return the words by error code.  Raises BookError where a record is wrong."""
    return read_errors(FILE)


def read_errors(path: Path) -> dict[str, Words]:
    """Return the words of one file."""
    errors = {}
    for record in read_records(path):
        errors[record.name] = Words(record.text(), Text(record.words("next_ja"), record.words("next_en")))
        record.finish()
    return errors


def explain(error: KagimoriError, lang: Lang) -> str:
    """Return what happened and what to do next; an error without words of its own gets the general ones."""
    return " ".join(in_parts(error, lang))


def in_parts(error: KagimoriError, lang: Lang) -> tuple[str, str]:
    """Return the same as two sentences, for a place that shows them apart."""
    words = load_errors()
    happened, then = words.get(error.code, words[UNNAMED])
    # A field that an error does not carry shows as a dash: a gap must not hide the error behind another.
    fields = defaultdict(lambda: "-", {name: _shown(value, lang) for name, value in error.fields.items()})
    return happened.to(lang).format_map(fields), then.to(lang).format_map(fields)


def _shown(value: object, lang: Lang) -> object:
    return value.to(lang) if isinstance(value, Text) else value
