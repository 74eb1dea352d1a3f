"""Statements written out, for the few places where every round trip counts: an update that also says what it changed.

The same text runs on SQLite and PostgreSQL; values are always handed over beside it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[Any, ...] | None
# A statement and its values.
Step = tuple[str, tuple[object, ...]]


def first_rows(*steps: Step) -> list[Row]:
    """Run statements in their order, each seeing what the ones before it did; return the first row of each, or None.

    PostgreSQL is asked once for all of them.
    """
    if connection.vendor != "postgresql":
        return [row for step in steps for row in _asked([step])]
    return _asked(steps)


def _asked(steps: Sequence[Step]) -> list[Row]:
    statement = ";\n".join(text for text, _ in steps)
    with connection.cursor() as cursor:
        cursor.execute(statement, [_stored(value) for _, values in steps for value in values])
        rows = [_row(cursor)]
        while len(rows) < len(steps) and cursor.nextset():
            rows.append(_row(cursor))
    return rows


def _row(cursor: Any) -> Row:
    row: Row = None if cursor.description is None else cursor.fetchone()
    return row


def _stored(value: Any) -> Any:
    """Return the value as the models' columns hold it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, dict):
        return connection.ops.adapt_json_value(value, None)
    return value
