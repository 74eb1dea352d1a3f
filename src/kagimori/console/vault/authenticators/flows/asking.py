"""Asking holders once a quarter to check their apps: a code, the phone's clock, the app's lock (VLT-08)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.models import App
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount


def ask_holders(now: datetime) -> int:
    """Ask for every app whose check is due, each holder once per account; return how many were asked."""
    return sum(ask(account, user, apps, now) for account, user, apps in _due(now))


@transaction.atomic
def ask(account: InstagramAccount, user: str, apps: Iterable[UUID], now: datetime) -> bool:
    """Ask the user, or the team where that is empty, to check these apps; False where somebody has done that by now."""
    count = App.objects.filter(_unasked(now), pk__in=list(apps)).update(asked_at=now)
    if count:
        what = "holder" if user else "team"
        tell(account, "vault.check_due", Actor.itself(), now, whom=user, what=what, count=count)
    return bool(count)


def _due(now: datetime) -> Iterator[tuple[InstagramAccount, str, list[UUID]]]:
    """Yield what is due, by account and holder; a key that was set up a moment ago is asked about after a day."""
    policy = load_policy()
    since, settled = now - policy["authenticator.check_every"].span, now - policy["authenticator.first_check"].span
    old = Q(drift_at=None) | Q(drift_at__lt=since) | Q(said_at=None) | Q(said_at__lt=since)
    living = App.objects.filter(
        _unasked(now), old, authenticator__stage="living", account__archived_at=None, added_at__lt=settled
    )
    rows = living.select_related("account", "person__user").order_by("account", "person", "pk")
    for (_account, user), apps in groupby(rows, key=lambda app: (app.account_id, _user(app))):
        together = list(apps)
        yield together[0].account, user, [app.pk for app in together]


def _unasked(now: datetime) -> Q:
    since = now - load_policy()["authenticator.check_every"].span
    return Q(removed_at=None) & (Q(asked_at=None) | Q(asked_at__lt=since))


def _user(app: App) -> str:
    person = app.person
    return str(person.user.opaque) if person and person.user and person.left_at is None else ""
