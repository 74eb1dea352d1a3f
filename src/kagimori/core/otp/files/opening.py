"""What a reader gets besides the content: the password, if there is one, and how much a file may cost.

The figures are policy (`otp.file_*`); whoever sets a lock chooses its cost, so a hostile file could ask for all memory.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from kagimori.core.otp.files.refusals import PasswordNeeded

if TYPE_CHECKING:
    from kagimori.core.policy import Policy
    from kagimori.core.secret import Secret


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may hold or cost; bytes, KiB, rounds and counts as the names say."""

    size_bytes: int
    unpacked_bytes: int
    members: int
    entries: int
    key_slots: int
    pbkdf2_rounds: int
    scrypt_bytes: int
    scrypt_lanes: int
    argon2_kib: int
    argon2_kib_passes: int
    argon2_lanes: int


def limits_of(policy: Policy) -> Limits:
    """Return the limits that the policy sets."""
    return Limits(**{limit.name: policy[f"otp.file_{limit.name}"].count for limit in fields(Limits)})


@dataclass(frozen=True, slots=True)
class Opening:
    """The password, or None, and the limits."""

    password: Secret | None
    limits: Limits

    def phrase(self) -> bytes:
        """Return the password's bytes; raises PasswordNeeded where none was given."""
        if self.password is None:
            raise PasswordNeeded
        return self.password.reveal()
