"""Adding, changing, archiving an account, with the counter of its phone number beside it (DOC-18)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from kagimori.console.accounts.flows.trying import tell
from kagimori.console.accounts.models import InstagramAccount, NumberLoad
from kagimori.console.doors.keyring import keyring
from kagimori.core.accounts import handles
from kagimori.core.errors import Refused
from kagimori.core.people import numbers
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.people.standing import Actor


class HandleThere(Refused):
    """The team has an account of this name already: `handle`."""

    code = "accounts.handle_there"


class AccountGone(Refused):
    """The account is not on the list any more."""

    code = "accounts.gone"
    status = 404


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person typed of an account; cleaned by `Wishes.clean`."""

    handle: str
    name: str = ""
    phone: str = ""
    email: str = ""

    def clean(self) -> Wishes:
        """Return the same in its stored form.  Raises HandleUnusable or NumberUnusable."""
        handle = handles.normal(self.handle, longest=load_policy()["accounts.handle_length"].count)
        phone = numbers.normal(self.phone) if self.phone.strip() else ""
        return Wishes(handle, self.name.strip(), phone, self.email.strip())


def hashed(handle: str) -> str:
    """Return the keyed hash by which the installation counts the tries of a handle in its normal form."""
    return keyring().fingerprint().of(handle)


@transaction.atomic
def add_account(team: UUID | str, wishes: Wishes, *, by: Actor, now: datetime) -> InstagramAccount:
    """Return a new account of the team.  Raises HandleUnusable, NumberUnusable or HandleThere."""
    clean = wishes.clean()
    try:
        with transaction.atomic():
            account = InstagramAccount.objects.create(
                team_id=team,
                handle=clean.handle,
                name=clean.name,
                phone=clean.phone,
                email=clean.email,
                hashed=hashed(clean.handle),
                added_at=now,
            )
    except IntegrityError:
        raise HandleThere(handle=clean.handle) from None
    load_number(team, clean.phone, 1)
    tell(account, "accounts.added", by, now)
    return account


@transaction.atomic
def change_account(account: InstagramAccount, wishes: Wishes, *, by: Actor, now: datetime) -> None:
    """Change what is noted of a living account.  Raises what `add_account` does, and AccountGone."""
    clean = wishes.clean()
    before = InstagramAccount.objects.select_for_update().filter(pk=account.pk, archived_at=None).first()
    if before is None:
        raise AccountGone
    fields = {"handle": clean.handle, "name": clean.name, "phone": clean.phone, "email": clean.email}
    try:
        with transaction.atomic():
            InstagramAccount.objects.filter(pk=account.pk).update(**fields, hashed=hashed(clean.handle))
    except IntegrityError:
        raise HandleThere(handle=clean.handle) from None
    if before.phone != clean.phone:
        load_number(before.team_id, before.phone, -1)
        load_number(before.team_id, clean.phone, 1)
    changed = [name for name, value in fields.items() if getattr(before, name) != value]
    tell(account, "accounts.changed", by, now, fields=",".join(changed))


@transaction.atomic
def archive(account: InstagramAccount, *, by: Actor, now: datetime) -> None:
    """Take an account off the list; everything noted of it is kept.  Raises AccountGone."""
    if InstagramAccount.objects.filter(pk=account.pk, archived_at=None).update(archived_at=now) != 1:
        raise AccountGone
    load_number(account.team_id, account.phone, -1)
    tell(account, "accounts.archived", by, now)


@transaction.atomic
def bring_back(account: InstagramAccount, *, by: Actor, now: datetime) -> None:
    """Put an archived account back on the list.  Raises HandleThere, or AccountGone where it is there already."""
    try:
        with transaction.atomic():
            archived = InstagramAccount.objects.filter(pk=account.pk).exclude(archived_at=None)
            back = archived.update(archived_at=None)
    except IntegrityError:
        raise HandleThere(handle=account.handle) from None
    if back != 1:
        raise AccountGone
    load_number(account.team_id, account.phone, 1)
    tell(account, "accounts.brought_back", by, now)


def load_number(team: UUID | str, number: str, change: int) -> None:
    """Count an account more or less on this number; an account without a number counts nowhere."""
    if not number:
        return
    load, _ = NumberLoad.objects.get_or_create(team_id=team, number=number)
    NumberLoad.objects.filter(pk=load.pk).update(accounts=F("accounts") + change)
