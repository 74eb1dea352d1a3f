"""A file's bytes with what can be told of them at first sight, worked out once: text, JSON, zip, table.

Nothing here knows a format.  What is not there is None; what must be there is asked for with `record`, `records`.
"""

from __future__ import annotations

import csv
import io
import json
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from kagimori.core.otp.files.record import LONGEST_LIST, Record, records_of
from kagimori.core.otp.files.refusals import FileBroken, FileTooLarge
from kagimori.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_HEADING_SIGNS = 4096
_ZIP = b"PK\x03\x04"
_PICTURES, _WEBP = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"), (b"RIFF", b"WEBP")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class _SaidTwice(Exception):  # never leaves this module
    """A name stands twice in one JSON object, and which value is meant nobody can tell."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _SaidTwice
    return found


def lines_of(content: Content) -> Iterator[tuple[int, str]]:
    """Yield the lines that count with their numbers: neither empty nor begun with #."""
    for number, line in enumerate((content.text or "").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


class Content:
    """The bytes of one file."""

    def __init__(self, raw: bytes) -> None:
        """Keep the bytes; nothing is read before it is asked for."""
        self.raw = raw

    @property
    def is_picture(self) -> bool:
        """Return whether it begins as a picture does, PNG, JPEG or WebP."""
        return self.raw.startswith(_PICTURES) or (self.raw[:4], self.raw[8:12]) == _WEBP

    @property
    def is_zip(self) -> bool:
        """Return whether it begins as a zip does."""
        return self.raw.startswith(_ZIP)

    @cached_property
    def text(self) -> str | None:
        """Return the text, or None where the bytes are none."""
        encoding = next((name for mark, name in _MARKS.items() if self.raw.startswith(mark)), "utf-8")
        try:
            text = self.raw.decode(encoding)
        except UnicodeDecodeError:
            return None
        return None if "\0" in text else text

    @property
    def looks_like_json(self) -> bool:
        """Return whether the text begins as JSON does."""
        return self.text is not None and self.text.lstrip()[:1] in ("{", "[")

    @cached_property
    def json(self) -> Any:
        """Return the object or list that the text is in JSON, or None."""
        try:
            return self.read_json() if self.looks_like_json else None
        except FileBroken:
            return None

    def read_json(self) -> Any:
        """Return the parsed text; raises FileBroken with the place where it stops being JSON."""
        try:
            return json.loads(self.text or "", object_pairs_hook=_once)
        except json.JSONDecodeError as wrong:
            line, sign = wrong.lineno, wrong.colno
            raise FileBroken(place=Text(f"{line}行目の{sign}文字目", f"line {line}, sign {sign}")) from None
        except _SaidTwice:
            raise FileBroken(place=Text("同じ項目が2つある所", "a name that stands twice")) from None
        except (ValueError, RecursionError):
            raise FileBroken(place=Text("入れ子または数", "nesting or a number")) from None

    def record(self) -> Record:
        """Return the JSON object; raises FileBroken."""
        return Record.of("", self.read_json())

    def records(self) -> list[Record]:
        """Return the objects of the JSON list; raises FileBroken."""
        return records_of("", self.read_json())

    def keys(self) -> frozenset[str]:
        """Return the names in the JSON object, none where it is no object."""
        return frozenset(self.json) if isinstance(self.json, dict) else frozenset()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the names in the first line of a table, in small letters; none where it is no table."""
        first = (self.text or "").lstrip().partition("\n")[0][:LONGEST_HEADING_SIGNS]
        try:
            return tuple(name.strip().lower() for name in next(csv.reader([first]), []))
        except csv.Error:
            return ()

    def rows(self) -> list[Record]:
        """Return the lines of a table by column; raises FileBroken naming the line."""
        reader = csv.DictReader(
            io.StringIO(self.text or "", newline=""), fieldnames=self.columns, restkey="", restval=""
        )
        try:
            next(reader, None)
            rows = [Record(f"line {reader.line_num}", row) for row in islice(reader, LONGEST_LIST + 1)]
        except csv.Error:
            raise FileBroken(place=Text(f"{reader.line_num}行目", f"line {reader.line_num}")) from None
        if len(rows) > LONGEST_LIST:
            raise FileTooLarge(what="CSV", found=f"> {LONGEST_LIST}", most=LONGEST_LIST)
        return rows
