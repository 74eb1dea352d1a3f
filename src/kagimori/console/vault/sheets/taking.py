"""One code for one person at the pages: whoever still holds one gets that one again, however often they press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.vault.codes import flows, queries, safety
from kagimori.core.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import BackupCode
    from kagimori.core.people.standing import Actor
    from kagimori.core.vault.codes.states import Purpose


def take_or_held(
    account: InstagramAccount, by: Actor, now: datetime, *, purpose: Purpose, why: str = "", case: str = ""
) -> tuple[BackupCode, bool]:
    """Return the person's code, and whether they had it already.  Raises what `take_code` does.

    In an outage the code of a first press holds a second press back; then the first one's code is what is meant.
    """
    wishes = {"purpose": purpose, "why": why, "case": case}
    try:
        return _take(account, by, now, wishes)
    except Refused:
        holds = queries.held_by(account, by.id)
        if holds is None:
            raise
        return holds, True


@transaction.atomic
def _take(account: InstagramAccount, by: Actor, now: datetime, wishes: dict[str, Any]) -> tuple[BackupCode, bool]:
    # Two presses at once queue here, so that the second finds what the first was given.
    safety.refuse_where_unsafe(account, by.id, now)
    lock(account)
    holds = queries.held_by(account, by.id)
    return (holds, True) if holds else (flows.take_code(account, by, now, **wishes).row, False)
