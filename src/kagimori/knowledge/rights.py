"""Loads the table of roles and rights: `data/rights.toml` into `core.people.roles`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import get_args

from kagimori.core.people.roles import ROLES, Right, RightsTable, Role, RoleWords
from kagimori.core.text import Text
from kagimori.knowledge.record import Record, read_records

FILE = Path(__file__).with_name("data") / "rights.toml"


@cache
def load_rights() -> RightsTable:
    """Return the table.  Raises BookError naming the record and field that is wrong."""
    parts = {record.name: record for record in read_records(FILE)}
    roles = {role: _role(role, parts["roles"].part(role)) for role in get_args(Role)}
    rights = [_right(name, parts["rights"].part(name)) for name in tuple(parts["rights"].table)]
    parts["roles"].finish()
    return RightsTable({right.id: right for right in rights}, roles)


def _role(role: Role, record: Record) -> RoleWords:
    words = RoleWords(role, record.text(), _pair(record, "purpose"), _pair(record, "backup"))
    record.finish()
    return words


def _right(name: str, record: Record) -> Right:
    right = Right(
        id=name,
        words=record.text(),
        roles=frozenset(_roles(record)),
        over="account" if record.one_of("over", ("team", "account")) == "account" else "team",
        task=record.yes("task", default=False),
        outside=record.yes("outside", default=False),
        row=record.words("row") if record.has("row") else None,
    )
    record.finish()
    return right


def _roles(record: Record) -> tuple[Role, ...]:
    known = {str(role): role for role in ROLES}
    named = record.list("roles")
    for role in named:
        if role not in known:
            raise record.fault("roles", f"{role} is no role")
    return tuple(known[role] for role in named)


def _pair(record: Record, field: str) -> Text:
    return Text(record.words(f"{field}_ja"), record.words(f"{field}_en"))
