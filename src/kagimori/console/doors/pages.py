"""Long lists of the API in pieces: a cursor marks where the last piece ended.

What is added or taken away meanwhile neither doubles nor hides a row.  The cursor holds the sort values of the last
row; it gives no right, for the rows are chosen before it is looked at.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db.models import Q
from ninja import Schema
from pydantic import Field

from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

Row = TypeVar("Row")
USUAL, MOST = 50, 200


class CursorWrong(BadInput):
    """The cursor is none that an answer has given."""

    code = "api.cursor_wrong"


class Window(Schema):
    """Which piece of a list is asked for."""

    cursor: Annotated[str, Field(max_length=400, description="`next` of the piece before; empty for the first.")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many rows at most.")] = USUAL


class Page(Schema, Generic[Row]):
    """A piece of a list; `next` is empty at the end."""

    items: list[Row]
    next: str


def page(rows: QuerySet[Any], window: Window, *, by: tuple[str, ...]) -> dict[str, object]:
    """Return the piece of `rows`, sorted by the fields `by` (a minus for downwards), which name a row together.

    Raises CursorWrong.
    """
    sorted_rows = rows.order_by(*by)
    if window.cursor:
        sorted_rows = sorted_rows.filter(_behind(sorted_rows.model, _values(window.cursor, by), by))
    found = list(sorted_rows[: window.limit + 1])
    shown = found[: window.limit]
    return {"items": shown, "next": _cursor(shown[-1], by) if len(found) > len(shown) else ""}


def _cursor(row: Model, by: tuple[str, ...]) -> str:
    values = [_text(getattr(row, name.lstrip("-"))) for name in by]
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _text(value: object) -> object:
    if isinstance(value, int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _values(cursor: str, by: tuple[str, ...]) -> list[object]:
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise CursorWrong from None
    if not isinstance(values, list) or len(values) != len(by) or "\\u0000" in json.dumps(values):
        raise CursorWrong
    return values


def _behind(model: type[Model], values: list[object], by: tuple[str, ...]) -> Q:
    """Return what stands behind the row with these values: later in the first field, or equal there and later on."""
    behind, equal = Q(), Q()
    for name, value in zip(by, values, strict=True):
        field = name.lstrip("-")
        try:
            typed = cast("Any", model._meta.get_field(field)).to_python(value)  # noqa: SLF001  # Django's way to a field
        except (ValidationError, TypeError, ValueError, OverflowError):
            raise CursorWrong from None
        later = "lt" if name.startswith("-") else "gt"
        behind |= equal & Q(**{f"{field}__{later}": typed})
        equal &= Q(**{field: typed})
    return behind
