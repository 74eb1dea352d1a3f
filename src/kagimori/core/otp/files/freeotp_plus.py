"""FreeOTP+: `{"tokenOrder", "tokens": [{"algo", "digits", "issuerExt", "label", "secret": [signed bytes], …}]}`.

Tokens of FreeOTP have the same shape, so `entry_of_token` serves both.  Steam is told by its issuer alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files.entry import Entry, Told, make_entry

if TYPE_CHECKING:
    from kagimori.core.otp.files.content import Content
    from kagimori.core.otp.files.opening import Opening
    from kagimori.core.otp.files.record import Record

ID = "freeotp-plus"

_STEAM = "Steam"


def sniff(content: Content) -> bool:
    """Return whether there are tokens and their order."""
    return {"tokenOrder", "tokens"} <= content.keys()


def read(content: Content, opening: Opening) -> list[Entry]:  # noqa: ARG001  # the shape of all formats
    """Return the entries."""
    return [entry_of_token(token, token.signed_bytes("secret")) for token in content.record().records("tokens")]


def entry_of_token(token: Record, key: bytes) -> Entry:
    """Return the entry of a token whose key was found elsewhere."""
    issuer = token.get("issuerExt") or token.get("issuerInt")
    steam = issuer == _STEAM and token.get("type") == "TOTP"
    return make_entry(
        token.place,
        Told(
            key=key,
            type="steam" if steam else token.get("type"),
            issuer=issuer,
            name=token.get("label"),
            algorithm=token.get("algo"),
            digits=token.get("digits"),
            period=token.get("period"),
            counter=token.get("counter"),
            picture=token.get("image") or token.get("imageAlt"),
        ),
    )
