"""One code at a time: taken for a purpose, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from kagimori.console.accounts.api.accounts import ACCOUNT
from kagimori.console.accounts.api.found import account_of
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import PLAIN, Asked, Id, Moment
from kagimori.console.vault.api.found import code_of
from kagimori.console.vault.api.leaving import let_out
from kagimori.console.vault.codes import flows
from kagimori.console.vault.models import BackupCode
from kagimori.core.vault.codes.states import Purpose, State

room = Room("codes")
CODE = f"{ACCOUNT}/codes/{{uuid:code}}"
Reason = Annotated[str, Field(max_length=200, pattern=PLAIN, description="In words, for the timeline.")]


class CodeOut(Schema):
    """What became of a code; never the code."""

    id: UUID
    place: int
    state: State
    by: str
    at: datetime | None
    until: datetime | None
    purpose: str
    case: str


class HandedOut(Schema):
    """The code itself, for whoever asked, this once; `left` others are there."""

    id: UUID
    code: str
    left: int


class ForIn(Asked):
    """What a code is for; `case` is a case of the doctor."""

    purpose: Purpose
    why: Reason = ""
    case: Id | None = None


class UsedIn(Asked):
    """In which case it was used."""

    case: Id | None = None


class SpoiledIn(Asked):
    """Why it is worth nothing."""

    why: Reason = ""


class ReserveIn(Asked):
    """Until when it is kept; a usual while (`codes.reserve`) at most, and where nothing is said."""

    until: Moment | None = None


@room.open("POST", f"{ACCOUNT}/codes/take", needs="codes.use", answer=HandedOut)
def take_code(request: HttpRequest, team: str, account: UUID, wish: ForIn) -> Any:
    """Take the next code: it is nobody else's from then on.

    The deed stands in the timeline before the answer leaves. Refused where none is left, and while codes are held back
    in an outage: `fields.until` says how long.
    """
    standing = standing_of(request)
    found = account_of(standing, account)
    now, case = timezone.now(), _text(wish.case)
    return _handed(flows.take_code(found, standing.actor, now, purpose=wish.purpose, why=wish.why, case=case))


@room.open("POST", f"{CODE}/show", needs="codes.use", answer=HandedOut)
def show_code(request: HttpRequest, team: str, account: UUID, code: UUID) -> Any:
    """Show a code once more to whoever took it, a short while after: for an answer that got lost on the way."""
    standing = standing_of(request)
    row = code_of(account_of(standing, account), code)
    return _handed(flows.show_again(row.pk, standing.actor, timezone.now()))


@room.open("POST", f"{ACCOUNT}/codes/reserve", needs="codes.use", answer=CodeOut, status=201)
def reserve_code(request: HttpRequest, team: str, account: UUID, wish: ReserveIn) -> Any:
    """Keep a code for oneself for a while, without seeing it."""
    standing = standing_of(request)
    found = account_of(standing, account)
    return flows.reserve_code(found, standing.actor, timezone.now(), until=wish.until)


@room.open("POST", f"{CODE}/release", needs="codes.use", answer=CodeOut)
def release_code(request: HttpRequest, team: str, account: UUID, code: UUID) -> Any:
    """Give a code that is kept for oneself back to everybody."""
    standing = standing_of(request)
    row = code_of(account_of(standing, account), code)
    flows.release(row.pk, standing.actor, timezone.now())
    return _now(row)


@room.open("POST", f"{CODE}/used", needs="codes.use", answer=CodeOut)
def say_used(request: HttpRequest, team: str, account: UUID, code: UUID, wish: UsedIn) -> Any:
    """Tell that Instagram took the code."""
    standing = standing_of(request)
    row = code_of(account_of(standing, account), code)
    flows.say_used(row.pk, standing.actor, timezone.now(), case=_text(wish.case))
    return _now(row)


@room.open("POST", f"{CODE}/spoiled", needs="codes.use", answer=CodeOut)
def say_spoiled(request: HttpRequest, team: str, account: UUID, code: UUID, wish: SpoiledIn) -> Any:
    """Tell that Instagram refused the code, or that somebody saw it who should not have."""
    standing = standing_of(request)
    row = code_of(account_of(standing, account), code)
    flows.say_spoiled(row.pk, standing.actor, timezone.now(), why=wish.why)
    return _now(row)


@room.open("POST", f"{CODE}/back", needs="codes.use", answer=CodeOut)
def take_back(request: HttpRequest, team: str, account: UUID, code: UUID) -> Any:
    """Take the last change of a code back, within a minute of it."""
    standing = standing_of(request)
    row = code_of(account_of(standing, account), code)
    flows.take_back(row.pk, standing.actor, timezone.now())
    return _now(row)


def _handed(handed: flows.Handed) -> HandedOut:
    return HandedOut(id=handed.row.pk, code=let_out(handed.value), left=handed.left)


def _now(row: BackupCode) -> BackupCode:
    return BackupCode.objects.get(pk=row.pk)


def _text(case: UUID | None) -> str:
    return str(case or "")
