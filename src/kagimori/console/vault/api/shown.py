"""The authenticator's code for whoever may see it, for a purpose."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema

from kagimori.console.accounts.api.found import account_of
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import Asked, Id
from kagimori.console.vault.api.authenticators import AUTHENTICATOR
from kagimori.console.vault.api.codes import Reason
from kagimori.console.vault.api.leaving import let_out
from kagimori.console.vault.showing import flows as showing

room = Room("authenticators")


class CodeNowOut(Schema):
    """The code of this moment and until when it is right; `next` is the one after it, where few seconds are left."""

    code: str
    next: str | None
    valid_to: datetime


class WhatForIn(Asked):
    """What the code is for."""

    purpose: showing.Purpose
    why: Reason = ""
    case: Id | None = None


@room.open("POST", f"{AUTHENTICATOR}/code", needs="authenticator.use", answer=CodeNowOut)
def code_now(request: HttpRequest, team: str, account: UUID, wish: WhatForIn) -> Any:
    """Show the code of this moment; who asked and what for stands in the timeline before it leaves."""
    standing = standing_of(request)
    found = account_of(standing, account)
    case = str(wish.case or "")
    shown = showing.show_code(found, standing, timezone.now(), purpose=wish.purpose, why=wish.why, case=case)
    following = let_out(shown.next) if shown.next else None
    return CodeNowOut(code=let_out(shown.code), next=following, valid_to=shown.valid_to)
