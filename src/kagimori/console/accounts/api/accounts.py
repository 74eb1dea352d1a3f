"""Instagram accounts: the list, one of them, adding, changing, archiving, and who has which role over one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from kagimori.console.accounts import flows, queries
from kagimori.console.accounts.api.found import account_of, grant_of, person_of
from kagimori.console.accounts.flows.keeping import Wishes
from kagimori.console.accounts.models import Grant, InstagramAccount
from kagimori.console.accounts.reach.queries import living
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import PLAIN, Asked, Day, Id, Line, Mail, Phone
from kagimori.console.doors.pages import Page, Window, page
from kagimori.console.doors.problems import NotAllowed, NotHere
from kagimori.core.people.roles import Access

room = Room("accounts")
ACCOUNT = "/teams/{slug:team}/accounts/{uuid:account}"
ArticleRole = Literal["owner", "admin", "ads"]


class AccountOut(Schema):
    """An account, with what is counted of it."""

    id: UUID
    handle: str
    name: str
    phone: str
    email: str
    added_at: datetime
    owners: int
    admins: int
    ads_operators: int
    co_admins: int
    holders: int
    methods: int
    open_cases: int
    tries: int
    failures: int
    holds: int
    lockouts: int
    lockout_minutes: int
    locked_out_since: datetime | None


class AccountIn(Asked):
    """What is noted of an account: its name at Instagram, and what Instagram has on file."""

    handle: Annotated[str, Field(min_length=1, max_length=60, pattern=PLAIN)]
    name: Line = ""
    phone: Phone = ""
    email: Mail = ""


class GrantOut(Schema):
    """A person's role over the account."""

    id: UUID
    person: UUID
    role: ArticleRole
    access: Access
    tasks: list[str]
    since: datetime
    ends_on: date | None

    @staticmethod
    def resolve_person(grant: Grant) -> UUID:
        """Return the person's id."""
        return grant.person_id


class ReachOut(GrantOut):
    """A person's role over one of the team's accounts."""

    account: UUID

    @staticmethod
    def resolve_account(grant: Grant) -> UUID:
        """Return the account's id."""
        return grant.account_id


class GrantChange(Asked):
    """A role, how far it reaches, and until when; `tasks` are rights marked as tasks, for limited access."""

    role: ArticleRole
    access: Access = "full"
    tasks: Annotated[list[Line], Field(max_length=50, default_factory=list)]
    ends_on: Day | None = None


class GrantIn(GrantChange):
    """A role for a person."""

    person: Id


@room.open("GET", "/teams/{slug:team}/accounts", needs="accounts.see", answer=Page[AccountOut])
def accounts(request: HttpRequest, team: str, window: Query[Window]) -> Any:
    """List the accounts that the token's user sees, by handle."""
    return page(queries.visible(standing_of(request)), window, by=("handle", "id"))


@room.open("POST", "/teams/{slug:team}/accounts", needs="accounts.manage", answer=AccountOut, status=201)
def add_account(request: HttpRequest, team: str, wish: AccountIn) -> Any:
    """Add an account.

    Somebody who has single accounts only adds none: the new one would not be among theirs.
    """
    standing = standing_of(request)
    if standing.access != "full":
        raise NotAllowed(right="accounts.manage")
    made = flows.add_account(standing.team, Wishes(**wish.dict()), by=standing.actor, now=timezone.now())
    return InstagramAccount.objects.get(pk=made.pk)


@room.open("GET", ACCOUNT, needs="accounts.see", answer=AccountOut)
def account(request: HttpRequest, team: str, account: UUID) -> Any:
    """Show one account."""
    return account_of(standing_of(request), account)


@room.open("PUT", ACCOUNT, needs="accounts.manage", answer=AccountOut)
def change_account(request: HttpRequest, team: str, account: UUID, wish: AccountIn) -> Any:
    """Change what is noted of an account."""
    standing = standing_of(request)
    found = account_of(standing, account)
    flows.change_account(found, Wishes(**wish.dict()), by=standing.actor, now=timezone.now())
    return account_of(standing, account)


@room.open("DELETE", ACCOUNT, needs="accounts.archive", status=204)
def archive(request: HttpRequest, team: str, account: UUID) -> None:
    """Take an account off the list; everything noted of it is kept."""
    standing = standing_of(request)
    flows.archive(account_of(standing, account), by=standing.actor, now=timezone.now())


@room.open("GET", "/teams/{slug:team}/archived-accounts", needs="accounts.archive", answer=Page[AccountOut])
def archived_accounts(request: HttpRequest, team: str, window: Query[Window]) -> Any:
    """List the accounts that were taken off the list."""
    gone = InstagramAccount.objects.filter(team_id=standing_of(request).team).exclude(archived_at=None)
    return page(gone, window, by=("handle", "id"))


@room.open("POST", f"{ACCOUNT}/bring-back", needs="accounts.archive", answer=AccountOut)
def bring_back(request: HttpRequest, team: str, account: UUID) -> Any:
    """Put an archived account back on the list."""
    standing = standing_of(request)
    found = InstagramAccount.objects.filter(pk=account, team_id=standing.team).exclude(archived_at=None).first()
    if found is None:
        raise NotHere
    flows.bring_back(found, by=standing.actor, now=timezone.now())
    return account_of(standing, account)


@room.open("GET", "/teams/{slug:team}/matrix", needs="people.see", answer=Page[ReachOut])
def matrix(request: HttpRequest, team: str, window: Query[Window]) -> Any:
    """List who reaches which account today: every living role of every person."""
    standing = standing_of(request)
    rows = living(standing.team, timezone.localdate())
    seen = standing.seen_accounts
    return page(rows if seen is None else rows.filter(account__pk__in=seen), window, by=("since", "id"))


@room.open("GET", f"{ACCOUNT}/grants", needs="accounts.see", answer=Page[GrantOut])
def grants(request: HttpRequest, team: str, account: UUID, window: Query[Window]) -> Any:
    """List who has which role over the account today."""
    standing = standing_of(request)
    rows = living(standing.team, timezone.localdate()).filter(account=account_of(standing, account))
    return page(rows, window, by=("since", "id"))


@room.open("POST", f"{ACCOUNT}/grants", needs="grants.manage", answer=GrantOut, status=201)
def give_grant(request: HttpRequest, team: str, account: UUID, wish: GrantIn) -> Any:
    """Give a person a role over the account."""
    standing = standing_of(request)
    found, person = account_of(standing, account), person_of(standing, wish.person)
    wishes = wish.dict(exclude={"person"})
    return flows.give_grant(found, person, **wishes, by=standing.actor, now=timezone.now())


@room.open("PUT", f"{ACCOUNT}/grants/{{uuid:grant}}", needs="grants.manage", answer=GrantOut)
def change_grant(request: HttpRequest, team: str, account: UUID, grant: UUID, wish: GrantChange) -> Any:
    """Change a role over the account."""
    standing = standing_of(request)
    found = grant_of(standing, account, grant)
    flows.change_grant(found, **wish.dict(), by=standing.actor, now=timezone.now())
    return Grant.objects.get(pk=grant)


@room.open("DELETE", f"{ACCOUNT}/grants/{{uuid:grant}}", needs="grants.manage", status=204)
def end_grant(request: HttpRequest, team: str, account: UUID, grant: UUID) -> None:
    """End a role over the account."""
    standing = standing_of(request)
    flows.end_grant(grant_of(standing, account, grant), by=standing.actor, now=timezone.now())
