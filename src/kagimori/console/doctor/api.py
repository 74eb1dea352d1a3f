"""The doctor's cases of a team's accounts: which there are, and who works on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema

from kagimori.console.accounts.api.accounts import ACCOUNT
from kagimori.console.accounts.api.found import account_of
from kagimori.console.doctor import queries, team_flows
from kagimori.console.doctor.models import Case
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import Asked, Id
from kagimori.console.doors.pages import Page, Window, page
from kagimori.console.doors.problems import NotHere
from kagimori.core.people.standing import Standing

room = Room("cases")
CASE = f"{ACCOUNT}/cases/{{uuid:case}}"


class CaseOut(Schema):
    """A case; what was said in it stands on its page alone."""

    id: UUID
    account: UUID
    created_at: datetime
    expires_at: datetime
    closed_at: datetime | None
    outcome: str
    worked_by: str

    @staticmethod
    def resolve_account(case: Case) -> UUID | None:
        """Return the account's id."""
        return case.account_id


class ColleagueIn(Asked):
    """Somebody with a role on the account, by the opaque id of their user."""

    user: Id


@room.open("GET", f"{ACCOUNT}/cases", needs="cases.work", answer=Page[CaseOut])
def cases(request: HttpRequest, team: str, account: UUID, window: Query[Window]) -> Any:
    """List the account's cases, newest first."""
    found = account_of(standing_of(request), account)
    return page(queries.of_account(found.pk, timezone.now()), window, by=("-created_at", "id"))


@room.open("GET", CASE, needs="cases.work", answer=CaseOut)
def case(request: HttpRequest, team: str, account: UUID, case: UUID) -> Any:
    """Show one case."""
    return _case(standing_of(request), account, case)


@room.open("POST", f"{CASE}/take-over", needs="cases.work", answer=CaseOut)
def take_over(request: HttpRequest, team: str, account: UUID, case: UUID) -> Any:
    """Work on the case from now on."""
    standing = standing_of(request)
    team_flows.take_over(_case(standing, account, case), standing.actor, timezone.now())
    return _case(standing, account, case)


@room.open("POST", f"{CASE}/hand-over", needs="cases.work", answer=CaseOut)
def hand_over(request: HttpRequest, team: str, account: UUID, case: UUID, wish: ColleagueIn) -> Any:
    """Let a colleague who can still get in work on the case from now on."""
    standing = standing_of(request)
    found = _case(standing, account, case)
    team_flows.hand_over(found, str(wish.user), standing.actor, timezone.now())
    return _case(standing, account, case)


def _case(standing: Standing, account: UUID, case: UUID) -> Case:
    rows = queries.of_account(account_of(standing, account).pk, timezone.now())
    found = rows.filter(pk=case).select_related("account__team").first()
    if found is None:
        raise NotHere
    return found
