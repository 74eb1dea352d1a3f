"""The account's authenticator: which apps hold its key, and setting one up from a program."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from kagimori.console.accounts.api.accounts import ACCOUNT
from kagimori.console.accounts.api.found import account_of, person_of
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import PLAIN, Asked, Id, Line, Name
from kagimori.console.doors.problems import NotHere
from kagimori.console.vault.api.found import app_of, pending_of
from kagimori.console.vault.authenticators import flows, queries
from kagimori.console.vault.models import App, Authenticator
from kagimori.core.otp.seed import Seed, make_seed
from kagimori.core.otp.uri import read_uri

room = Room("authenticators")
AUTHENTICATOR = f"{ACCOUNT}/authenticator"


class AppOut(Schema):
    """An app on a device that holds the key; `drift_steps` is how far its clock was ahead, in periods of the code."""

    id: UUID
    app: str
    device: str
    person: UUID | None
    proven_at: datetime | None
    drift_steps: int | None
    clock_synced: str
    app_locked: str

    @staticmethod
    def resolve_person(app: App) -> UUID | None:
        """Return the person's id."""
        return app.person_id


class AuthenticatorOut(Schema):
    """A key and the apps that hold it; never the key."""

    id: UUID
    stage: Literal["pending", "living", "retired"]
    digits: int
    period_s: int
    way: str
    added_at: datetime
    proven_at: datetime | None
    apps: list[AppOut]


class BeginIn(Asked):
    """What Instagram shows as text below its QR code, or the whole otpauth address."""

    key: Annotated[str, Field(min_length=1, max_length=2000, pattern=PLAIN, repr=False)]


class AppIn(Asked):
    """Which app, on which device, and whose."""

    app: Name
    device: Name
    person: Id | None = None


class ProveIn(Asked):
    """What the app shows now."""

    code: Line


class RetireIn(Asked):
    """Why the key is void."""

    why: Literal["lost", "leaked", "off"]


@room.open("GET", AUTHENTICATOR, needs="authenticator.use", answer=AuthenticatorOut)
def authenticator(request: HttpRequest, team: str, account: UUID) -> Any:
    """Show which apps hold the account's key: the living one, else the one that is being set up."""
    found = account_of(standing_of(request), account)
    key = queries.living(found) or queries.pending(found)
    if key is None:
        raise NotHere
    return _told(key)


@room.open("POST", AUTHENTICATOR, needs="authenticator.manage", answer=AuthenticatorOut, status=201)
def begin_authenticator(request: HttpRequest, team: str, account: UUID, wish: BeginIn) -> Any:
    """Begin to set an authenticator up. The key is sealed as it arrives, and nothing repeats it."""
    standing = standing_of(request)
    found = account_of(standing, account)
    seed = _seed(wish.key)
    return _told(flows.begin(found, seed, "api", had_picture=False, by=standing.actor, now=timezone.now()))


@room.open("POST", f"{AUTHENTICATOR}/apps", needs="authenticator.manage", answer=AppOut, status=201)
def note_app(request: HttpRequest, team: str, account: UUID, wish: AppIn) -> Any:
    """Note an app that is to hold the key: the one that is being set up, else the living one."""
    standing = standing_of(request)
    found = account_of(standing, account)
    key = queries.pending(found) or queries.living(found)
    if key is None:
        raise NotHere
    person = person_of(standing, wish.person) if wish.person else None
    return flows.note_app(key, wish.app, wish.device, person, by=standing.actor, now=timezone.now())


@room.open("POST", f"{AUTHENTICATOR}/apps/{{uuid:app}}/prove", needs="authenticator.manage", answer=AppOut)
def prove_app(request: HttpRequest, team: str, account: UUID, app: UUID, wish: ProveIn) -> Any:
    """Prove by the code that it shows that an app holds the key."""
    standing = standing_of(request)
    row = app_of(account_of(standing, account), app)
    flows.prove(row.pk, wish.code, by=standing.actor, now=timezone.now())
    return App.objects.get(pk=row.pk)


@room.open("DELETE", f"{AUTHENTICATOR}/apps/{{uuid:app}}", needs="authenticator.manage", status=204)
def end_app(request: HttpRequest, team: str, account: UUID, app: UUID) -> None:
    """Note that an app does not hold the key any more."""
    standing = standing_of(request)
    row = app_of(account_of(standing, account), app)
    flows.end_app(row.pk, by=standing.actor, now=timezone.now())


@room.open("POST", f"{AUTHENTICATOR}/finish", needs="authenticator.manage", answer=AuthenticatorOut)
def finish_authenticator(request: HttpRequest, team: str, account: UUID) -> Any:
    """Make the key that is being set up the living one, once an app has proven that it holds it."""
    standing = standing_of(request)
    found = account_of(standing, account)
    flows.finish(pending_of(found), by=standing.actor, now=timezone.now())
    return _living(found)


@room.open("POST", f"{AUTHENTICATOR}/retire", needs="authenticator.manage", status=204)
def retire_authenticator(request: HttpRequest, team: str, account: UUID, wish: RetireIn) -> None:
    """Make the living key void: no code of it is shown any more."""
    standing = standing_of(request)
    if not flows.retire(account_of(standing, account), wish.why, by=standing.actor, now=timezone.now()):
        raise NotHere


def _seed(text: str) -> Seed:
    return read_uri(text) if text.strip().lower().startswith("otpauth") else make_seed(text)


def _living(account: InstagramAccount) -> dict[str, Any]:
    key = queries.living(account)
    assert key is not None
    return _told(key)


def _told(key: Authenticator) -> dict[str, Any]:
    fields = ("id", "stage", "digits", "period_s", "way", "added_at", "proven_at")
    return {name: getattr(key, name) for name in fields} | {"apps": list(queries.apps_of(key))}
