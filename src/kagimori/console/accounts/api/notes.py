"""What people note of an account: facts of three states, readiness, holders of its phone, campaigns, payment."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from kagimori.console.accounts.api.accounts import ACCOUNT
from kagimori.console.accounts.api.found import account_of, person_of
from kagimori.console.accounts.flows import notes as flows
from kagimori.console.accounts.models import AccountFact, Campaign, Holder, InstagramAccount
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import PLAIN, Asked, Id, Moment, Name
from kagimori.console.doors.pages import Page, Window, page
from kagimori.console.people.api.persons import FactOut
from kagimori.core.accounts.readiness import FACTS, Readiness, readiness
from kagimori.core.people.facts import UNKNOWN, Fact, State
from kagimori.core.people.shape import wanted_by
from kagimori.knowledge import load_policy

room = Room("notes")
Question = Literal["app", "sms", "whatsapp", "backup_codes", "codes_kept", "api_renewal"]


class FactsOut(Schema):
    """Every question about the account with its answer."""

    facts: dict[str, FactOut]


class FactsIn(Asked):
    """What somebody says of the account: yes, no or unknown for each question."""

    facts: Annotated[dict[Question, State], Field(min_length=1)]


class ReadinessOut(Schema):
    """Whether work goes round the clock; `first_gap` is what to do first."""

    codes: FactOut
    co_admins: FactOut
    api: FactOut
    ready: bool
    first_gap: str | None


class HolderOut(Schema):
    """Who has a device that gets or shows the account's codes."""

    id: UUID
    person: UUID
    device: str
    since: datetime

    @staticmethod
    def resolve_person(holder: Holder) -> UUID:
        """Return the person's id."""
        return holder.person_id


class HolderIn(Asked):
    """A person and their device."""

    person: Id
    device: Name


class CampaignOut(Schema):
    """Something that runs on the account; `ends_at` null: until somebody says so."""

    id: UUID
    name: str
    begins_at: datetime
    ends_at: datetime | None


class CampaignIn(Asked):
    """A campaign."""

    name: Name
    begins_at: Moment
    ends_at: Moment | None = None


class PaymentIn(Asked):
    """How ads are paid, in words; never a card's number."""

    note: Annotated[str, Field(max_length=200, pattern=PLAIN)]
    virtual_card: State


@room.open("GET", f"{ACCOUNT}/facts", needs="accounts.see", answer=FactsOut)
def facts(request: HttpRequest, team: str, account: UUID) -> Any:
    """Show what people have said of the account; unknown is neither yes nor no."""
    return _facts(account_of(standing_of(request), account))


@room.open("PUT", f"{ACCOUNT}/facts", needs="accounts.manage", answer=FactsOut)
def say_facts(request: HttpRequest, team: str, account: UUID, wish: FactsIn) -> Any:
    """Say how it stands with the account; who says so and when is kept."""
    standing = standing_of(request)
    found = account_of(standing, account)
    flows.say(found, {str(name): state for name, state in wish.facts.items()}, by=standing.actor, now=timezone.now())
    return _facts(found)


@room.open("GET", f"{ACCOUNT}/readiness", needs="accounts.see", answer=ReadinessOut)
def ready(request: HttpRequest, team: str, account: UUID) -> Any:
    """Say whether work on the account goes round the clock."""
    found = account_of(standing_of(request), account)
    board = readiness(_answers(found), found.co_admins, found.grants_at, wanted=wanted_by(load_policy()).admins)
    return _board(board)


@room.open("GET", f"{ACCOUNT}/holders", needs="accounts.see", answer=Page[HolderOut])
def holders(request: HttpRequest, team: str, account: UUID, window: Query[Window]) -> Any:
    """List who has a device with the account's codes."""
    rows = Holder.objects.filter(account=account_of(standing_of(request), account), ended_at=None)
    return page(rows, window, by=("since", "id"))


@room.open("POST", f"{ACCOUNT}/holders", needs="accounts.manage", answer=HolderOut, status=201)
def add_holder(request: HttpRequest, team: str, account: UUID, wish: HolderIn) -> Any:
    """Note who has a device with the account's codes."""
    standing = standing_of(request)
    found, person = account_of(standing, account), person_of(standing, wish.person)
    return flows.add_holder(found, person, wish.device, by=standing.actor, now=timezone.now())


@room.open("DELETE", f"{ACCOUNT}/holders/{{uuid:holder}}", needs="accounts.manage", status=204)
def end_holder(request: HttpRequest, team: str, account: UUID, holder: UUID) -> None:
    """Note that somebody does not hold it any more."""
    standing = standing_of(request)
    flows.end_holder(account_of(standing, account), holder, by=standing.actor, now=timezone.now())


@room.open("GET", f"{ACCOUNT}/campaigns", needs="accounts.see", answer=Page[CampaignOut])
def campaigns(request: HttpRequest, team: str, account: UUID, window: Query[Window]) -> Any:
    """List the account's campaigns, newest first."""
    rows = Campaign.objects.filter(account=account_of(standing_of(request), account), taken_back_at=None)
    return page(rows, window, by=("-begins_at", "id"))


@room.open("POST", f"{ACCOUNT}/campaigns", needs="campaigns.record", answer=CampaignOut, status=201)
def add_campaign(request: HttpRequest, team: str, account: UUID, wish: CampaignIn) -> Any:
    """Note a campaign that runs on the account."""
    standing = standing_of(request)
    found = account_of(standing, account)
    return flows.add_campaign(found, wish.name, wish.begins_at, wish.ends_at, by=standing.actor, now=timezone.now())


@room.open("DELETE", f"{ACCOUNT}/campaigns/{{uuid:campaign}}", needs="campaigns.record", status=204)
def end_campaign(request: HttpRequest, team: str, account: UUID, campaign: UUID) -> None:
    """Note that a campaign is over."""
    standing = standing_of(request)
    flows.end_campaign(account_of(standing, account), campaign, by=standing.actor, now=timezone.now())


@room.open("PUT", f"{ACCOUNT}/payment", needs="payment.record", status=204)
def note_payment(request: HttpRequest, team: str, account: UUID, wish: PaymentIn) -> None:
    """Note how ads are paid; a card's number is refused."""
    standing = standing_of(request)
    found = account_of(standing, account)
    flows.note_payment(found, wish.note, wish.virtual_card, by=standing.actor, now=timezone.now())


def _answers(account: InstagramAccount) -> dict[str, Fact]:
    return {row.name: row.to_core() for row in AccountFact.objects.filter(account=account)}


def _facts(account: InstagramAccount) -> dict[str, Any]:
    known = _answers(account)
    return {"facts": {name: _fact(known.get(name, UNKNOWN)) for name in FACTS}}


def _fact(fact: Fact) -> FactOut:
    return FactOut(state=fact.state, source=fact.source, by=fact.by, at=fact.at)


def _board(board: Readiness) -> ReadinessOut:
    return ReadinessOut(
        codes=_fact(board.codes),
        co_admins=_fact(board.co_admins),
        api=_fact(board.api),
        ready=board.ready,
        first_gap=board.first_gap,
    )
