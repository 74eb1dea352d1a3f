"""The counters on an account's row, each changed by the database itself, so that two at once both count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Min, Q

from kagimori.console.accounts.models import Grant, InstagramAccount

if TYPE_CHECKING:
    from datetime import datetime


def lock(account: InstagramAccount) -> InstagramAccount:
    """Return the account's row as it is now; nobody else changes what hangs on it before this transaction is over."""
    return InstagramAccount.objects.select_for_update(no_key=True).get(pk=account.pk)


def add_to(account: InstagramAccount, **changes: int) -> None:
    """Add these numbers to the account's counters."""
    InstagramAccount.objects.filter(pk=account.pk).update(**{name: F(name) + by for name, by in changes.items()})


def count_open_cases(account: InstagramAccount, change: int) -> None:
    """Count a case of the account that was opened (1) or closed (-1)."""
    add_to(account, open_cases=change)


def count_grants(account: InstagramAccount, now: datetime) -> None:
    """Count the account's living grants anew; under the row's lock, since one grant can change three counters."""
    lock(account)
    counted = Grant.objects.filter(account=account, ended_at=None).aggregate(
        owners=Count("pk", Q(role="owner")),
        admins=Count("pk", Q(role="admin")),
        ads_operators=Count("pk", Q(role="ads")),
        co_admins=Count("pk", Q(role="admin", access="full")),
        next_grant_ends_on=Min("ends_on"),
    )
    InstagramAccount.objects.filter(pk=account.pk).update(**counted, grants_at=now)
