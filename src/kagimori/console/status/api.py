"""What Meta's own report says, how old that is, and what it means for logging in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema

from kagimori.console.doors.api import Room
from kagimori.console.status import queries
from kagimori.core.status.record import standing_record

room = Room("status")


class ServiceOut(Schema):
    """A service of the page, with the page's own word."""

    org: str
    name: str
    word: str
    state: str


class LastGood(Schema):
    """The newest look that could be read."""

    state: str
    at: datetime


class StatusOut(Schema):
    """What may be said now; a hint holds nobody up."""

    state: str
    at: datetime | None
    age_seconds: int | None
    problem: str | None
    holds_logins: bool
    is_hint: bool
    last_good: LastGood | None
    services: list[ServiceOut]


@room.open("GET", "/status", needs="team.see", answer=StatusOut)
def status(request: HttpRequest) -> Any:
    """Say what the platform's report is worth now."""
    return standing_record(queries.now(timezone.now()))
