"""The recovery sheet: all keys as lines that a person can type back, each with its own check letters.

The letters are A to Z and 2 to 7, so that 0, 1, 8 and 9 can only be slips for O, I, B and G.  A line that was typed
wrongly is named by its number; lines may come in any order; the whole carries a check of its own.
Source: RFC 4648 section 6 (base32).
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from kagimori.core.errors import BadInput
from kagimori.core.secret import Secret
from kagimori.core.text import fold
from kagimori.core.vault.keyring import Keyring
from kagimori.core.vault.keyset import Keyset, KeysetUnreadable
from kagimori.core.vault.purposes import Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEAD = b"KGM1"
# Never reordered, and new ones come last: the place of a purpose stands on sheets that were printed long ago.
ORDER = (
    Purpose.LOGIN,
    Purpose.CHANNELS,
    Purpose.SEEDS,
    Purpose.CODES,
    Purpose.TIMELINE,
    Purpose.HANDLES,
    Purpose.MARKS,
)
NUMBER_BYTES, KEY_BYTES, WHOLE_CHECK = 4, 32, 8
GROUP, GROUPS, LINE_CHECK = 5, 6, 3
LINE = GROUP * GROUPS
QR_HEAD = "KAGIMORI-KEYS-"
SLIPS = str.maketrans("0189", "OIBG")
SHAPE = re.compile(r"\s*(\d{1,2})[\s.:)-]+([A-Z2-7 \t-]+?)\s*")


class SheetLineWrong(BadInput):
    """A line of the sheet was not typed as it is printed: `line` says which."""

    code = "keys.sheet_line"


class SheetIncomplete(BadInput):
    """Lines are missing, or they come from different sheets: `missing` names them where they are known."""

    code = "keys.sheet_incomplete"


def lines(ring: Keyring) -> list[str]:
    """Return the lines of a sheet: number, letters in groups, check letters.  They are as secret as the keys."""
    text = _letters(_packed(ring))
    parts = [text[start : start + LINE] for start in range(0, len(text), LINE)]
    return [f"{number:2}  {_grouped(part)}  {_check(number, part)}" for number, part in enumerate(parts, start=1)]


def qr_text(ring: Keyring) -> str:
    """Return the same for a QR code; as secret as the keys."""
    return QR_HEAD + _letters(_packed(ring))


def read_line(typed: str) -> tuple[int, str]:
    """Return number and letters of a typed line.  Raises SheetLineWrong."""
    found = SHAPE.fullmatch(_plain(typed))
    number = int(found[1]) if found else 0
    text = re.sub(r"[\s-]", "", found[2]) if found else ""
    letters, check = text[:-LINE_CHECK], text[-LINE_CHECK:]
    if not letters or check != _check(number, letters):
        raise SheetLineWrong(line=number or typed.strip()[:2])
    return number, letters


def read_lines(typed: Iterable[str]) -> Keyring:
    """Return the keys of a sheet.  Raises SheetLineWrong or SheetIncomplete."""
    found = dict(read_line(line) for line in typed if line.strip())
    return joined(found)


def joined(found: Mapping[int, str]) -> Keyring:
    """Return the keys of the letters by their lines' numbers.  Raises SheetIncomplete."""
    missing = sorted(set(range(1, max(found, default=0) + 1)) - set(found))
    if missing:
        raise SheetIncomplete(missing=", ".join(map(str, missing)))
    return _unpacked("".join(found[number] for number in sorted(found)))


def read_qr(text: str) -> Keyring:
    """Return the keys of a sheet's QR code.  Raises SheetIncomplete."""
    if not text.startswith(QR_HEAD):
        raise SheetIncomplete(missing="-")
    return _unpacked(text.removeprefix(QR_HEAD))


def is_last(found: Mapping[int, str]) -> bool:
    """Return whether these lines are a whole sheet."""
    try:
        joined(found)
    except SheetIncomplete:
        return False
    return True


def _packed(ring: Keyring) -> bytes:
    body = HEAD
    for purpose in ORDER:
        keys = ring.keyset(purpose).raw()
        body += bytes([len(keys)])
        body += b"".join(number.to_bytes(NUMBER_BYTES, "big") + key.reveal() for number, key in keys)
    return body + hashlib.sha256(body).digest()[:WHOLE_CHECK]


def _unpacked(letters: str) -> Keyring:
    try:
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise SheetIncomplete(missing="-") from None
    body, check = whole[:-WHOLE_CHECK], whole[-WHOLE_CHECK:]
    if not body.startswith(HEAD) or hashlib.sha256(body).digest()[:WHOLE_CHECK] != check:
        raise SheetIncomplete(missing="-")
    return _read(body[len(HEAD) :])


def _read(body: bytes) -> Keyring:
    keysets: dict[Purpose, Keyset] = {}
    at, step = 0, NUMBER_BYTES + KEY_BYTES
    try:
        for purpose in ORDER:
            if keysets and at == len(body):
                break  # printed by a version that knew fewer purposes; what is lacking is made anew
            count, at = body[at], at + 1
            parts = [body[at + step * place : at + step * (place + 1)] for place in range(count)]
            at += step * count
            keys = [(int.from_bytes(part[:NUMBER_BYTES], "big"), Secret(part[NUMBER_BYTES:])) for part in parts]
            keysets[purpose] = Keyset.from_raw(purpose, keys)
    except (IndexError, KeysetUnreadable):
        raise SheetIncomplete(missing="-") from None
    return Keyring(keysets)


def _letters(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=")


def _check(number: int, letters: str) -> str:
    return _letters(hashlib.sha256(f"{number}:{letters}".encode()).digest())[:LINE_CHECK]


def _grouped(part: str) -> str:
    return " ".join(part[start : start + GROUP] for start in range(0, len(part), GROUP))


def _plain(typed: str) -> str:
    """Return what was typed with half-width capitals, and slips for letters that are not used put right."""
    number, _, rest = fold(typed).strip().upper().partition(" ")
    return f"{number} {rest.translate(SLIPS)}"
