"""Where somebody is logged in, and ending it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from kagimori.console.people.models import User

BROWSERS = ("Edg", "OPR", "Firefox", "CriOS", "Chrome", "Safari")
SYSTEMS = ("iPhone", "iPad", "Android", "Macintosh", "Windows", "CrOS", "Linux")
SPOKEN = {
    "Edg": "Edge",
    "OPR": "Opera",
    "CriOS": "Chrome",
    "Macintosh": "Mac",
    "CrOS": "Chromebook",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One browser in which somebody is logged in; `device` is empty where the browser does not tell."""

    id: int
    device: str
    address: str
    since: datetime
    seen: datetime
    here: bool


def places(user: User, session_key: str | None) -> list[Place]:
    """Return where the user is logged in, this browser first, then the latest seen."""
    found = [_place(row, session_key) for row in UserSession.objects.purge_and_list(user)]
    return sorted(found, key=lambda place: (not place.here, -place.seen.timestamp()))


def end(user: User, place: int) -> int:
    """End the user's session with this id; return how many ended, 0 or 1."""
    return _end(UserSession.objects.filter(user=user, pk=place))


def end_others(user: User, session_key: str | None) -> int:
    """End the user's sessions but this one; return how many ended."""
    return _end(UserSession.objects.filter(user=user).exclude(session_key=session_key))


def end_all(user: User) -> int:
    """End all sessions of the user; return how many ended."""
    return _end(UserSession.objects.filter(user=user))


def _end(rows: object) -> int:
    found = list(rows)  # type: ignore[call-overload]  # a query of a library without types
    for row in found:
        row.end()
    return len(found)


def _place(row: UserSession, session_key: str | None) -> Place:
    browser = next((name for name in BROWSERS if name in row.user_agent), "")
    system = next((name for name in SYSTEMS if name in row.user_agent), "")
    device = " · ".join(SPOKEN.get(name, name) for name in (browser, system) if name)
    return Place(row.pk, device, row.ip, row.created_at, row.last_seen_at, row.session_key == session_key)


def follow(request: HttpRequest) -> None:
    """Put this browser's session, which has got a new key, back on the list."""
    UserSession.objects.create_from_request(request)
