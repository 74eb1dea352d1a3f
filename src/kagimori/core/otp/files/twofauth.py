"""2FAuth: `{"app": "2fauth_v…", "schema": 1, "data": [{"otp_type", "service", "account", "secret", …}]}`.

Its other export has otpauth URIs in `data`.  Icons are names of files or their bytes; a link is refused.
Source: docs.2fauth.app.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.record import Record
from kagimori.core.otp.files.refusals import CannotHold, EntryShape, VersionUnknown
from kagimori.core.otp.files.uris import told_by_uri, uri_of
from kagimori.core.otp.seed import encode_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.otp.files.content import Content
    from kagimori.core.otp.files.opening import Opening

ID = "2fauth"

_VERSION = 1
_APP = "2fauth_v5"
_KINDS = {"totp": "totp", "hotp": "hotp", "steam": "steamtotp"}


def sniff(content: Content) -> bool:
    """Return whether the app names itself beside its data."""
    app = content.json["app"] if {"app", "data"} <= content.keys() else None
    return isinstance(app, str) and app.lower().startswith("2fauth")


def read(content: Content, opening: Opening) -> list[Entry]:  # noqa: ARG001  # the shape of all formats
    """Return the entries."""
    export = content.record()
    schema = export.get("schema")
    if schema not in (None, _VERSION):
        raise VersionUnknown(found=schema if isinstance(schema, int) else "?", expected=_VERSION)
    data = export.get("data")
    if not isinstance(data, list):
        raise EntryShape(place="data", found=type(data).__name__, expected="[…]")
    return [_entry(f"data[{number}]", found) for number, found in enumerate(data)]


def _entry(place: str, found: Any) -> Entry:
    if isinstance(found, str):
        return make_entry(place, told_by_uri(place, found))
    record = Record.of(place, found)
    return make_entry(
        place,
        Told(
            secret=record.get("secret"),
            type=record.get("otp_type"),
            issuer=record.get("service"),
            name=record.get("account"),
            algorithm=record.get("algorithm"),
            digits=record.get("digits"),
            period=record.get("period"),
            counter=record.get("counter"),
            picture=record.get("icon"),
        ),
    )


def write(entries: Iterable[Entry]) -> bytes:
    """Return a file that 2FAuth imports.  Raises CannotHold."""
    data = [_written(f"data[{number}]", entry) for number, entry in enumerate(entries)]
    return json.dumps({"app": _APP, "schema": _VERSION, "data": data}, ensure_ascii=False, indent=2).encode()


def _written(place: str, entry: Entry) -> dict[str, Any]:
    if entry.kind not in _KINDS:
        raise CannotHold(place=place, found=entry.kind)
    return {
        "otp_type": _KINDS[entry.kind],
        "account": entry.name,
        "service": entry.issuer,
        "icon": None,
        "icon_mime": None,
        "icon_file": None,
        "secret": encode_key(entry.key).reveal().decode(),
        "digits": entry.digits,
        "algorithm": entry.algorithm.lower(),
        "period": entry.period_s,
        "counter": entry.counter,
        "legacy_uri": uri_of(place, entry),
    }
