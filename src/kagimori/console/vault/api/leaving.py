"""The one way in which a secret gets into an answer of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kagimori.core.secret import Secret


def let_out(value: Secret) -> str:
    """Return the text; whoever calls this has written into the timeline that it leaves."""
    return value.reveal().decode()
