"""Loads `data/notices.toml`: which news becomes a notice, its words, urgency and audience."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.notices.kinds import AUDIENCES, URGENCIES, NoticeKind
from kagimori.core.text import Text
from kagimori.knowledge.record import Record, read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).parent / "data" / "notices.toml"


@cache
def load_notices() -> Mapping[str, NoticeKind]:
    """Return the kinds of notices by id.  Raises BookError naming the record and field that is wrong."""
    return {record.name: _kind(record) for record in read_records(FILE)}


def _kind(record: Record) -> NoticeKind:
    audiences = frozenset(record.list("to"))
    if not audiences or not audiences <= set(AUDIENCES):
        raise record.fault("to", f"some of {', '.join(AUDIENCES)} are wanted")
    kind = NoticeKind(
        id=record.name,
        name=_pair(record, "name"),
        title=record.text(),
        todo=_pair(record, "do"),
        urgency=record.one_of("urgency", URGENCIES),
        to=audiences,
        answer=record.yes("answer", default=False),
        where=record.words("where") if record.has("where") else "",
    )
    record.finish()
    return kind


def _pair(record: Record, field: str) -> Text:
    return Text(record.words(f"{field}_ja"), record.words(f"{field}_en"))
