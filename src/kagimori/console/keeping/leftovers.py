"""Looking through every table for values that an old key has sealed, before that key is forgotten.

The rooms say which of their columns are sealed; this look believes none of them.  A column that nobody named, or a
backup of a room that is no longer installed, would else be lost without a word.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.apps import apps

from kagimori.console.keeping import tables
from kagimori.core.vault.sealing import begins_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def places(numbers: Iterable[int]) -> Iterator[str]:
    """Yield "room.model.column" of every value found that one of these keys has sealed; the marks are known to be."""
    heads = [begins_with(number) for number in numbers]
    for label in tables.every(apps):
        table = tables.of(label, apps)
        if table is None or label == "keeping.keycheck":
            continue
        for rows in tables.chunks(table):
            for row in rows:
                yield from (
                    f"{label}.{column}"
                    for column, value in zip(table.columns, row, strict=True)
                    if _is_sealed(value, heads)
                )


def _is_sealed(value: Any, heads: list[tuple[bytes, str]]) -> bool:
    if isinstance(value, bytes | memoryview):
        return any(bytes(value).startswith(head) for head, _ in heads)
    if isinstance(value, dict | list):
        value = json.dumps(value)
    return isinstance(value, str) and any(text in value for _, text in heads)
