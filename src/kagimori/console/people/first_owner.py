"""The first owner's link, as the start of the console prints it and keeps it in a private file.

Only the person at the machine can read either; the file goes when the owner is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from kagimori.cli.folder import write_private
from kagimori.console.people import flows

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def offer(base: str, now: datetime) -> str | None:
    """Return a new link below the address `base` and write it to the file; None where an owner exists."""
    try:
        token = flows.make_link(now)
    except flows.OwnerExists:
        forget()
        return None
    link = base + reverse("people:first_owner", args=(token,))
    write_private(_file(), f"{link}\n".encode())
    return link


def forget() -> None:
    """Remove the file."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    path: Path = settings.DATA / "first-owner-link"
    return path
