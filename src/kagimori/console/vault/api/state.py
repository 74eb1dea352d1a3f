"""How an account's vault stands, and the one deed that makes sheet and authenticator void."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema

from kagimori.console.accounts.api.accounts import ACCOUNT
from kagimori.console.accounts.api.found import account_of
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import Asked, Why
from kagimori.console.doors.problems import NotAllowed
from kagimori.console.vault.authenticators import queries as authenticators
from kagimori.console.vault.codes import queries as codes
from kagimori.console.vault.reset import flows

room = Room("vault")
ALSO = "authenticator.manage"


class VaultOut(Schema):
    """What is kept for the account, in numbers; `codes_left` is null where no sheet is kept."""

    codes_left: int | None
    codes_held_until: datetime | None
    codes_count_due_on: date | None
    codes_digital: int
    codes_on_paper: int
    authenticator: bool
    authenticator_begun: bool
    apps_proven: int


class ResetIn(Asked):
    """Why both are void."""

    why: Why = ""


@room.open("GET", f"{ACCOUNT}/vault", needs="accounts.see", answer=VaultOut)
def vault(request: HttpRequest, team: str, account: UUID) -> Any:
    """Say what is kept for the account, and until when codes are held back."""
    return _state(account_of(standing_of(request), account))


@room.open("POST", f"{ACCOUNT}/vault/reset", needs="codes.manage", answer=VaultOut)
def reset(request: HttpRequest, team: str, account: UUID, wish: ResetIn) -> Any:
    """Make sheet and authenticator void after a takeover.

    From then on neither a code of the sheet nor one of the authenticator is handed out. Needs the right
    `authenticator.manage` as well.
    """
    standing = standing_of(request)
    found = account_of(standing, account)
    if not standing.may(ALSO, str(found.pk)):
        raise NotAllowed(right=ALSO)
    flows.reset(found, wish.why, by=standing.actor, now=timezone.now())
    return _state(account_of(standing, account))


def _state(account: InstagramAccount) -> VaultOut:
    return VaultOut(
        codes_left=account.codes_left,
        codes_held_until=codes.held_back_until(account, timezone.now()),
        codes_count_due_on=account.codes_count_due_on,
        codes_digital=account.codes_digital,
        codes_on_paper=account.codes_on_paper,
        authenticator=authenticators.living(account) is not None,
        authenticator_begun=authenticators.pending(account) is not None,
        apps_proven=account.authenticators,
    )
