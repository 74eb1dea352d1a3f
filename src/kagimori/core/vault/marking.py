"""Marks that only this installation can make: stamps on messages, and fingerprints that stand for a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tink

if TYPE_CHECKING:
    from kagimori.core.vault.keyset import Keyset

FINGERPRINT_BYTES = 32


class Stamp:
    """Proves that a message is ours and unchanged; older keys go on proving what they have stamped."""

    __slots__ = ("_tink",)

    def __init__(self, keyset: Keyset) -> None:
        """Make ready."""
        self._tink = keyset.primitive()

    def of(self, message: bytes) -> bytes:
        """Return the stamp: 37 bytes, of which the first five name the key."""
        stamp: bytes = self._tink.compute_mac(message)
        return stamp

    def fits(self, message: bytes, stamp: bytes | memoryview) -> bool:
        """Return whether this stamp was made by us for this very message; compared in constant time."""
        try:
            self._tink.verify_mac(bytes(stamp), message)
        except tink.TinkError:
            return False
        return True


class Fingerprint:
    """Stands for a value: the same value has the same one, and without the key nobody can tell the value."""

    __slots__ = ("_primary", "_tink")

    def __init__(self, keyset: Keyset) -> None:
        """Make ready."""
        self._tink, self._primary = keyset.primitive(), keyset.primary

    def of(self, value: str) -> str:
        """Return the fingerprint by the newest key: 64 hexadecimal digits."""
        return _hex(self._tink.primary(), value)

    def all_of(self, value: str) -> tuple[str, ...]:
        """Return the fingerprints by every key, the newest first; rows that an older key wrote are found by these."""
        others = (part for number, part in self._tink.all().items() if number != self._primary)
        return (self.of(value), *(_hex(part, value) for part in others))


def _hex(part: tink.prf.Prf, value: str) -> str:
    digest: bytes = part.compute(value.encode(), FINGERPRINT_BYTES)
    return digest.hex()
