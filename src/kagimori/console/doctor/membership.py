"""Who opens a case as a member of the team that it belongs to.

The address of a case names no team, so that it stays the same when an anonymous case is taken in; the standing is
looked up from the case's account.  A stranger learns nothing, not even that the case exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.accounts.standing import membership_in, standing_by, team_keys
from kagimori.console.doctor import queries
from kagimori.console.doctor.queries import Held
from kagimori.console.doors.asking import address_of
from kagimori.console.doors.decorators import proven

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest

    from kagimori.core.people.standing import Standing

RIGHT = "cases.work"


def held(request: HttpRequest, case_id: UUID, now: datetime) -> Held | None:
    """Return the case as this member may work on it; None for a stranger, and for a case without a team.

    Somebody whose own second step is not on gets it too, so that the door can lead them there: look at
    `standing.proven` before showing anything.
    """
    if not request.user.is_authenticated:
        return None
    row = queries.of_a_team(case_id, now)
    account = None if row is None else row.account
    standing = None if account is None else _standing(request, account.team.key)
    if row is None or standing is None:
        return None
    if standing.proven and not standing.may(RIGHT, str(row.account_id)):
        return None
    return Held(row, queries.events_of(row), standing)


def _standing(request: HttpRequest, team: str) -> Standing | None:
    user: Any = request.user
    found = membership_in(team, user.pk, timezone.localdate()) if user.is_authenticated else None
    if found is None:
        return None
    return standing_by(found, proven=proven(request), place="web", address=address_of(request))


def standing(request: HttpRequest, account: str) -> Standing | None:
    """Return the reader's standing in the team of an account that they may work on; None for a stranger."""
    row = InstagramAccount.objects.filter(pk=account, archived_at=None).select_related("team").first()
    found = None if row is None else _standing(request, row.team.key)
    return found if found is not None and found.proven and found.may(RIGHT, account) else None


def choices(request: HttpRequest, search: str, *, most: int) -> tuple[tuple[str, str], ...]:
    """Return handle and the address where a case begins, for accounts of somebody who is logged in; else nothing.

    Who has no session is not asked for one: the doctor's first page sets no cookie.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated or not proven(request):
        return ()
    found = workable(request, search, most=most)
    return tuple((str(one), reverse("cases:begin", args=[one.team.key, one.pk])) for one in found)


def workable(request: HttpRequest, search: str, *, most: int) -> list[InstagramAccount]:
    """Return accounts of the reader's teams whose handle begins with `search` and that they may work on."""
    user: Any = request.user
    standings = [_standing(request, key) for key in team_keys(user.pk, timezone.localdate())]
    return [account for one in standings if one is not None for account in _of(one, search, most)][:most]


def _of(standing: Standing, search: str, most: int) -> list[InstagramAccount]:
    rows = InstagramAccount.objects.filter(team_id=standing.team, archived_at=None, handle__startswith=search)
    if standing.seen_accounts is not None:
        rows = rows.filter(pk__in=standing.seen_accounts)
    found = rows.select_related("team").order_by("handle")[:most]
    return [account for account in found if standing.may(RIGHT, str(account.pk))]
