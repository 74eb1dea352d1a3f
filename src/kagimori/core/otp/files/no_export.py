"""Authy and Microsoft Authenticator: no export of keys exists, so what looks like theirs is told what to do instead.

What people bring are pieces of the apps' own storage, or a file that they named after the app; both are sealed for
the phone or the account.  Asked by name only where the content told nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files.refusals import AuthyFile, FileRefused, FileUnknown, MicrosoftFile

if TYPE_CHECKING:
    from kagimori.core.otp.files.content import Content

_AUTHY = (b"authenticator_tokens", b"encrypted_seed", b"encryptedSecret", b"com.authy.", b"decryptedSecret")
_MICROSOFT = (b"com.microsoft.authenticator", b"com.azure.authenticator", b"oath_secret_key", b"PhoneFactor")
_AUTHY_NAMES, _MICROSOFT_NAMES = ("authy",), ("microsoft", "phonefactor", "msauth")


def unknown(content: Content, name: str) -> FileRefused:
    """Return why a file of no known format is refused: an app without an export, or truly unknown."""
    plain = name.replace("\\", "/").rpartition("/")[2].lower()
    if any(mark in content.raw for mark in _AUTHY) or any(word in plain for word in _AUTHY_NAMES):
        return AuthyFile()
    if any(mark in content.raw for mark in _MICROSOFT) or any(word in plain for word in _MICROSOFT_NAMES):
        return MicrosoftFile()
    return FileUnknown()
