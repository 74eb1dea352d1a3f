"""The team's notices: where they go, what became of each, sending one again, and saying "I am on it".

A channel's address holds a secret of another service: it is typed on a page, and no answer of the API shows it.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema

from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.pages import Page, Window, page
from kagimori.console.doors.problems import NotHere
from kagimori.console.notices import flows, queries
from kagimori.console.notices.flows import Receiver
from kagimori.console.notices.models import Channel, Delivery, Notice

room = Room("notices")


class ChannelOut(Schema):
    """A way to tell the team; no kinds means all of them."""

    id: UUID
    name: str
    service: str
    kinds: list[str]
    quiet_from: time | None
    quiet_to: time | None
    made_at: datetime
    worked_at: datetime | None


class NoticeOut(Schema):
    """An event that people are told of; `mark` stands on every copy."""

    id: UUID
    mark: str
    kind: str
    at: datetime
    answered_at: datetime | None
    answered_by: str


class DeliveryOut(Schema):
    """A notice on its way into one channel."""

    id: UUID
    notice: UUID
    channel: UUID | None
    service: str
    state: str
    due_at: datetime
    tries: int
    problem: str
    done_at: datetime | None

    @staticmethod
    def resolve_notice(delivery: Delivery) -> UUID:
        """Return the notice's id."""
        return delivery.notice_id

    @staticmethod
    def resolve_channel(delivery: Delivery) -> UUID | None:
        """Return the channel's id."""
        return delivery.channel_id


@room.open("GET", "/teams/{slug:team}/channels", needs="notices.manage", answer=Page[ChannelOut])
def channels(request: HttpRequest, team: str, window: Query[Window]) -> Any:
    """List where the team is told."""
    rows = Channel.objects.filter(team=standing_of(request).team, user="", removed_at=None)
    return page(rows, window, by=("made_at", "id"))


@room.open("DELETE", "/teams/{slug:team}/channels/{uuid:channel}", needs="notices.manage", status=204)
def remove_channel(request: HttpRequest, team: str, channel: UUID) -> None:
    """Take a channel away; its address is forgotten at once."""
    standing = standing_of(request)
    flows.remove(Receiver(standing.team), channel, by=standing.actor, now=timezone.now())


@room.open(
    "POST", "/teams/{slug:team}/channels/{uuid:channel}/test", needs="notices.manage", answer=DeliveryOut, status=201
)
def try_channel(request: HttpRequest, team: str, channel: UUID) -> Any:
    """Send a test notice, whatever the hour."""
    standing = standing_of(request)
    return flows.test(Receiver(standing.team), channel, by=standing.actor, now=timezone.now())


@room.open("GET", "/teams/{slug:team}/notices", needs="notices.manage", answer=Page[NoticeOut])
def notices(request: HttpRequest, team: str, window: Query[Window]) -> Any:
    """List the team's notices, newest first."""
    return page(Notice.objects.filter(team=standing_of(request).team), window, by=("-at", "id"))


@room.open("GET", "/teams/{slug:team}/deliveries", needs="notices.manage", answer=Page[DeliveryOut])
def deliveries(request: HttpRequest, team: str, window: Query[Window]) -> Any:
    """List what became of the team's notices, newest first."""
    return page(Delivery.objects.filter(notice__team=standing_of(request).team), window, by=("-due_at", "id"))


@room.open("POST", "/teams/{slug:team}/deliveries/{uuid:delivery}/again", needs="notices.manage", status=204)
def send_again(request: HttpRequest, team: str, delivery: UUID) -> None:
    """Put a delivery that was given up, or that is unsure, back on its way."""
    standing = standing_of(request)
    if not Delivery.objects.filter(pk=delivery, notice__team=standing.team).exists():
        raise NotHere
    flows.send_again(Receiver(standing.team), delivery, by=standing.actor, now=timezone.now())


@room.open("POST", "/teams/{slug:team}/notices/{uuid:notice}/answer", needs="team.see", answer=NoticeOut)
def answer_notice(request: HttpRequest, team: str, notice: UUID) -> Any:
    """Say "I am on it": nobody else is told."""
    standing = standing_of(request)
    if queries.notice(standing, notice) is None:
        raise NotHere
    return flows.answer(standing.team, notice, by=standing.actor, now=timezone.now())
