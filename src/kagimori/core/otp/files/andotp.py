"""andOTP, an app that is no longer made: a JSON list, plain or sealed in two ways.

New: rounds (four bytes, highest first), salt, nonce, AES-GCM under PBKDF2-SHA1.  Old: nonce, AES-GCM under the bare
SHA-256 of the password.  A sealed file begins with nothing that tells it: bytes that look random, asked last of all.
"""

from __future__ import annotations

import struct
from hashlib import sha256
from typing import TYPE_CHECKING

from kagimori.core.otp.files import locks
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.refusals import PasswordWrong

if TYPE_CHECKING:
    from kagimori.core.otp.files.opening import Opening
    from kagimori.core.otp.files.record import Record

ID = "andotp"

_ROUNDS_BYTES, _SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 4, 12, 12, 16
# Of random bytes half have the highest bit and one in 256 is zero; documents and programs are far from both.
_HIGH_SHARE, _ZERO_SHARE, _ENOUGH_BYTES = (0.35, 0.65), 0.05, 64
_SAMPLE_BYTES = 4096
_OTHER_FILES = (
    b"PK", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF", b"SQLite", b"\x1f\x8b", b"7z\xbc", b"Rar!", b"BZh",
    b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"\xac\xed", b"bplist", b"MZ", b"\x7fELF", b"OggS", b"ID3", b"AUTHENTICATORPRO",
    b"AuthenticatorPro", b"\xfe\xff", b"\xff\xfe",
)  # fmt: skip
_NAMED_INSIDE = (b"ftyp", 4)  # photos and films of phones


def sniff(content: Content) -> bool:
    """Return whether it is a list of entries with a label, or bytes that look random."""
    if content.text is None:
        return _looks_random(content.raw)
    first = content.json[0] if isinstance(content.json, list) and content.json else None
    return isinstance(first, dict) and {"secret", "label", "type"} <= first.keys()


def _looks_random(raw: bytes) -> bool:
    mark, place = _NAMED_INSIDE
    if len(raw) < _ENOUGH_BYTES or raw.startswith(_OTHER_FILES) or raw[place:].startswith(mark):
        return False
    sample = raw[:_SAMPLE_BYTES]
    high, zero = sum(byte >> 7 for byte in sample) / len(sample), sample.count(0) / len(sample)
    low, most = _HIGH_SHARE
    return low < high < most and zero < _ZERO_SHARE


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries, opened with the password where the file is sealed."""
    opened = content if content.looks_like_json else Content(_opened(content.raw, opening))
    return [_entry(record) for record in opened.records()]


def _opened(raw: bytes, opening: Opening) -> bytes:
    """Return what is sealed in the new way, else in the old."""
    salt, rest = raw[_ROUNDS_BYTES : _ROUNDS_BYTES + _SALT_BYTES], raw[_ROUNDS_BYTES + _SALT_BYTES :]
    phrase = opening.phrase()
    if len(rest) > _NONCE_BYTES + _TAG_BYTES:
        rounds = struct.unpack_from(">I", raw)[0]
        # In an old file this is any number, mostly beyond the limit.
        if 0 < rounds <= opening.limits.pbkdf2_rounds:
            try:
                return _unsealed(locks.pbkdf2(opening, salt, rounds, locks.SHA1), rest)
            except PasswordWrong:
                pass
    return _unsealed(sha256(phrase).digest(), raw)


def _unsealed(key: bytes, sealed: bytes) -> bytes:
    return locks.open_gcm(key, sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:])


def _entry(record: Record) -> Entry:
    issuer, name = record.get("issuer"), record.get("label")
    if issuer is None and isinstance(name, str):
        # Older versions of the app kept both in one.
        before, dash, after = name.partition(" - ")
        issuer, name = (before, after) if dash else ("", name)
    return make_entry(
        record.place,
        Told(
            secret=record.get("secret"),
            type=record.get("type"),
            issuer=issuer,
            name=name,
            algorithm=record.get("algorithm"),
            digits=record.get("digits"),
            period=record.get("period"),
            counter=record.get("counter"),
        ),
    )
