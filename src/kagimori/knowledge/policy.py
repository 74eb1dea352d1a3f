"""Loads `data/policy.toml`: every figure with its unit, ledger row, basis, verdict, source and day."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kagimori.core.policy import Figure, Policy
from kagimori.knowledge.record import Record, read_records

UNITS = ("second", "minute", "hour", "day", "count", "share", "ratio", "gigabyte", "version")


@cache
def load_policy() -> Policy:
    """Return every figure by its id.  Raises BookError where a record is wrong."""
    return read_policy(Path(__file__).parent / "data" / "policy.toml")


def read_policy(path: Path) -> Policy:
    """Return the figures of one file."""
    policy = Policy()
    for family in read_records(path):
        for name in tuple(family.table):
            figure = _figure(Record(path.name, f"{family.name}.{name}", family.table[name]))
            policy[figure.id] = figure
    return policy


def _figure(record: Record) -> Figure:
    value = record.number("value")
    if value is None:
        raise record.fault("value", "a number is wanted")
    unit = record.one_of("unit", UNITS)
    row = record.words("row") if record.has("row") else None
    proof = record.proof()
    record.finish()
    return Figure(record.name, float(value), unit, row, proof.basis, proof.verdict, proof.source, proof.checked)
