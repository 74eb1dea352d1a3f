"""Reading living grants: of some people over some accounts, of one person, of one account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.accounts.models import Grant
from kagimori.console.people.queries import open_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Standing


def living(team: UUID | str, day: date) -> QuerySet[Grant]:
    """Return the team's grants that count on `day`, whatever the daily job has done."""
    return Grant.objects.filter(
        open_on(day), account__team_id=team, account__archived_at=None, ended_at=None, person__left_at=None
    )


def between(
    team: UUID | str, people: Iterable[Person], accounts: Iterable[InstagramAccount], day: date
) -> dict[tuple[UUID, UUID], Grant]:
    """Return the living grants by person and account; one query."""
    rows = living(team, day).filter(person__in=list(people), account__in=list(accounts))
    return {(row.person_id, row.account_id): row for row in rows}


def of_person(standing: Standing, person: UUID, day: date) -> QuerySet[Grant]:
    """Return the person's living grants over accounts that this member sees, by handle, with the account at hand."""
    rows = living(standing.team, day).filter(person=person).select_related("account").order_by("account__handle")
    return rows if standing.seen_accounts is None else rows.filter(account__pk__in=standing.seen_accounts)


def grant(standing: Standing, account: UUID, id_: UUID, day: date) -> Grant | None:
    """Return one living grant over an account of the team, with both at hand; None where there is no such."""
    rows = living(standing.team, day).filter(pk=id_, account=account)
    return rows.select_related("account__team", "person").first()
