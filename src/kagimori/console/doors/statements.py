"""Statements written out, for the few places where every round trip counts: an update that also says what it changed.

The same text runs on SQLite and PostgreSQL; values are always handed over beside it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection


def first_row(statement: str, *values: object) -> tuple[Any, ...] | None:
    """Return the first row that the statement gives, or None."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [_stored(value) for value in values])
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def run(statement: str, *values: object) -> int:
    """Return how many rows the statement changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [_stored(value) for value in values])
        changed: int = cursor.rowcount
    return changed


def _stored(value: object) -> object:
    """Return the value as the models' columns hold it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, dict):
        return connection.ops.adapt_json_value(value, None)
    return value
