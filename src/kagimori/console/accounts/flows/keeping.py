"""Adding, changing, archiving an account, with the counter of its phone number beside it (DOC-18)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.flows.trying import SomebodyTries
from kagimori.console.accounts.models import Hold, InstagramAccount, NumberLoad, Try
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


class NumberFull(Refused):
    """The phone number serves `most` accounts of the team already; Instagram takes no further one (DOC-18)."""

    code = "accounts.number_full"


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
def add_account(
    team: UUID | str, wishes: Wishes, *, by: Actor, now: datetime, anyway: bool = False
) -> InstagramAccount:
    """Return a new account of the team; `anyway` where somebody knows that its number is full and notes it so.

    Raises HandleUnusable, NumberUnusable, HandleThere or NumberFull.
    """
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
    load_number(team, clean.phone, 1, anyway=anyway)
    tell(account, "accounts.added", by, now)
    return account


@transaction.atomic
def change_account(
    account: InstagramAccount, wishes: Wishes, *, by: Actor, now: datetime, anyway: bool = False
) -> None:
    """Change what is noted of a living account.  Raises what `add_account` does, and AccountGone."""
    clean = wishes.clean()
    before = _locked(account)
    if before.archived_at is not None:
        raise AccountGone
    fields = {"handle": clean.handle, "name": clean.name, "phone": clean.phone, "email": clean.email}
    try:
        with transaction.atomic():
            InstagramAccount.objects.filter(pk=account.pk).update(**fields, hashed=hashed(clean.handle))
    except IntegrityError:
        raise HandleThere(handle=clean.handle) from None
    if before.phone != clean.phone:
        load_number(before.team_id, before.phone, -1)
        load_number(before.team_id, clean.phone, 1, anyway=anyway)
    if before.handle != clean.handle:
        _take_ledger_along(account, hashed(clean.handle))
    changed = [name for name, value in fields.items() if getattr(before, name) != value]
    tell(account, "accounts.changed", by, now, fields=",".join(changed))


@transaction.atomic
def archive(account: InstagramAccount, *, by: Actor, now: datetime) -> None:
    """Take an account off the list; everything noted of it is kept.  Raises AccountGone."""
    before = _locked(account)
    if InstagramAccount.objects.filter(pk=account.pk, archived_at=None).update(archived_at=now) != 1:
        raise AccountGone
    load_number(before.team_id, before.phone, -1)
    tell(account, "accounts.archived", by, now)


@transaction.atomic
def bring_back(account: InstagramAccount, *, by: Actor, now: datetime) -> None:
    """Put an archived account back on the list.  Raises HandleThere, or AccountGone where it is there already.

    It counts on its number again, full or not: it has been on it all the time.
    """
    before = _locked(account)
    try:
        with transaction.atomic():
            archived = InstagramAccount.objects.filter(pk=account.pk).exclude(archived_at=None)
            back = archived.update(archived_at=None)
    except IntegrityError:
        raise HandleThere(handle=account.handle) from None
    if back != 1:
        raise AccountGone
    load_number(before.team_id, before.phone, 1, anyway=True)
    tell(account, "accounts.brought_back", by, now)


def load_number(team: UUID | str, number: str, change: int, *, anyway: bool = False) -> None:
    """Count an account more or less on this number; an account without a number counts nowhere.

    Raises NumberFull for one too many, unless `anyway`: counted by the database, however many come at once.
    """
    if not number:
        return
    most = load_policy()["number.accounts"].count
    load, _ = NumberLoad.objects.get_or_create(team_id=team, number=number)
    mine = NumberLoad.objects.filter(pk=load.pk)
    room = mine if anyway or change < 0 else mine.filter(accounts__lte=most - change)
    if room.update(accounts=F("accounts") + change) != 1:
        raise NumberFull(most=most)


def _locked(account: InstagramAccount) -> InstagramAccount:
    """Return the row as it is now; nobody else changes it before this transaction is over."""
    return InstagramAccount.objects.select_for_update().get(pk=account.pk)


def _take_ledger_along(account: InstagramAccount, new: str) -> None:
    """Move the account's own tries and holds to its new name: the platform locks the account, not the name."""
    try:
        with transaction.atomic():
            Try.objects.filter(account=account).update(hashed=new)
    except IntegrityError:
        raise SomebodyTries from None
    Hold.objects.filter(account=account).update(hashed=new)
