"""Loads `data/authenticator_choice.toml`: situations with the apps that fit, and claims with their verdicts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.doctor.choosing import AppClaim, Choosing, Situation
from kagimori.knowledge.authenticators import load_authenticators
from kagimori.knowledge.record import Record, read_records

if TYPE_CHECKING:
    from collections.abc import Iterator

CHOICE = Path(__file__).parent / "data" / "authenticator_choice.toml"


@cache
def load_choosing() -> Choosing:
    """Return what the chooser knows; raises BookError where a record is wrong."""
    return read_choosing(CHOICE)


def read_choosing(path: Path) -> Choosing:
    """Return what one file says."""
    families = {family.name: family for family in read_records(path)}
    situations = tuple(map(_situation, _within(path, families, "situations")))
    claims = tuple(map(_claim, _within(path, families, "claims")))
    for family in families.values():
        raise family.fault("", "neither situations nor claims")
    return Choosing(situations, claims)


def _within(path: Path, families: dict[str, Record], name: str) -> Iterator[Record]:
    family = families.pop(name, Record(path.name, name, {}))
    return (Record(path.name, f"{name}.{one}", table) for one, table in family.table.items())


def _situation(record: Record) -> Situation:
    words = record.both()
    apps = record.list("apps")
    for app in apps:
        _known(record, app)
    situation = Situation(record.name.partition(".")[2], words.text("name"), words.text("advice"), apps)
    words.finish()
    record.finish()
    return situation


def _claim(record: Record) -> AppClaim:
    words = record.both()
    app = _known(record, record.words("app"))
    claim = AppClaim(record.name.partition(".")[2], app, words.text("said"), words.text("found"), record.proof())
    words.finish()
    record.finish()
    return claim


def _known(record: Record, app: str) -> str:
    if app not in load_authenticators():
        raise record.fault("apps", f"no app {app}")
    return app
