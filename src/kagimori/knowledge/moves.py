"""Loads the planner for a change of phones from `data/moves.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kagimori.core.doctor.moves import PHASES, Move
from kagimori.core.text import Text
from kagimori.knowledge.record import Record, read_records

FILE = Path(__file__).parent / "data" / "moves.toml"
ONLY_IF = ("number_changes", "number_stays", "company_phone")


@cache
def load_moves() -> tuple[Move, ...]:
    """Return every step in the order of the file; raises BookError where a record is wrong."""
    return read_moves(FILE)


def read_moves(path: Path) -> tuple[Move, ...]:
    """Return the steps of one file; a phase never comes before an earlier one."""
    moves: list[Move] = []
    for record in read_records(path):
        move = _move(record)
        if moves and PHASES.index(move.phase) < PHASES.index(moves[-1].phase):
            raise record.fault("phase", "the phases stand in their order")
        moves.append(move)
    return tuple(moves)


def _move(record: Record) -> Move:
    minutes = record.number("minutes")
    if minutes is None:
        raise record.fault("minutes", "a number is wanted")
    move = Move(
        id=record.name,
        phase=record.one_of("phase", PHASES),
        minutes=minutes,
        words=record.text(),
        why=Text(record.words("why_ja"), record.words("why_en")),
        only_if=record.one_of("only_if", ONLY_IF) if record.has("only_if") else "",
    )
    record.finish()
    return move
