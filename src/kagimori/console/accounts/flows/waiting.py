"""Telling those who wait when a try is safe again: after a lock, a block, a full hour or day, or an outage (STA-03).

Everybody who waits is told once.  The row says who waits; a job looks every minute, and at once when an outage ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kagimori.console.accounts import queries
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import Waiting
from kagimori.core.people.standing import Actor

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount

AT_ONCE = 500


def tell_me(account: InstagramAccount, by: Actor, now: datetime) -> bool:
    """Note that this person wants to be told when a try is safe; False where they wait already."""
    try:
        with transaction.atomic():
            Waiting.objects.create(account=account, user=by.id, since=now)
    except IntegrityError:
        return False
    return True


def tell_waiting(now: datetime) -> int:
    """Tell everybody whose account is safe to try; return how many were told."""
    told, after = 0, 0
    rows = Waiting.objects.filter(told_at=None).select_related("account__team").order_by("pk")
    while some := list(rows.filter(pk__gt=after)[:AT_ONCE]):
        lights = queries.lights({row.account_id: row.account for row in some}.values(), now, kinds=())
        told += sum(_tell(row, now) for row in some if lights[row.account_id].may_try)
        after = some[-1].pk
    return told


@transaction.atomic
def _tell(row: Waiting, now: datetime) -> bool:
    if Waiting.objects.filter(pk=row.pk, told_at=None).update(told_at=now) != 1:
        return False
    tell(row.account, "accounts.safe_again", Actor.itself(), now, whom=row.user)
    return True
