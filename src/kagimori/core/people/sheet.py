"""Reading a list of people as spreadsheets and Meta's pages write it: CSV, whatever its encoding and delimiter.

Out comes the header and the lines, each with its number in the file; what a column means is not known here.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from kagimori.core.errors import BadInput

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Without a mark at the front: what is no UTF-8 is what spreadsheets in Japan have written for thirty years.
WITHOUT_BOM = ("utf-8", "cp932")
DELIMITERS = ",\t;"
SHOWN = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
NUL = "\0"


class SheetTooBig(BadInput):
    """The file has more than `most` bytes, or more than `most` lines."""

    code = "people.sheet_too_big"


class SheetUnreadable(BadInput):
    """No encoding fits, or a quotation mark is never closed."""

    code = "people.sheet_unreadable"


class SheetEmpty(BadInput):
    """There is no line below the header."""

    code = "people.sheet_empty"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file, counted from one, and its cells, one for each column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list that was read; `torn` are the numbers of lines with more cells than the header."""

    encoding: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    torn: tuple[int, ...]


def read(raw: bytes, *, most_bytes: int, most_lines: int) -> Sheet:
    """Return the list.  Raises SheetTooBig, SheetUnreadable or SheetEmpty."""
    if len(raw) > most_bytes:
        raise SheetTooBig(most=f"{most_bytes // 1_000_000} MB")
    text, encoding = _decoded(raw)
    rows = _rows(text)
    if len(rows) > most_lines + 1:
        raise SheetTooBig(most=most_lines)
    if len(rows) < 2:  # noqa: PLR2004  # a header and one line
        raise SheetEmpty
    (_first, header), *below = rows
    width = len(header)
    whole = [(number, cells) for number, cells in below if not any(cells[width:])]
    return Sheet(
        encoding=SHOWN.get(encoding, "Shift_JIS"),
        header=header,
        lines=tuple(Line(number, (cells + ("",) * width)[:width]) for number, cells in whole),
        torn=tuple(number for number, cells in below if any(cells[width:])),
    )


def _decoded(raw: bytes) -> tuple[str, str]:
    marked = next((name for bom, name in BOMS if raw.startswith(bom)), None)
    for encoding in (marked,) if marked else (_unmarked_utf_16(raw) or WITHOUT_BOM):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if NUL not in text:
            return text, encoding
    raise SheetUnreadable


def _unmarked_utf_16(raw: bytes) -> tuple[str, ...] | None:
    """Return the byte order of a UTF-16 file that has lost its mark; None where it is none.

    Delimiters and line ends are plain letters, whose other half is zero; in no other encoding does a zero stand.
    """
    if b"\0" not in raw:
        return None
    odd, even = raw[1::2].count(0), raw[::2].count(0)
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def _rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return every line that is not empty, with the number on which it ends in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        rows = [(reader.line_num, tuple(cell.strip() for cell in cells)) for cells in reader]
    except csv.Error:
        raise SheetUnreadable from None
    return [(number, cells) for number, cells in rows if any(cells)]


def _delimiter(text: str) -> str:
    """Return the sign that stands most often in the first line, outside of quotation marks; a comma where none does."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    plain = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=plain.count)
