"""Sealing a value so that only its own place opens it, and saying whether a value was sealed by the newest key.

A sealed value starts with a byte 1 and the number of its key (tink's own format), then a random nonce, then the hidden
value with its proof.  Team, object and field are bound to it: moved to another row it does not open.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tink

from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from kagimori.core.vault.keyset import Keyset

VERSION = "kagimori.1"
PREFIX = b"\x01"
NUMBER_BYTES = 4


class SealBroken(KagimoriError):
    """A sealed value does not open: another key, another place, or changed bytes.  `purpose` and `field` say which."""

    code = "vault.seal_broken"


class KeysChanged(KagimoriError):
    """The keys were locked anew since this process opened them, so that it must not seal by the old ones."""

    code = "keys.changed"


@dataclass(frozen=True, slots=True)
class AssociatedData:
    """Where a sealed value belongs: `team` is a team's id or empty for the installation, `object` a row's own id."""

    team: str
    object: str
    field: str

    def __post_init__(self) -> None:
        """Raise ValueError where a value would be bound to no object or no field."""
        if not self.object or not self.field:
            raise ValueError("a sealed value belongs to one field of one object")

    def to_bytes(self) -> bytes:
        """Return bytes that differ for any two places."""
        return json.dumps([VERSION, self.team, self.object, self.field]).encode()


class Box:
    """Seals and opens the values of one purpose; one whose keys may be out of date only opens."""

    __slots__ = ("_keyset", "_only_opens", "_tink")

    def __init__(self, keyset: Keyset, *, only_opens: bool = False) -> None:
        """Make ready; the keyset's primary key seals, every one of its keys opens."""
        self._keyset, self._tink, self._only_opens = keyset, keyset.primitive(), only_opens

    def seal(self, secret: Secret, *, bound_to: AssociatedData) -> bytes:
        """Return the value sealed for this place, different each time.  Raises KeysChanged."""
        if self._only_opens:
            raise KeysChanged
        sealed: bytes = self._tink.encrypt(secret.reveal(), bound_to.to_bytes())
        return sealed

    def open(self, sealed: bytes | memoryview, *, bound_to: AssociatedData) -> Secret:
        """Return the value.  Raises SealBroken."""
        try:
            return Secret(self._tink.decrypt(bytes(sealed), bound_to.to_bytes()))
        except tink.TinkError:
            raise SealBroken(purpose=self._keyset.purpose, field=bound_to.field) from None

    def seal_text(self, secret: Secret, *, bound_to: AssociatedData) -> str:
        """Return the sealed value as text, for a place that holds no bytes."""
        return base64.urlsafe_b64encode(self.seal(secret, bound_to=bound_to)).decode()

    def open_text(self, sealed: str, *, bound_to: AssociatedData) -> Secret:
        """Return the value.  Raises SealBroken."""
        try:
            return self.open(_unpacked(sealed), bound_to=bound_to)
        except (binascii.Error, ValueError):
            raise SealBroken(purpose=self._keyset.purpose, field=bound_to.field) from None

    def is_newest(self, sealed: bytes | memoryview | str) -> bool:
        """Return whether the value says that the primary key has sealed it; nothing is opened."""
        try:
            packed = _unpacked(sealed) if isinstance(sealed, str) else bytes(sealed)
        except (binascii.Error, ValueError):
            return False
        return packed.startswith(PREFIX + self._keyset.primary.to_bytes(NUMBER_BYTES, "big"))


def begins_with(number: int) -> tuple[bytes, str]:
    """Return how every value that this key has sealed begins: as bytes, and as text."""
    head = PREFIX + number.to_bytes(NUMBER_BYTES, "big")
    # Six letters of text hold four and a half bytes; the seventh depends on what follows.
    return head, base64.urlsafe_b64encode(head).decode()[:6]


def _unpacked(sealed: str) -> bytes:
    return base64.b64decode(sealed, altchars=b"-_", validate=True)
