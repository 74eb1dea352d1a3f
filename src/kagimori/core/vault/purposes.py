"""What keys are for.  Each purpose has keys of its own, so that one that leaks opens nothing else.

The names stand in key files, on recovery sheets and in the command line, so a name once used is never reused.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a key does."""

    SEAL = "seal"  # hides a value, which can be opened again
    STAMP = "stamp"  # proves that a message was ours and is unchanged
    FINGERPRINT = "fingerprint"  # stands for a value that must be found again but not read


class Purpose(StrEnum):
    """What a keyset is for."""

    LOGIN = "login"  # the second factors of the console's own users
    CHANNELS = "channels"  # addresses of notice channels, which carry tokens
    SEEDS = "seeds"  # authenticator keys of Instagram accounts
    CODES = "codes"  # backup codes of Instagram accounts
    TIMELINE = "timeline"  # the chain that shows whether the timeline was changed
    HANDLES = "handles"  # Instagram handles, by which tries are counted over all teams
    MARKS = "marks"  # backup codes and authenticator keys, found and compared without being opened

    @property
    def kind(self) -> Kind:
        """Return what its keys do."""
        return {
            Purpose.TIMELINE: Kind.STAMP,
            Purpose.HANDLES: Kind.FINGERPRINT,
            Purpose.MARKS: Kind.FINGERPRINT,
        }.get(self, Kind.SEAL)
