"""What people note of an account: facts with three states, who holds its phone, campaigns, how its ads are paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q

from kagimori.console.accounts.flows.counting import add_to, lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import AccountFact, Campaign, Holder, InstagramAccount, PaymentNote
from kagimori.core.accounts.readiness import FACTS, METHODS
from kagimori.core.errors import BadInput, Refused
from kagimori.core.mask import mask

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.people.models import Person
    from kagimori.core.people.facts import Source, State
    from kagimori.core.people.standing import Actor


class CardNumber(Refused):
    """The note holds a long number, as a card has; such a number is never kept."""

    code = "accounts.card_number"


class HolderThere(Refused):
    """This device of this person stands there already."""

    code = "accounts.holder_there"


class NoteGone(Refused):
    """What was to be ended is over already, or belongs to another account."""

    code = "accounts.note_gone"
    status = 404


class EndsTooSoon(BadInput):
    """A campaign cannot end before it begins."""

    code = "accounts.ends_too_soon"


@transaction.atomic
def say(
    account: InstagramAccount, answers: Mapping[str, State], *, by: Actor, now: datetime, source: Source = "person"
) -> int:
    """Note these answers, each with who says so and now; return how many.  Raises KeyError for no known question."""
    # The row's lock first: two who say at once must both be counted.
    lock(account)
    for name, state in answers.items():
        if name not in FACTS:
            raise KeyError(name)
        told = {"state": state, "source": source, "by": by.id, "at": now}
        AccountFact.objects.update_or_create(account=account, name=name, defaults=told)
        tell(account, "accounts.fact_said", by, now, fact=name, state=state)
    known = AccountFact.objects.filter(account=account, name__in=METHODS, state="yes").count()
    InstagramAccount.objects.filter(pk=account.pk).update(methods=known)
    return len(answers)


@transaction.atomic
def add_holder(account: InstagramAccount, person: Person, device: str, *, by: Actor, now: datetime) -> Holder:
    """Note that this person has this device, which gets or shows the account's codes.  Raises HolderThere, NoteGone."""
    if person.team_id != account.team_id or person.left_at is not None:
        raise NoteGone
    try:
        with transaction.atomic():
            holder = Holder.objects.create(account=account, person=person, device=mask(device.strip()), since=now)
    except IntegrityError:
        raise HolderThere from None
    add_to(account, holders=1)
    tell(account, "accounts.holder_noted", by, now, person=str(person.pk))
    return holder


@transaction.atomic
def end_holder(account: InstagramAccount, holder: UUID, *, by: Actor, now: datetime) -> None:
    """Note that the person does not hold it any more.  Raises NoteGone."""
    row = Holder.objects.filter(pk=holder, account=account).first()
    if row is None or Holder.objects.filter(pk=holder, account=account, ended_at=None).update(ended_at=now) != 1:
        raise NoteGone
    add_to(account, holders=-1)
    tell(account, "accounts.holder_ended", by, now, person=str(row.person_id))


@transaction.atomic
def add_campaign(  # a campaign's sides
    account: InstagramAccount, name: str, begins_at: datetime, ends_at: datetime | None, *, by: Actor, now: datetime
) -> Campaign:
    """Note what runs on the account, until `ends_at` or until somebody says so.  Raises EndsTooSoon."""
    if ends_at is not None and ends_at <= begins_at:
        raise EndsTooSoon
    campaign = Campaign.objects.create(
        account=account, name=mask(name.strip()), begins_at=begins_at, ends_at=ends_at, noted_at=now
    )
    tell(account, "accounts.campaign_noted", by, now, campaign=str(campaign.pk))
    return campaign


@transaction.atomic
def end_campaign(account: InstagramAccount, campaign: UUID, *, by: Actor, now: datetime) -> None:
    """Note that a campaign is over now; one that has not begun is taken back.  Raises NoteGone."""
    mine = Campaign.objects.filter(pk=campaign, account=account, taken_back_at=None)
    running = mine.filter(Q(ends_at=None) | Q(ends_at__gt=now), begins_at__lt=now)
    if not running.update(ends_at=now) and not mine.filter(begins_at__gte=now).update(taken_back_at=now):
        raise NoteGone
    tell(account, "accounts.campaign_ended", by, now, campaign=str(campaign))


@transaction.atomic
def note_payment(account: InstagramAccount, note: str, virtual: State, *, by: Actor, now: datetime) -> None:
    """Note how ads are paid, and whether by a virtual card.  Raises CardNumber."""
    text = note.strip()
    if mask(text) != text:
        raise CardNumber
    PaymentNote.objects.update_or_create(account=account, defaults={"note": text, "by": by.id, "at": now})
    told = {"state": virtual, "source": "person", "by": by.id, "at": now}
    AccountFact.objects.update_or_create(account=account, name="virtual_card", defaults=told)
    tell(account, "accounts.payment_noted", by, now, state=virtual)
