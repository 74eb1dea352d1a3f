"""The kinds of values that the API takes: exact ones, so that a slip is answered and never guessed at.

JSON has no days, moments or ids; they come as text in one form, and nothing else is taken for them.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field

# A database refuses some control characters, and a list shows none well.
PLAIN = r"^[^\x00-\x1f\x7f]*$"
FILLED = (
    r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f\x85\xa0\u1680\u2000-\u200b\u2028-\u202f\u205f\u3000\ufeff][^\x00-\x1f\x7f]*$"
)
MAIL = r"^([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+)?$"
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d+)?)?([Zz]|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _written(form: re.Pattern[str]) -> BeforeValidator:
    def judged(value: Any) -> Any:
        if isinstance(value, str) and form.fullmatch(value) is None:
            raise ValueError("not in the form that is asked for")
        if isinstance(value, int | float | bytes):
            raise ValueError("a text is asked for")  # noqa: TRY004  # the library turns this kind into an answer
        return value

    return BeforeValidator(judged)


Name = Annotated[str, Field(min_length=1, max_length=100, pattern=FILLED)]
Line = Annotated[str, Field(max_length=100, pattern=PLAIN)]
Phone = Annotated[str, Field(max_length=40, pattern=PLAIN, description="In whatever way people write numbers.")]
Mail = Annotated[str, Field(max_length=200, pattern=MAIL)]
Why = Annotated[str, Field(max_length=300, pattern=PLAIN, description="The reason, for the timeline.")]
Id = Annotated[UUID, _written(ID)]
Day = Annotated[date, Field(ge=EARLIEST.date(), le=LATEST.date()), _written(DAY)]
Moment = Annotated[AwareDatetime, Field(ge=EARLIEST, le=LATEST), _written(MOMENT)]


class Asked(Schema):
    """What a request holds; a field that is not described is answered as a slip."""

    model_config = ConfigDict(extra="forbid")


class Done(Schema):
    """How many rows were changed."""

    changed: int
