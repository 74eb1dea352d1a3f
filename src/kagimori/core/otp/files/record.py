"""One JSON object of a file with the place where it stands, so that every complaint says where.

Values are asked for by kind and checked when they are asked for.  A place reads like `db.entries[3].info`.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from dataclasses import dataclass
from typing import Any

from kagimori.core.otp.files.entry import shown
from kagimori.core.otp.files.refusals import EntryShape, FileTooLarge

_BYTE = range(-128, 256)
LONGEST_LIST = 50_000  # notes and logins without a key count too


@dataclass(frozen=True, slots=True)
class Record:
    """An object and its place; the place of the whole file is empty."""

    place: str
    values: dict[str, Any]

    @classmethod
    def of(cls, place: str, found: Any) -> Record:
        """Return the record; raises EntryShape where `found` is no object."""
        if not isinstance(found, dict):
            raise EntryShape(place=place or "JSON", found=type(found).__name__, expected="{…}")
        return cls(place, found)

    def at(self, name: str) -> str:
        """Return the place of a value."""
        return f"{self.place}.{name}" if self.place else name

    def get(self, name: str) -> Any:
        """Return a value as it is, None where it is not there."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """Return a text; raises EntryShape."""
        found = self.get(name)
        if not isinstance(found, str):
            raise EntryShape(place=self.at(name), found=type(found).__name__, expected='"…"')
        return found

    def whole(self, name: str) -> int:
        """Return a whole number; raises EntryShape."""
        found = self.get(name)
        if type(found) is not int:
            raise EntryShape(place=self.at(name), found=shown(found), expected="0 …")
        return found

    def record(self, name: str) -> Record:
        """Return an object; raises EntryShape."""
        return Record.of(self.at(name), self.get(name))

    def records(self, name: str) -> list[Record]:
        """Return the objects of a list; raises EntryShape."""
        return records_of(self.at(name), self.get(name))

    def base64(self, name: str) -> bytes:
        """Return the bytes of a base64 text; raises EntryShape."""
        return from_base64(self.at(name), self.text(name))

    def hex(self, name: str) -> bytes:
        """Return the bytes of a hexadecimal text; raises EntryShape."""
        try:
            return bytes.fromhex(self.text(name))
        except ValueError:
            raise EntryShape(place=self.at(name), found="?", expected="0-9 a-f") from None

    def signed_bytes(self, name: str) -> bytes:
        """Return the bytes of a list of numbers from -128 on, as Java writes them; raises EntryShape."""
        found = self.get(name)
        if not isinstance(found, list) or not all(type(byte) is int and byte in _BYTE for byte in found):
            raise EntryShape(place=self.at(name), found=type(found).__name__, expected="[-128 - 127 …]")
        return bytes(byte & 0xFF for byte in found)


def records_of(place: str, found: Any) -> list[Record]:
    """Return the objects of a list, each with its place; raises EntryShape."""
    if not isinstance(found, list):
        raise EntryShape(place=place or "JSON", found=type(found).__name__, expected="[…]")
    if len(found) > LONGEST_LIST:
        raise FileTooLarge(what=place or "JSON", found=len(found), most=LONGEST_LIST)
    return [Record.of(f"{place}[{number}]", value) for number, value in enumerate(found)]


def from_base64(place: str, text: str) -> bytes:
    """Return the bytes of a base64 text; raises EntryShape."""
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise EntryShape(place=place, found="?", expected="base64") from None
