"""How long a login lasts: it ends some time after the last click, and at the latest some days after it began.

Both spans are the policy's (`session.idle`, `session.longest`).  A session is written to only every few minutes, so
that most requests cost no write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.utils import timezone

from kagimori.console.people.login.session_store import stored
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "began", "seen"
WRITTEN_EVERY_S = 600


def limited(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the middleware; it stands behind the one that knows who is logged in."""

    def answer(request: HttpRequest) -> HttpResponse:
        # Asking for the user would open the session, and set a cookie header, for people who have none.
        if request.session.session_key is not None and request.user.is_authenticated:
            now = timezone.now()
            if is_over(request.session, now):
                logout(request)
            else:
                touch(request.session, now)
        return get_response(request)

    return answer


def is_over(session: Any, now: datetime) -> bool:
    """Return whether this login has lasted its time."""
    policy, unix_s = load_policy(), now.timestamp()
    idle, longest = policy["session.idle"].span.total_seconds(), policy["session.longest"].span.total_seconds()
    return bool(unix_s - session.get(SEEN, unix_s) > idle or unix_s - session.get(BEGAN, unix_s) > longest)


def touch(session: Any, now: datetime) -> None:
    """Note that somebody is there, every few minutes."""
    unix_s = int(now.timestamp())
    session.setdefault(BEGAN, unix_s)
    if unix_s - session.get(SEEN, 0) < WRITTEN_EVERY_S:
        return
    session[SEEN] = unix_s
    UserSession.objects.filter(session_key=stored(session.session_key)).update(last_seen_at=now)
