"""The first owner's link as a whole address, and the private file in which the start of the console keeps it.

Only the person at the machine can read the file; it goes when the owner is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from kagimori.console.people import flows

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def offer(base: str, now: datetime) -> str | None:
    """Return a new link below the address `base`; None where an owner exists, and then the file is gone too."""
    try:
        token = flows.make_link(now)
    except flows.OwnerExists:
        forget()
        return None
    return base + reverse("people:first_owner", args=(token,))


def forget() -> None:
    """Remove the file."""
    file().unlink(missing_ok=True)


def file() -> Path:
    """Return where the link is kept."""
    path: Path = settings.DATA / "first-owner-link"
    return path
