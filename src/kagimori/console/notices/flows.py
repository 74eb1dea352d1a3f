"""What people do about notices: channels, answers, tests, and sending again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kagimori.console.doors.keyring import keyring
from kagimori.console.notices import delivering, wording
from kagimori.console.notices.models import Channel, Delivery, Notice
from kagimori.console.timeline.flows import append
from kagimori.console.work import enqueue
from kagimori.core.errors import Refused
from kagimori.core.vault import Purpose
from kagimori.gateways import notify

if TYPE_CHECKING:
    from datetime import datetime, time
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.core.people.standing import Actor
    from kagimori.core.secret import Secret


class NoChannel(Refused):
    """There is no such channel (any more)."""

    code = "notices.no_channel"
    status = 404


class NothingToAnswer(Refused):
    """Somebody has answered already, or no answer is wanted."""

    code = "notices.nothing_to_answer"


class NotAgain(Refused):
    """This delivery is on its way or was delivered; it is not sent again."""

    code = "notices.not_again"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whose a channel is: a team's, a user's own (by opaque id), or with neither the installation's."""

    team: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is told in a channel, and when it is left in peace; no kinds means all."""

    name: str
    kinds: tuple[str, ...] = ()
    quiet_from: time | None = None
    quiet_to: time | None = None
    zone: str = ""
    language: str = ""


@transaction.atomic
def add(receiver: Receiver, address: Secret, wishes: Wishes, *, by: Actor, now: datetime) -> Channel:
    """Return the new channel, its address sealed.  Raises AddressUnusable."""
    service = service_of(address)
    channel = Channel(team=receiver.team, user=receiver.user, service=service, made_at=now, **_columns(wishes))
    channel.sealed = keyring().box(Purpose.CHANNELS).seal(address, bound_to=channel.bound_to)
    channel.save(force_insert=True)
    _told("notices.channel_added", channel, by, now)
    return channel


@transaction.atomic
def change(receiver: Receiver, channel: UUID | str, wishes: Wishes, *, by: Actor, now: datetime) -> None:
    """Change what a channel is told and when.  Raises NoChannel."""
    found = find(receiver, channel)
    Channel.objects.filter(pk=found.pk, removed_at=None).update(**_columns(wishes))
    _told("notices.channel_changed", found, by, now)


@transaction.atomic
def remove(receiver: Receiver, channel: UUID | str, *, by: Actor, now: datetime) -> None:
    """Take a channel away; its address is forgotten at once.  Raises NoChannel."""
    found = find(receiver, channel)
    if Channel.objects.filter(pk=found.pk, removed_at=None).update(removed_at=now, sealed=b"") != 1:
        raise NoChannel
    _told("notices.channel_removed", found, by, now)


@transaction.atomic
def test(receiver: Receiver, channel: UUID | str, *, by: Actor, now: datetime) -> Delivery:
    """Return the delivery of a test notice, which is sent at once, whatever the hour.  Raises NoChannel."""
    found = find(receiver, channel)
    key = f"test:{found.pk}:{now.isoformat()}"
    notice = Notice.objects.create(key=key, kind=wording.TEST, team=receiver.team, at=now)
    delivery = Delivery.objects.create(notice=notice, channel=found, service=found.service, due_at=now)
    _told("notices.tested", found, by, now)
    transaction.on_commit(lambda: enqueue("notices_send", str(delivery.pk)))
    return delivery


def send_again(receiver: Receiver, delivery: UUID | str, *, by: Actor, now: datetime) -> None:
    """Put a delivery that was given up, or that is unsure, back on its way; its number stays.  Raises NotAgain."""
    _again(Delivery.objects.filter(pk=delivery, **_whose(receiver)), by=by, now=now)


def send_any_again(delivery: UUID | str, *, by: Actor, now: datetime) -> None:
    """Do the same for somebody at the server, whoever the receiver is.  Raises NotAgain."""
    _again(Delivery.objects.filter(pk=delivery), by=by, now=now)


@transaction.atomic
def _again(rows: QuerySet[Delivery], *, by: Actor, now: datetime) -> None:
    mine = rows.filter(state__in=("failed", "unsure"))
    row = mine.select_related("notice").first()
    if row is None or mine.update(state="waiting", tries=0, due_at=now, done_at=None, problem="", claim="") != 1:
        raise NotAgain
    told: dict[str, Any] = {"notice": row.notice.mark, "service": row.service}
    append("notices.sent_again", at=now, by=by, team=row.notice.team, subject=f"notice:{row.notice.pk}", **told)
    transaction.on_commit(lambda: enqueue("notices_send", str(row.pk)))


@transaction.atomic
def answer(team: str, notice: UUID | str, *, by: Actor, now: datetime) -> Notice:
    """Note that somebody is on it: nobody else is told.  Raises NothingToAnswer; the first of many is the one."""
    open_ones = Notice.objects.filter(pk=notice, team=team, answered_at=None).exclude(next_at=None, step=0)
    if open_ones.update(answered_at=now, answered_by=by.id, next_at=None) != 1:
        raise NothingToAnswer
    row = Notice.objects.get(pk=notice)
    append("notices.acknowledged", at=now, by=by, team=team, subject=f"notice:{row.pk}", notice=row.mark)
    return row


def find(receiver: Receiver, channel: UUID | str) -> Channel:
    """Return the living channel of this receiver.  Raises NoChannel."""
    mine = Channel.objects.filter(pk=channel, team=receiver.team, user=receiver.user, removed_at=None)
    found = mine.first()
    if found is None:
        raise NoChannel
    return found


def service_of(address: Secret) -> str:
    """Return which service an address belongs to.  Raises AddressUnusable."""
    said = address.reveal().decode()
    if said.startswith(delivering.OWN_MAIL) and not said.startswith("mailto://"):
        return "mail"
    return notify.service_of(said, delivering.ways())


def _columns(wishes: Wishes) -> dict[str, object]:
    return {
        "name": wishes.name,
        "kinds": list(wishes.kinds),
        "quiet_from": wishes.quiet_from,
        "quiet_to": wishes.quiet_to,
        "zone": wishes.zone,
        "language": wishes.language,
    }


def _whose(receiver: Receiver) -> dict[str, str]:
    if receiver.user:
        return {"channel__user": receiver.user}
    return {"notice__team": receiver.team}


def _told(kind: str, channel: Channel, by: Actor, now: datetime) -> None:
    append(kind, at=now, by=by, team=channel.team, subject=f"channel:{channel.pk}", service=channel.service)
