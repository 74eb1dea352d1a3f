"""What the columns of a list mean, and the people that its lines tell of.

The headers by which a column is known, and the words for a two-step verification that is on or off, are data
(`knowledge/data/people_sheet.toml`).  A word that nobody has named means unknown, never off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from kagimori.core.errors import BadInput
from kagimori.core.people.numbers import NumberUnusable, normal
from kagimori.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kagimori.core.people.facts import State
    from kagimori.core.people.sheet import Line

Meaning = Literal["", "name", "first_name", "last_name", "email", "phone", "company", "two_factor"]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
Fault = Literal["no_name", "mail", "phone", "torn"]
MAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
LONGEST_NAME, LONGEST_MAIL = 100, 254
CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
# A spreadsheet would run a cell that begins like this; no name does.
FORMULA = "=+-@'＝＋－＠"
FRONT = re.compile(rf"^[\s{re.escape(FORMULA)}]+")
NOT_A_LETTER = re.compile(r"[\W_]+")


class ColumnsUnclear(BadInput):
    """Neither a name nor a mail address has a column, or two columns have one meaning."""

    code = "people.sheet_columns"


@dataclass(frozen=True, slots=True)
class Headings:
    """Folded headers by the meaning that they stand for, and folded words by what they say of the second step."""

    columns: Mapping[str, Meaning]
    two_factor: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody as one line tells of them; `name` is never empty, `phone` is E.164 or empty, `email` in lower case."""

    line: int
    name: str
    email: str = ""
    phone: str = ""
    company: str = ""
    two_factor: State = "unknown"


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that cannot be taken over, and why."""

    line: int
    fault: Fault


def key_of(text: str) -> str:
    """Return the form in which headers, words and names are compared: without width, case, blanks and marks.

    What consists of marks alone, such as a ring for yes, stays as it is.
    """
    folded = fold(text).strip()
    return NOT_A_LETTER.sub("", folded) or folded


def guess(header: Sequence[str], headings: Headings) -> tuple[Meaning, ...]:
    """Return what each column most likely means; of two that look alike only the first."""
    meanings: list[Meaning] = []
    for cell in header:
        meaning = headings.columns.get(key_of(cell), "")
        meanings.append("" if meaning in meanings else meaning)
    if "name" in meanings:
        return tuple("" if one in ("first_name", "last_name") else one for one in meanings)
    return tuple(meanings)


def people(
    lines: Iterable[Line], meanings: Sequence[Meaning], headings: Headings
) -> tuple[tuple[Told, ...], tuple[Broken, ...]]:
    """Return whom the lines tell of, and the lines that cannot be taken over.  Raises ColumnsUnclear."""
    known = [one for one in meanings if one]
    if len(set(known)) != len(known) or not {"name", "last_name", "first_name", "email"} & set(known):
        raise ColumnsUnclear
    read = [_read(line, meanings, headings) for line in lines]
    return (
        tuple(one for one in read if isinstance(one, Told)),
        tuple(one for one in read if isinstance(one, Broken)),
    )


def _read(line: Line, meanings: Sequence[Meaning], headings: Headings) -> Told | Broken:
    cells: dict[Meaning, str] = {meaning: cell for meaning, cell in zip(meanings, line.cells, strict=True) if meaning}
    email = fold(cells.get("email", "")).strip()
    if email and (len(email) > LONGEST_MAIL or not MAIL.fullmatch(email)):
        return Broken(line.number, "mail")
    name = _name(cells) or email[:LONGEST_NAME]
    if not name:
        return Broken(line.number, "no_name")
    try:
        phone = normal(cells["phone"].lstrip("'")) if cells.get("phone") else ""
    except NumberUnusable:
        return Broken(line.number, "phone")
    state = headings.two_factor.get(key_of(cells.get("two_factor", "")), "unknown")
    return Told(line.number, name, email, phone, plain(cells.get("company", "")), state)


def _name(cells: Mapping[Meaning, str]) -> str:
    if cells.get("name"):
        return plain(cells["name"])
    first, last = plain(cells.get("first_name", "")), plain(cells.get("last_name", ""))
    # Names in Japanese letters stand with the family's first.
    parts = (first, last) if (first + last).isascii() else (last, first)
    return " ".join(part for part in parts if part)[:LONGEST_NAME]


def plain(text: str) -> str:
    """Return the text as a name: without signs that a spreadsheet would run or a page would hide, and not too long."""
    return FRONT.sub("", CONTROL.sub(" ", text)).strip()[:LONGEST_NAME].strip()
