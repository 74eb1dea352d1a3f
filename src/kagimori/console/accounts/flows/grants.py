"""Handing out roles over an account, and taking them away by a date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from kagimori.console.accounts.flows.counting import count_grants
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import Grant, InstagramAccount
from kagimori.core.errors import Refused
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

    from kagimori.console.people.models import Person
    from kagimori.core.people.roles import Access, Role


class GrantThere(Refused):
    """The person has a role over this account already."""

    code = "accounts.grant_there"


class GrantGone(Refused):
    """There is no such living grant, or the person is not in the account's team."""

    code = "accounts.grant_gone"
    status = 404


@transaction.atomic
def give_grant(  # noqa: PLR0913  # a grant has these sides
    account: InstagramAccount,
    person: Person,
    *,
    role: Role,
    access: Access = "full",
    tasks: Collection[str] = (),
    ends_on: date | None = None,
    by: Actor,
    now: datetime,
) -> Grant:
    """Return a new grant.  Raises GrantThere where the person has one, GrantGone where they are in another team."""
    if person.team_id != account.team_id or person.left_at is not None:
        raise GrantGone
    try:
        with transaction.atomic():
            grant = Grant.objects.create(
                account=account,
                person=person,
                role=role,
                access=access,
                tasks=_tasks(access, tasks),
                since=now,
                ends_on=ends_on,
            )
    except IntegrityError:
        raise GrantThere from None
    _noted(grant, "accounts.grant_given", by, now)
    return grant


@transaction.atomic
def change_grant(  # noqa: PLR0913  # the same sides
    grant: Grant,
    *,
    role: Role,
    access: Access,
    tasks: Collection[str] = (),
    ends_on: date | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """Change role, access and last day of a living grant.  Raises GrantGone."""
    changed = Grant.objects.filter(pk=grant.pk, ended_at=None).update(
        role=role, access=access, tasks=_tasks(access, tasks), ends_on=ends_on
    )
    if changed != 1:
        raise GrantGone
    grant.role = role
    _noted(grant, "accounts.grant_changed", by, now)


@transaction.atomic
def end_grant(grant: Grant, *, by: Actor, now: datetime) -> None:
    """End a living grant.  Raises GrantGone."""
    if Grant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=now) != 1:
        raise GrantGone
    _noted(grant, "accounts.grant_ended", by, now)


@transaction.atomic
def end_grants_of(person: UUID, by: Actor, now: datetime) -> int:
    """End every grant of a person who leaves; return how many.  Called within the leaving's own transaction."""
    living = list(Grant.objects.filter(person=person, ended_at=None).select_related("account"))
    for grant in living:
        end_grant(grant, by=by, now=now)
    return len(living)


def end_due_grants(now: datetime) -> int:
    """End every grant whose last day is over in its team's zone; return how many."""
    # No zone is further ahead than fourteen hours; the exact day is looked at row by row.
    latest = (now + timedelta(hours=14)).date()
    due = Grant.objects.filter(ended_at=None, ends_on__lt=latest).select_related("account__team")
    over = [one for one in list(due) if one.ends_on and one.ends_on < _day_in(one.account.team.time_zone, now)]
    return sum(_ended(grant, now) for grant in over)


def _ended(grant: Grant, now: datetime) -> bool:
    try:
        end_grant(grant, by=Actor.itself(), now=now)
    except GrantGone:
        return False
    return True


def _day_in(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def _tasks(access: Access, tasks: Collection[str]) -> list[str]:
    known = load_rights().tasks
    return sorted(set(tasks) & known) if access == "limited" else []


def _noted(grant: Grant, kind: str, by: Actor, now: datetime) -> None:
    count_grants(grant.account, now)
    tell(grant.account, kind, by, now, grant=str(grant.pk), person=str(grant.person_id), role=grant.role)
