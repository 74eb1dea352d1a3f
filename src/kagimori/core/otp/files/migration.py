"""The QR codes by which Google Authenticator moves its entries: `otpauth-migration://offline?data=…`.

`data` is base64 of a protobuf message: 1 entries {1 key, 2 name, 3 issuer, 4 algorithm, 5 digits, 6 type, 7 counter},
2 version, 3 batch size, 4 batch index, 5 batch id.  Google never described it; the numbers are what apps agree upon.
One transfer may be several codes; only all of them together are read.
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kagimori.core.otp.files.content import lines_of
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.protobuf import read_message
from kagimori.core.otp.files.refusals import EntryShape, FileBroken, FileTooLarge, PartsMissing, VersionUnknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.otp.files.content import Content
    from kagimori.core.otp.files.opening import Opening

ID = "google"

_SCHEME = "otpauth-migration://"
_NEWEST = 2
MOST_ENTRIES = 1000  # far more than a QR code has room for
MOST_PARTS = 1000  # ten entries a code: more than any phone holds
_ALGORITHMS = ("SHA1", "SHA1", "SHA256", "SHA512", "MD5")  # 0: not said
_DIGITS = (6, 6, 8, 7)  # 0: not said; not the number itself but its place in this list
_TYPES = ("totp", "hotp", "totp")  # 0: not said


@dataclass(frozen=True, slots=True)
class Part:
    """One QR code of a transfer; `index` counts from 0."""

    batch: int
    size: int
    index: int
    entries: tuple[Entry, ...]


def sniff(content: Content) -> bool:
    """Return whether the first line that counts is such a URI."""
    return next((line.lower().startswith(_SCHEME) for _, line in lines_of(content)), False)


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries of one transfer, complete in this content.  Raises PartsMissing and FileBroken."""
    return [entry for part in join(read_parts(content, opening)) for entry in part.entries]


def read_parts(content: Content, opening: Opening) -> list[Part]:
    """Return the parts in the order in which they stand, one a line.

    Raises FileBroken, VersionUnknown, FileTooLarge.
    """
    lines = list(islice(lines_of(content), opening.limits.entries + 1))
    if len(lines) > opening.limits.entries:
        raise FileTooLarge(what="QR codes", found=f"> {opening.limits.entries}", most=opening.limits.entries)
    return [_part(f"line {number}", line) for number, line in lines]


def join(parts: Iterable[Part]) -> list[Part]:
    """Return the parts of whole transfers in the order of their entries, each once.

    Raises PartsMissing where one is not there, and FileBroken where two say to be the same and differ.
    """
    batches: dict[tuple[int, int], dict[int, Part]] = {}
    for part in parts:
        known = batches.setdefault((part.batch, part.size), {})
        if known.setdefault(part.index, part) != part:
            raise FileBroken(place=f"{part.index + 1}/{part.size}")
    for (_, size), known in batches.items():
        missing = [str(number + 1) for number in range(size) if number not in known]
        if missing:
            raise PartsMissing(missing=", ".join(missing), of=size)
    return [known[number] for known in batches.values() for number in sorted(known)]


def _part(place: str, line: str) -> Part:
    fields = read_message(place, _payload(place, line))
    version = fields.number(2)
    if version > _NEWEST:
        raise VersionUnknown(found=version, expected=f"1 - {_NEWEST}")
    size, index = max(fields.number(3), 1), fields.number(4)
    if not index < size <= MOST_PARTS:
        raise EntryShape(
            place=f"{place}.batch", found=f"{index + 1}/{size}", expected=f"1/1 - {MOST_PARTS}/{MOST_PARTS}"
        )
    messages = fields.messages(1)
    if len(messages) > MOST_ENTRIES:
        raise FileTooLarge(what=place, found=len(messages), most=MOST_ENTRIES)
    entries = [_entry(f"{place}.entry[{number}]", message) for number, message in enumerate(messages)]
    # The app draws this one by chance, and half of them are below zero.
    return Part(fields.tag(5), size, index, tuple(entries))


def _payload(place: str, line: str) -> bytes:
    if not line.lower().startswith(_SCHEME):
        raise EntryShape(place=place, found="?", expected=f"{_SCHEME}offline?data=…")
    try:
        pairs = [pair.partition("=") for pair in urlsplit(line).query.split("&")]
        # Not parse_qs: it would turn the plus signs of an unquoted base64 into blanks.
        data = next(unquote(value) for name, _, value in pairs if name == "data").rstrip("=")
        plain = data.replace(" ", "+").replace("-", "+").replace("_", "/")
        return b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (StopIteration, ValueError):
        raise EntryShape(place=f"{place}.data", found="?", expected="base64") from None


def _entry(place: str, message: bytes) -> Entry:
    fields = read_message(place, message)
    issuer, name = fields.text(3), fields.text(2)
    if not issuer and ":" in name:
        issuer, _, name = name.partition(":")
    return make_entry(
        place,
        Told(
            key=fields.octets(1),
            type=_named(f"{place}.type", fields.number(6), _TYPES),
            issuer=issuer,
            name=name.removeprefix(f"{issuer}:") if issuer else name,
            algorithm=_named(f"{place}.algorithm", fields.number(4), _ALGORITHMS),
            digits=_named(f"{place}.digits", fields.number(5), _DIGITS),
            counter=fields.number(7),
        ),
    )


def _named(place: str, number: int, names: tuple[str | int, ...]) -> str | int:
    """Return what a number stands for."""
    if number >= len(names):
        raise EntryShape(place=place, found=number, expected=f"0 - {len(names) - 1}")
    return names[number]
