"""Noting that a login is held after too many wrong tries: once for each hold, and only where there is such a user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import transaction

from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.people.models import User


def note(user: User, *, address: str, now: datetime) -> None:
    """Put the hold into the timeline, unless that was done a short while ago."""
    span = load_policy()["login.lock"].span.total_seconds()
    if not cache.add(f"login.locked:{user.opaque}", "noted", timeout=span):
        return
    with transaction.atomic():
        append(
            "login.locked", at=now, by=Actor("", "web", address), whom=str(user.opaque), subject=f"user:{user.opaque}"
        )
