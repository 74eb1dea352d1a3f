"""Raivo OTP: a zip with `raivo-otp-export.json` sealed with AES, or that JSON taken out: a list of texts.

The app is no longer looked after; its zip also holds a page to print, which is not read.  Source: the app's source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files import archives
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry

if TYPE_CHECKING:
    from kagimori.core.otp.files.opening import Opening
    from kagimori.core.otp.files.record import Record

ID = "raivo"

_MEMBER = "raivo-otp-export.json"
_NAMES = {"account", "secret", "kind", "timer"}


def sniff(content: Content) -> bool:
    """Return whether it is a zip with that member, or a list of entries with a kind and a timer."""
    first = content.json[0] if isinstance(content.json, list) and content.json else None
    return archives.holds(content, _MEMBER) or (isinstance(first, dict) and first.keys() >= _NAMES)


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries, opened with the password where the zip is sealed."""
    opened = Content(archives.member(content, _MEMBER, opening)) if content.is_zip else content
    return [_entry(record) for record in opened.records()]


def _entry(record: Record) -> Entry:
    return make_entry(
        record.place,
        Told(
            secret=record.get("secret"),
            type=record.get("kind"),
            issuer=record.get("issuer"),
            name=record.get("account"),
            algorithm=record.get("algorithm"),
            digits=record.get("digits"),
            period=record.get("timer"),
            counter=record.get("counter"),
        ),
    )
