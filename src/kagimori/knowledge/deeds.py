"""Loads `data/deeds.toml`: how each kind of timeline entry is told, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.timeline.deeds import GAP, Deed, DeedBook
from kagimori.knowledge.record import Record, read_records
from kagimori.knowledge.rights import load_rights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.text import Text

FILE = Path(__file__).parent / "data" / "deeds.toml"

Values = dict[str, "Mapping[str, Text]"]


@cache
def load_deeds() -> DeedBook:
    """Return the book.  Raises BookError naming the record and field that is wrong."""
    return read_deeds(FILE)


def read_deeds(path: Path) -> DeedBook:
    """Return the book of one file; roles are told in the words of the table of rights."""
    records = {record.name: record for record in read_records(path)}
    families = _texts(records.pop("families"))
    values = _values(records.pop("values")) | {
        "role": {str(role.id): role.name for role in load_rights().roles.values()}
    }
    deeds = {name: _deed(record, families) for name, record in records.items()}
    return DeedBook(deeds, families, values)


def _deed(record: Record, families: Mapping[str, Text]) -> Deed:
    if record.name.partition(".")[0] not in families:
        raise record.fault("", "its family is not among the families")
    words = record.text()
    if set(GAP.findall(words.ja)) != set(GAP.findall(words.en)):
        raise record.fault("en", "other gaps than in Japanese")
    deed = Deed(record.name, words, _values(record.part("values")))
    record.finish()
    return deed


def _values(record: Record) -> Values:
    return {field: _texts(record.part(field)) for field in tuple(record.table)}


def _texts(record: Record) -> dict[str, Text]:
    texts = {}
    for name in tuple(record.table):
        part = record.part(name)
        texts[name] = part.text()
        part.finish()
    return texts
