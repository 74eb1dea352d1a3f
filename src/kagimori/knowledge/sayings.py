"""Loads the sentences that both faces of the doctor share, from `data/sayings.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.doctor.book import GOALS, METHODS
from kagimori.core.doctor.sayings import Problem, Sayings
from kagimori.knowledge.record import Record, read_records

if TYPE_CHECKING:
    from kagimori.core.text import Text

FILE = Path(__file__).parent / "data" / "sayings.toml"


@cache
def load_sayings() -> Sayings:
    """Return every shared sentence; raises BookError where a record is wrong."""
    return read_sayings(FILE)


def read_sayings(path: Path) -> Sayings:
    """Return the sentences of one file."""
    families = {record.name: record for record in read_records(path)}
    return Sayings(
        problems=tuple(_problem(record) for record in _members(families, "problem")),
        openings={"goal": _texts(families, "goal"), "method": _texts(families, "method")},
        reasons=_texts(families, "reason"),
        rules=_texts(families, "rule"),
        waits=_texts(families, "wait"),
        holds=_texts(families, "hold"),
        outcomes=_texts(families, "outcome"),
    )


def _members(families: dict[str, Record], family: str) -> list[Record]:
    if family not in families:
        raise Record(FILE.name, family, {}).fault("", "this family is missing")
    record = families[family]
    return [Record(record.file, f"{family}.{name}", table) for name, table in record.table.items()]


def _texts(families: dict[str, Record], family: str) -> dict[str, Text]:
    texts = {}
    for record in _members(families, family):
        texts[record.name.partition(".")[2]] = record.text()
        record.finish()
    return texts


def _problem(record: Record) -> Problem:
    causes = record.part("causes")
    problem = Problem(
        id=record.name.partition(".")[2],
        words=record.text(),
        goal=record.one_of("goal", GOALS),
        method=record.one_of("method", METHODS) if record.has("method") else "",
        error=record.words("error") if record.has("error") else "",
        causes={cause: causes.number(cause) or 1.0 for cause in list(causes.table)},
    )
    record.finish()
    return problem
