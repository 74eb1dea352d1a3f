"""Noting that a right was used: once a day for each person, right and account, after the door was passed.

A door leaves `request.used` behind.  What this process has noted today it does not look up again, so that most
requests cost nothing; another process notes the same at most once more, by an update that changes no row.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from kagimori.console.people.models import RightUse, User

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from kagimori.core.people.standing import Standing

    Used = tuple[Standing, str, str]

# Enough for a day of some thousand people; forgetting costs a look-up, never a mark.
MOST_KNOWN = 20_000
_known: set[tuple[date, str, str, str, str]] = set()


def noted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the middleware."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        used = cast("Used | None", getattr(request, "used", None))
        if used is not None and response.status_code < HTTPStatus.BAD_REQUEST:
            note(*used, timezone.localdate())
        return response

    return answer


def note(standing: Standing, right: str, account: str, day: date) -> None:
    """Note that the right was used on that day, on the account where there is one."""
    key = (day, standing.team, standing.user, right, account)
    if key in _known:
        return
    _store(standing, right, account, day)
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known.add(key)


def _store(standing: Standing, right: str, account: str, day: date) -> None:
    mine = RightUse.objects.filter(team_id=standing.team, user__opaque=standing.user, right=right, account=account)
    if mine.filter(last_on__gte=day).exists():
        return
    if mine.update(last_on=day):
        return
    user = User.objects.get(opaque=standing.user)
    try:
        with transaction.atomic():
            RightUse.objects.create(team_id=standing.team, user=user, right=right, account=account, last_on=day)
    except IntegrityError:
        # Somebody else's request of the same moment has noted it.
        return
