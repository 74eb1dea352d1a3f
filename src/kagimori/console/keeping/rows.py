"""Rows as lines of JSON that mean the same in every database, and back; exact to the microsecond.

A line is a list of values in the order of the table's columns, as the backup's manifest names them.
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.utils.duration import duration_iso_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Field = models.Field[Any, Any]


def to_lines(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return the rows as lines.  Raises TypeError for a value of a kind that no column of ours has."""
    lines = (json.dumps([_plain(value) for value in row], ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def from_lines(lines: bytes, fields: Sequence[Field]) -> list[list[Any]]:
    """Return the rows, each value as its column holds it in Python.  Raises ValueError where a line does not fit."""
    rows = [json.loads(line) for line in lines.splitlines()]
    return [
        [None if value is None else _typed(field, value) for field, value in zip(fields, row, strict=True)]
        for row in rows
    ]


def _plain(value: Any) -> Any:
    # What JSON knows stands as it is: a column of JSON is one value of the line.
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"no line can hold a {type(value).__name__}")


def _typed(field: Field, value: Any) -> Any:
    target: Any = getattr(field, "target_field", field)
    if isinstance(target, models.JSONField):
        return value
    if isinstance(target, models.BinaryField):
        return base64.b64decode(value, validate=True)
    return target.to_python(value)
