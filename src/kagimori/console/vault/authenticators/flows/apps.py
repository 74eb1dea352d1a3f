"""The apps that hold a key: noted with device and holder, ended, and what their holders say of them (VLT-08)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.flows.counting import count_apps
from kagimori.console.vault.authenticators.refusals import AppThere, AuthenticatorGone, DevicesFull
from kagimori.console.vault.models import App, Authenticator
from kagimori.core.errors import BadInput
from kagimori.core.mask import mask
from kagimori.knowledge import load_authenticators, load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.people.models import Person
    from kagimori.core.people.facts import State
    from kagimori.core.people.standing import Actor


@transaction.atomic
def note_app(  # who has which app where
    auth: Authenticator, app: str, device: str, person: Person | None, *, by: Actor, now: datetime
) -> App:
    """Note that this app on this device is to hold the key; `proven_at` stays empty until its code was right.

    Raises BadInput for an app that the knowledge base does not have, AuthenticatorGone for a key that is retired or a
    person of another team, AppThere, DevicesFull.
    """
    if app not in load_authenticators():
        raise BadInput(field="app", found=app[:20], expected=" ".join(load_authenticators()))
    lock(auth.account)
    if not Authenticator.objects.filter(pk=auth.pk).exclude(stage="retired").exists():
        raise AuthenticatorGone
    if person is not None and (person.team_id != auth.account.team_id or person.left_at is not None):
        raise AuthenticatorGone
    name = mask(" ".join(device.split()))
    _check_room(auth, name)
    row = _create(App(authenticator=auth, account=auth.account, app=app, device=name, person=person, added_at=now))
    tell(auth.account, "vault.app_noted", by, now, app=app, person=str(person.pk) if person else "")
    return row


def _check_room(auth: Authenticator, device: str) -> None:
    """Several apps on one device are one device to Instagram."""
    most = load_policy()["authenticator.devices"].count
    devices = set(queries.apps_of(auth).values_list("device", flat=True))
    if len(devices | {device}) > most:
        raise DevicesFull(most=most)


def _create(row: App) -> App:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AppThere(device=row.device) from None
    return row


@transaction.atomic
def end_app(app: UUID, *, by: Actor, now: datetime) -> None:
    """Note that the app does not hold the key any more.  Raises AuthenticatorGone."""
    row = _living(app)
    account = lock(row.account)
    if App.objects.filter(pk=row.pk, removed_at=None).update(removed_at=now) != 1:
        raise AuthenticatorGone
    count_apps(account)
    tell(account, "vault.app_ended", by, now, app=row.app, person=str(row.person_id or ""))


@transaction.atomic
def answer(app: UUID, *, clock: State, locked: State, by: Actor, now: datetime) -> None:
    """Note whether the phone sets its clock by itself, and whether the app is locked.  Raises AuthenticatorGone."""
    row = _living(app)
    said = {"clock_synced": clock, "app_locked": locked, "said_at": now, "said_by": by.id}
    if App.objects.filter(pk=row.pk, removed_at=None).update(**said) != 1:
        raise AuthenticatorGone
    tell(row.account, "vault.app_answered", by, now, app=row.app, clock=clock, locked=locked)


def _living(app: UUID) -> App:
    row = App.objects.filter(pk=app, removed_at=None).select_related("account").first()
    if row is None:
        raise AuthenticatorGone
    return row
