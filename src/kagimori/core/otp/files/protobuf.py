"""So much of protobuf's wire format as a transfer of Google Authenticator needs.

A message is a row of fields: a number with a type (0 varint, 1 eight bytes, 2 bytes with their length, 5 four bytes),
then the value.  Unknown fields are skipped, as the format asks.  Source: protobuf.dev, encoding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.core.otp.files.refusals import EntryShape, FileBroken

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_LONGEST_VARINT = 10
_SIGN_BIT = 1 << 63
_LOW_BITS = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one message with the place where it stands; of a field that stands twice the last one counts."""

    place: str
    found: tuple[tuple[int, int | bytes], ...]

    def number(self, field: int) -> int:
        """Return a number from 0 on, 0 where it is not said; raises EntryShape."""
        value = next((value for name, value in reversed(self.found) if name == field), 0)
        if not isinstance(value, int) or value >= _SIGN_BIT:
            raise EntryShape(place=f"{self.place}.{field}", found=type(value).__name__, expected="0 …")
        return value

    def tag(self, field: int) -> int:
        """Return the 32 bits of a number that only tells things apart, whatever its sign; raises EntryShape."""
        value = next((value for name, value in reversed(self.found) if name == field), 0)
        if not isinstance(value, int):
            raise EntryShape(place=f"{self.place}.{field}", found=type(value).__name__, expected="0 …")
        return value & _LOW_BITS

    def octets(self, field: int) -> bytes:
        """Return the bytes of a field, none where it is not said; raises EntryShape."""
        value = next((value for name, value in reversed(self.found) if name == field), b"")
        if not isinstance(value, bytes):
            raise EntryShape(place=f"{self.place}.{field}", found=type(value).__name__, expected="bytes")
        return value

    def text(self, field: int) -> str:
        """Return the text of a field; signs that are none become question marks."""
        return self.octets(field).decode("utf-8", "replace")

    def messages(self, field: int) -> list[bytes]:
        """Return every message that stands under this number; raises EntryShape."""
        values = [value for name, value in self.found if name == field]
        if not all(isinstance(value, bytes) for value in values):
            raise EntryShape(place=f"{self.place}.{field}", found="int", expected="bytes")
        return [value for value in values if isinstance(value, bytes)]


def read_message(place: str, message: bytes) -> Fields:
    """Return the fields; raises FileBroken where the message is cut off or is none."""
    return Fields(place, tuple(_fields(place, message)))


def _fields(place: str, message: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(message):
        key, at = _varint(place, message, at)
        field, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, at = _varint(place, message, at)
            yield field, value
            continue
        if wire == _BYTES:
            length, at = _varint(place, message, at)
        elif wire in (_EIGHT, _FOUR):
            length = 8 if wire == _EIGHT else 4
        else:
            raise FileBroken(place=place)
        if at + length > len(message):
            raise FileBroken(place=place)
        if wire == _BYTES:
            yield field, message[at : at + length]
        at += length


def _varint(place: str, message: bytes, at: int) -> tuple[int, int]:
    """Return a number, seven bits a byte and the lowest first, and where it ends."""
    value = 0
    for shift, byte in enumerate(message[at : at + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:  # noqa: PLR2004  # the high bit says that more follows
            return value, at + shift + 1
    raise FileBroken(place=place)
