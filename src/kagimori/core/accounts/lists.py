"""A pasted list of accounts: one a line, with the cells in any order, told apart by how they look.

A first line of headings is passed over.  Lines that cannot be used are named by their number, never dropped unseen.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Literal

from kagimori.core.accounts.handles import HandleUnusable, normal
from kagimori.core.people.numbers import NumberUnusable
from kagimori.core.people.numbers import normal as normal_number
from kagimori.core.text import fold

Fault = Literal["", "handle", "phone", "email", "cells", "twice"]
MAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
# Digits with what people put between them, too few or too many as they may be.
_NUMBER = re.compile(r"\+?[\s().\-]*\d[\d\s().\-]{2,40}")
_HEADINGS = frozenset(
    fold(word)
    for word in (
        "handle",
        "username",
        "user name",
        "account",
        "instagram",
        "id",
        "アカウント",
        "アカウント名",
        "ユーザーネーム",
        "ユーザー名",
        "ハンドル",
    )
)
LONGEST_NAME, LONGEST_MAIL = 100, 254


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the list, counted from one, and what it tells; `fault` is empty where it can be used.

    `text` is the line as it came where it cannot be used, shortened; `phone` is E.164 or empty.
    """

    number: int
    handle: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    fault: Fault = ""
    text: str = ""


def read(text: str, *, longest: int) -> list[Line]:
    """Return every line that is not empty, in order; a handle that stood further up is marked `twice`."""
    rows = list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=_delimiter(text)))
    found = [
        (number, [cell.strip() for cell in cells]) for number, cells in enumerate(rows, 1) if any(map(str.strip, cells))
    ]
    if found and fold(found[0][1][0]) in _HEADINGS:
        del found[0]
    lines, seen = [], set[str]()
    for number, cells in found:
        line = _line(number, cells, longest)
        lines.append(_marked(line, "twice", cells) if line.handle in seen and not line.fault else line)
        seen.add(line.handle)
    return lines


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",\t;", key=first.count)


def _line(number: int, cells: list[str], longest: int) -> Line:
    try:
        handle = normal(cells[0], longest=longest)
    except HandleUnusable:
        return _marked(Line(number), "handle", cells)
    line = Line(number, handle)
    for cell in filter(None, cells[1:]):
        line = _with(line, cell, cells)
        if line.fault:
            break
    return line


def _with(line: Line, cell: str, cells: list[str]) -> Line:
    """Return the line with one more cell, taken for what it looks like; each thing is told once."""
    plain = fold(cell)
    if "@" in plain:
        usable = MAIL.fullmatch(plain) and len(plain) <= LONGEST_MAIL and not line.email
        return Line(line.number, line.handle, line.name, line.phone, plain) if usable else _marked(line, "email", cells)
    if _NUMBER.fullmatch(plain):
        return _with_number(line, cell, cells)
    if line.name:
        return _marked(line, "cells", cells)
    return Line(line.number, line.handle, cell[:LONGEST_NAME], line.phone, line.email)


def _with_number(line: Line, cell: str, cells: list[str]) -> Line:
    try:
        number = normal_number(cell)
    except NumberUnusable:
        number = ""
    if not number or line.phone:
        return _marked(line, "phone", cells)
    return Line(line.number, line.handle, line.name, number, line.email)


def _marked(line: Line, fault: Fault, cells: list[str]) -> Line:
    return Line(line.number, line.handle, fault=fault, text=", ".join(filter(None, cells))[:60])
