"""Proton Authenticator: `{"version": 1, "entries": [{"content": {"uri", "entry_type", "name"}}]}`.

Sealed: `{"version": 1, "salt", "content"}`, Argon2id (19 MiB, two passes, one lane), then AES-GCM with the nonce in
front and a fixed text bound to it.  Source: Proton's open clients.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files import locks
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, make_entry
from kagimori.core.otp.files.refusals import VersionUnknown
from kagimori.core.otp.files.uris import told_by_key

if TYPE_CHECKING:
    from kagimori.core.otp.files.opening import Opening
    from kagimori.core.otp.files.record import Record

ID = "proton"

_VERSION = 1
_KIB, _PASSES, _LANES = 19 * 1024, 2, 1
_BOUND = b"proton.authenticator.export.v1"
_NONCE_BYTES = 12
_STEAM = "Steam"


def sniff(content: Content) -> bool:
    """Return whether there are a version and entries with a content, or a salt and a sealed content."""
    if {"version", "salt", "content"} <= content.keys():
        return True
    entries = content.json["entries"] if {"version", "entries"} <= content.keys() else None
    return isinstance(entries, list) and all(isinstance(one, dict) and "content" in one for one in entries[:1])


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries, opened with the password where the file is sealed."""
    export = content.record()
    _check(export)
    if export.get("salt") is not None:
        export = Content(_opened(export, opening)).record()
        _check(export)
    return [_entry(record.record("content")) for record in export.records("entries")]


def _check(export: Record) -> None:
    version = export.whole("version")
    if version != _VERSION:
        raise VersionUnknown(found=version, expected=_VERSION)


def _opened(export: Record, opening: Opening) -> bytes:
    sealed = export.base64("content")
    key = locks.argon2id(opening, export.base64("salt"), kib=_KIB, passes=_PASSES, lanes=_LANES)
    return locks.open_gcm(key, sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _BOUND)


def _entry(record: Record) -> Entry:
    told = told_by_key(record.at("uri"), record.text("uri"))
    issuer = _STEAM if told.get("type") == "steam" else None
    # The name can be changed in the app, the URI cannot.
    told["issuer"], told["name"] = told.get("issuer") or issuer, record.get("name") or told.get("name")
    return make_entry(record.place, told)
