"""Loads `data/status.toml` and `data/status_places.toml`: what each state of the platform means, and where to look."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kagimori.core.errors import BookError
from kagimori.core.status import State
from kagimori.core.status.meaning import Meaning, Place, PlaceKind, StatusBook
from kagimori.knowledge.filling import fill
from kagimori.knowledge.policy import load_policy
from kagimori.knowledge.record import Record, read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.policy import Figure

DATA = Path(__file__).parent / "data"


@cache
def load_status() -> StatusBook:
    """Return the book of states.  Raises BookError where a record is wrong or a state has none."""
    return read_status(DATA / "status.toml", DATA / "status_places.toml", load_policy())


def read_status(states: Path, places: Path, figures: Mapping[str, Figure]) -> StatusBook:
    """Return the book of these two files, with the figures filled in."""
    meanings = {_state(record): _meaning(record, figures) for record in read_records(states)}
    for state in State:
        if state not in meanings:
            raise BookError(file=states.name, id=state.value, field="", problem="missing")
    return StatusBook(meanings, tuple(_place(record) for record in read_records(places)))


def _state(record: Record) -> State:
    if record.name not in tuple(State):
        raise record.fault("", "no such state")
    return State(record.name)


def _meaning(record: Record, figures: Mapping[str, Figure]) -> Meaning:
    both = record.both()
    word, meaning, steps = both.text("word"), both.text("meaning"), both.texts("do")
    both.finish()
    record.finish()
    try:
        return Meaning(word, fill(meaning, figures), tuple(fill(step, figures) for step in steps))
    except KeyError as gap:
        raise record.fault("meaning", f"no figure {gap}") from None


def _place(record: Record) -> Place:
    kind: PlaceKind = record.one_of("kind", get_args(PlaceKind))
    url, row, proof, both = record.words("url"), record.words("row"), record.proof(), record.both()
    name, said = both.text("name"), both.text_or_none("said")
    both.finish()
    record.finish()
    if not url.startswith("https://"):
        raise record.fault("url", "an https address is wanted")
    return Place(record.name, kind, url, name, said, row, proof.verdict, proof.source, proof.checked)
