"""Stratum, before 2024 called Authenticator Pro: `{"Authenticators": [{"Type", "Issuer", "Username", "Secret", …}]}`.

Sealed, by its first sixteen letters: AUTHENTICATORPRO, salt, nonce, AES-GCM under Argon2id (64 MiB, three passes, four
lanes); or the older AuthenticatorPro, salt, start, AES-CBC under PBKDF2-SHA1.  Source: Stratum's backup format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files import locks
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.refusals import EntryShape

if TYPE_CHECKING:
    from kagimori.core.otp.files.opening import Opening
    from kagimori.core.otp.files.record import Record

ID = "stratum"

_NEW, _OLD = b"AUTHENTICATORPRO", b"AuthenticatorPro"
_NEW_SALT, _NEW_NONCE, _OLD_SALT, _OLD_START = 16, 12, 20, 16
_KIB, _PASSES, _LANES = 64 * 1024, 3, 4
_OLD_ROUNDS = 64_000
_KINDS = {1: "hotp", 2: "totp", 3: "motp", 4: "steam", 5: "yandex"}
_ALGORITHMS = {0: "SHA1", 1: "SHA256", 2: "SHA512"}


def sniff(content: Content) -> bool:
    """Return whether it begins with the app's name, or has its list."""
    return content.raw.startswith((_NEW, _OLD)) or "Authenticators" in content.keys()  # noqa: SIM118  # ours


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries, opened with the password where the file is sealed."""
    opened = content if content.looks_like_json else Content(_opened(content.raw, opening))
    return [_entry(record) for record in opened.record().records("Authenticators")]


def _opened(raw: bytes, opening: Opening) -> bytes:
    rest = raw[len(_NEW) :]
    if raw.startswith(_OLD):
        salt, start, sealed = _cut(rest, _OLD_SALT, _OLD_START)
        return locks.open_cbc(locks.pbkdf2(opening, salt, _OLD_ROUNDS, locks.SHA1), start, sealed)
    salt, nonce, sealed = _cut(rest, _NEW_SALT, _NEW_NONCE)
    return locks.open_gcm(locks.argon2id(opening, salt, kib=_KIB, passes=_PASSES, lanes=_LANES), nonce, sealed)


def _cut(rest: bytes, salt: int, nonce: int) -> tuple[bytes, bytes, bytes]:
    if len(rest) <= salt + nonce:
        raise EntryShape(place="header", found=len(rest), expected=f"{salt + nonce} …")
    return rest[:salt], rest[salt : salt + nonce], rest[salt + nonce :]


def _entry(record: Record) -> Entry:
    kind = _KINDS.get(record.whole("Type"))
    if kind is None:
        raise EntryShape(place=record.at("Type"), found=record.whole("Type"), expected="1 - 5")
    told = Told(
        type=kind,
        issuer=record.get("Issuer"),
        name=record.get("Username"),
        algorithm=_algorithm(record) if kind in ("hotp", "totp") else None,
        digits=record.get("Digits"),
        period=record.get("Period"),
        counter=record.get("Counter"),
    )
    if kind == "motp":
        return make_entry(record.place, Told(**told, key=record.hex("Secret")))
    return make_entry(record.place, Told(**told, secret=record.get("Secret")))


def _algorithm(record: Record) -> str | None:
    number = record.get("Algorithm")
    if number is None:
        return None
    if number not in tuple(_ALGORITHMS):
        raise EntryShape(place=record.at("Algorithm"), found="?", expected="0 - 2")
    return _ALGORITHMS[number]
