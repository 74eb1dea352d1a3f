"""2FAS: `{"schemaVersion", "services": [{"name", "secret", "otp": {…}}]}`.

Sealed, `services` is empty and `servicesEncrypted` is `ciphertext:salt:nonce` in base64: PBKDF2-SHA256 with 10,000
rounds, then AES-GCM.  Schema versions 1 to 4 differ in groups and icons only; any field of `otp` may be missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files import locks
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.record import Record, from_base64
from kagimori.core.otp.files.refusals import EntryShape, VersionUnknown

if TYPE_CHECKING:
    from kagimori.core.otp.files.opening import Opening

ID = "2fas"

_NEWEST, _ROUNDS = 4, 10_000
_PIECES = 3


def sniff(content: Content) -> bool:
    """Return whether there is a schema version beside services."""
    return "schemaVersion" in content.keys() and bool({"services", "servicesEncrypted"} & content.keys())  # noqa: SIM118  # ours


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries, opened with the password where the file is sealed."""
    backup = content.record()
    version = backup.whole("schemaVersion")
    if not 1 <= version <= _NEWEST:
        raise VersionUnknown(found=version, expected=f"1 - {_NEWEST}")
    services = _opened(backup, opening) if backup.get("servicesEncrypted") else backup.records("services")
    return [_entry(service) for service in services]


def _opened(backup: Record, opening: Opening) -> list[Record]:
    place = "servicesEncrypted"
    pieces = backup.text(place).split(":")
    if len(pieces) < _PIECES:
        raise EntryShape(place=place, found=len(pieces), expected=_PIECES)
    sealed, salt, nonce = (from_base64(place, piece) for piece in pieces[:_PIECES])
    key = locks.pbkdf2(opening, salt, _ROUNDS)
    return Content(locks.open_gcm(key, nonce, sealed)).records()


def _entry(service: Record) -> Entry:
    otp = service.record("otp") if service.get("otp") is not None else Record(service.at("otp"), {})
    return make_entry(
        service.place,
        Told(
            secret=service.get("secret"),
            type=otp.get("tokenType"),
            # What the person named it wins over what the QR code said once, as in the app.
            issuer=service.get("name") or otp.get("issuer"),
            name=otp.get("account"),
            algorithm=otp.get("algorithm"),
            # Zero is how older versions of the app write that nothing was said.
            digits=otp.get("digits") or None,
            period=otp.get("period") or None,
            counter=otp.get("counter"),
        ),
    )
