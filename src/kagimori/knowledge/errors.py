"""Loads the sentences for error codes, from `data/errors.toml`.

Every code of the tree in `core/errors.py` has what happened and what to do next, in both languages, with gaps for the
error's fields; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.text import Text
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.errors import KagimoriError
    from kagimori.core.text import Lang

FILE = Path(__file__).parent / "data" / "errors.toml"


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What happened and what to do next, with gaps like {file}."""

    what: Text
    next_step: Text


@cache
def load_errors() -> Mapping[str, ErrorWords]:
    """Return the words by error code; raises BookError where a record is wrong."""
    return read_errors(FILE)


def read_errors(path: Path) -> Mapping[str, ErrorWords]:
    """Return the words of one file."""
    words = {}
    for record in read_records(path):
        words[record.name] = ErrorWords(record.text(), Text(record.words("next_ja"), record.words("next_en")))
        record.finish()
    return words


def tell(error: KagimoriError, lang: Lang) -> str:
    """Return the error as one or two sentences; an error without words of its own says its code."""
    words = load_errors().get(error.code)
    if words is None:
        return str(error)
    fields = _Gaps({name: str(value) for name, value in error.fields.items()})
    sentences = (words.what.to(lang).format_map(fields), words.next_step.to(lang).format_map(fields))
    return ("" if lang == "ja" else " ").join(sentences)


class _Gaps(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "?"
