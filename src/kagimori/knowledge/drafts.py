"""Loads the ready-made texts from `data/drafts.toml`: one record per text, and one named `slots` for their gaps."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kagimori.core.doctor.drafts import GAP, Draft, Family, Slot
from kagimori.core.text import LANGS, Text
from kagimori.knowledge.filling import fill
from kagimori.knowledge.policy import load_policy
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.policy import Figure
    from kagimori.knowledge.record import Record

DRAFTS = Path(__file__).parent / "data" / "drafts.toml"


@cache
def load_drafts() -> Mapping[str, Draft]:
    """Return every draft by its id; raises BookError where a record is wrong."""
    return read_drafts(DRAFTS, load_policy())


def read_drafts(path: Path, figures: Mapping[str, Figure]) -> dict[str, Draft]:
    """Return the drafts of one file; a gap that `slots` does not describe is a fault."""
    records = {record.name: record for record in read_records(path)}
    slots = _slots(records.pop("slots"))
    return {name: _draft(record, slots, figures) for name, record in records.items()}


def _slots(record: Record) -> dict[str, Slot]:
    return {name: _slot(name, record.part(name)) for name in tuple(record.table)}


def _slot(name: str, record: Record) -> Slot:
    slot = Slot(
        id=name,
        label=Text(record.words("ja"), record.words("en")),
        example=Text(record.words("example_ja"), record.words("example_en")),
    )
    record.finish()
    return slot


def _draft(record: Record, slots: Mapping[str, Slot], figures: Mapping[str, Figure]) -> Draft:
    words = record.both()
    bodies = {lang: record.words(f"text_{lang}") for lang in LANGS if record.has(f"text_{lang}")}
    gaps = list(dict.fromkeys(gap for body in bodies.values() for gap in GAP.findall(body)))
    for gap in gaps:
        if gap not in slots:
            raise record.fault("text", f"no slot {gap}")
    if not bodies:
        raise record.fault("text_en", "a text in at least one language is wanted")
    draft = Draft(
        id=record.name,
        family=record.one_of("family", get_args(Family)),
        title=words.text("title"),
        hint=fill(words.text("hint"), figures),
        bodies=bodies,
        meaning=words.text("meaning"),
        slots=tuple(slots[gap] for gap in gaps),
        limit=_limit(record, figures),
        proof=record.proof(),
    )
    words.finish()
    record.finish()
    return draft


def _limit(record: Record, figures: Mapping[str, Figure]) -> int | None:
    if not record.has("limit"):
        return None
    name = record.words("limit")
    if name not in figures:
        raise record.fault("limit", f"no figure {name}")
    return figures[name].count
