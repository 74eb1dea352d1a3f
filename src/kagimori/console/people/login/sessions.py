"""Where somebody is logged in, and ending it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from kagimori.console.people.login.session_store import stored

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from kagimori.console.people.models import User

AGENT_MOST = 200
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
    """Return where the user is logged in, this browser first, then the latest seen; what has ended is forgotten."""
    rows = UserSession.objects.filter(user=user)
    living = Session.objects.filter(session_key__in=rows.values("session_key"), expire_date__gt=timezone.now())
    rows.exclude(session_key__in=list(living.values_list("session_key", flat=True))).delete()
    found = [_place(row, session_key) for row in rows.all()]
    return sorted(found, key=lambda place: (not place.here, -place.seen.timestamp()))


def end(user: User, place: int) -> int:
    """End the user's session with this id; return how many ended, 0 or 1."""
    return _end(UserSession.objects.filter(user=user, pk=place))


def end_others(user: User, session_key: str | None) -> int:
    """End the user's sessions but this one; return how many ended."""
    return _end(UserSession.objects.filter(user=user).exclude(session_key=stored(session_key or "")))


def end_all(user: User) -> int:
    """End all sessions of the user; return how many ended."""
    return _end(UserSession.objects.filter(user=user))


def follow(request: HttpRequest) -> None:
    """Put this browser's session, which is new or has got a new key, on the list."""
    if request.session.session_key is None:
        request.session.save()
    told = {
        "user": request.user,
        "ip": get_adapter().get_client_ip(request),
        "user_agent": request.headers.get("user-agent", "")[:AGENT_MOST],
        "last_seen_at": timezone.now(),
    }
    UserSession.objects.update_or_create(session_key=stored(str(request.session.session_key)), defaults=told)


def _end(rows: QuerySet[UserSession]) -> int:
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _place(row: UserSession, session_key: str | None) -> Place:
    browser = next((name for name in BROWSERS if name in row.user_agent), "")
    system = next((name for name in SYSTEMS if name in row.user_agent), "")
    device = " · ".join(SPOKEN.get(name, name) for name in (browser, system) if name)
    return Place(row.pk, device, row.ip, row.created_at, row.last_seen_at, row.session_key == stored(session_key or ""))
