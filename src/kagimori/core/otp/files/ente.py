"""ente Auth, sealed: `{"version": 1, "kdfParams", "encryptedData", "encryptionNonce"}`.

Argon2id with one lane (memLimit in bytes), then one message of libsodium's secretstream, which holds otpauth URIs,
one a line.  Its plain export is just those lines (`uris`).  Source: ente's description of its encrypted export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files import locks, uris
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.refusals import VersionUnknown
from kagimori.core.otp.files.secretstream import open_message

if TYPE_CHECKING:
    from kagimori.core.otp.files.entry import Entry
    from kagimori.core.otp.files.opening import Opening

ID = "ente"

_VERSION, _LANES = 1, 1


def sniff(content: Content) -> bool:
    """Return whether there are sealed data with the cost of their key."""
    return {"kdfParams", "encryptedData", "encryptionNonce"} <= content.keys()


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries, opened with the password."""
    export = content.record()
    version = export.whole("version")
    if version != _VERSION:
        raise VersionUnknown(found=version, expected=_VERSION)
    costs = export.record("kdfParams")
    kib, passes = costs.whole("memLimit") // 1024, costs.whole("opsLimit")
    sealed, header = export.base64("encryptedData"), export.base64("encryptionNonce")
    key = locks.argon2id(opening, costs.base64("salt"), kib=kib, passes=passes, lanes=_LANES)
    return uris.read(Content(open_message(key, header, sealed)), opening)
