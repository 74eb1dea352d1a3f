"""Finding what an address names, within what the token's user sees; whatever else there is does not exist for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from kagimori.console.accounts import queries
from kagimori.console.accounts.models import Grant, Hold, InstagramAccount
from kagimori.console.accounts.reach import queries as reach
from kagimori.console.doors.problems import NotHere
from kagimori.console.people.models import Person

if TYPE_CHECKING:
    from uuid import UUID

    from kagimori.core.people.standing import Standing


def account_of(standing: Standing, account: UUID) -> InstagramAccount:
    """Return the living account.  Raises NotHere."""
    found = queries.account(standing, str(account))
    if found is None:
        raise NotHere
    return found


def grant_of(standing: Standing, account: UUID, grant: UUID) -> Grant:
    """Return the living grant over the account.  Raises NotHere."""
    found = reach.grant(standing, account, grant, timezone.localdate())
    if found is None:
        raise NotHere
    return found


def person_of(standing: Standing, person: UUID) -> Person:
    """Return the living person of the team.  Raises NotHere."""
    found = Person.objects.filter(pk=person, team_id=standing.team, left_at=None).first()
    if found is None:
        raise NotHere
    return found


def hold_of(account: InstagramAccount, hold: UUID) -> Hold:
    """Return a hold that this account's team has told of.  Raises NotHere."""
    found = Hold.objects.filter(pk=hold, account=account).select_related("account").first()
    if found is None:
        raise NotHere
    return found
