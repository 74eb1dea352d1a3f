"""Bitwarden, both the password manager and the authenticator app: JSON, CSV, JSON sealed with a password, zip.

Sealed: the key by PBKDF2-SHA256 (the salt's text as it stands) or Argon2id (the SHA-256 of that text), stretched by
HKDF to "enc" and "mac", then AES-CBC with HMAC.  Source: bitwarden.com/help, export formats.
"""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from kagimori.core.otp.files import archives, locks
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.record import Record, from_base64
from kagimori.core.otp.files.refusals import CannotHold, EntryShape, LockElsewhere, PasswordWrong, VersionUnknown
from kagimori.core.otp.files.uris import told_by_key, uri_of
from kagimori.core.otp.seed import encode_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.otp.files.opening import Opening

ID = "bitwarden"

_LOGIN = 1
_PBKDF2, _ARGON2ID = 0, 1
_AES_CBC_HMAC = "2"
_PIECES = 3
_COLUMN, _MEMBER = "login_totp", "data.json"  # the member of an export with attachments
_UNSET = None  # by name, for a bare None beside the word password alarms the security linter


def sniff(content: Content) -> bool:
    """Return whether it says if it is encrypted and has items, or is a table with a column of keys."""
    if content.is_zip:
        return archives.holds(content, _MEMBER) and not archives.holds(content, f"/{_MEMBER}")
    return ("encrypted" in content.keys() and bool({"items", "data"} & content.keys())) or _COLUMN in content.columns  # noqa: SIM118  # ours


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries of the items that hold a key."""
    if content.is_zip:
        content = Content(archives.member(content, _MEMBER, opening))
    elif not content.looks_like_json:
        return _from_table(content)
    export = content.record()
    if export.get("encrypted"):
        if not export.get("passwordProtected"):
            raise LockElsewhere
        export = Content(_opened(export, opening)).record()
    return [_from_item(item) for item in export.records("items") if _holds_key(item)]


def _holds_key(item: Record) -> bool:
    login = item.get("login")
    return isinstance(login, dict) and bool(login.get("totp"))


def _from_item(item: Record) -> Entry:
    login = item.record("login")
    told = told_by_key(login.at("totp"), login.text("totp"))
    return make_entry(login.at("totp"), _named(told, item.get("name"), login.get("username")))


def _from_table(content: Content) -> list[Entry]:
    filled = [row for row in content.rows() if row.get(_COLUMN)]
    return [
        make_entry(
            row.place,
            _named(told_by_key(row.place, row.text(_COLUMN)), row.get("name"), row.get("login_username")),
        )
        for row in filled
    ]


def _named(told: Told, issuer: Any, name: Any) -> Told:
    """Return it with the item's own names where the key says none."""
    return {**told, "issuer": told.get("issuer") or issuer, "name": told.get("name") or name}


def _opened(export: Record, opening: Opening) -> bytes:
    key = _key(export, opening)
    sealing, _, rest = export.text("data").partition(".")
    pieces = rest.split("|")
    if sealing != _AES_CBC_HMAC or len(pieces) != _PIECES:
        raise EntryShape(place="data", found=f"{sealing[:8]}.{len(pieces)}", expected=f"{_AES_CBC_HMAC}.{_PIECES}")
    start, sealed, mac = (from_base64("data", piece) for piece in pieces)
    if not hmac.compare_digest(hmac.digest(_stretched(key, b"mac"), start + sealed, "sha256"), mac):
        raise PasswordWrong
    return locks.open_cbc(_stretched(key, b"enc"), start, sealed)


def _key(export: Record, opening: Opening) -> bytes:
    kind, salt, rounds = (
        export.get("kdfType"),
        export.text("salt").encode("utf-8", "replace"),
        export.whole("kdfIterations"),
    )
    if kind == _PBKDF2:
        return locks.pbkdf2(opening, salt, rounds)
    if kind == _ARGON2ID:
        kib, lanes = export.whole("kdfMemory") * 1024, export.whole("kdfParallelism")
        return locks.argon2id(opening, sha256(salt).digest(), kib=kib, passes=rounds, lanes=lanes)
    raise VersionUnknown(found=kind if isinstance(kind, int) else "?", expected="kdfType 0 - 1")


def _stretched(key: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(algorithm=locks.SHA256, length=locks.KEY_BYTES, info=purpose).derive(key)


def write(entries: Iterable[Entry]) -> bytes:
    """Return a plain JSON file that Bitwarden imports.  Raises CannotHold: it has no counter-based codes."""
    items = [_written(number, entry) for number, entry in enumerate(entries)]
    return json.dumps({"encrypted": False, "folders": [], "items": items}, ensure_ascii=False, indent=2).encode()


def _written(number: int, entry: Entry) -> dict[str, Any]:
    place = f"items[{number}]"
    if entry.kind == "hotp":
        raise CannotHold(place=place, found=entry.kind)
    bare = encode_key(entry.key).reveal().decode()
    return {
        "organizationId": None,
        "folderId": None,
        "type": _LOGIN,
        "reprompt": 0,
        "name": entry.issuer or entry.name,
        "notes": None,
        "favorite": False,
        "login": {
            "uris": [],
            "username": entry.name or None,
            "password": _UNSET,
            "totp": f"steam://{bare}" if entry.kind == "steam" else uri_of(place, entry),
        },
        "collectionIds": None,
    }
