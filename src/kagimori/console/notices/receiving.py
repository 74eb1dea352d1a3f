"""Who is told: the rows of a notice and its deliveries, stored before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from kagimori.console.notices import people
from kagimori.console.notices.models import Channel, Delivery, Notice
from kagimori.console.timeline.flows import append
from kagimori.console.work import enqueue
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_notices, load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kagimori.console.timeline.models import Entry
    from kagimori.core.notices.kinds import NoticeKind


@transaction.atomic
def queue(kind: NoticeKind, entry: Entry) -> Notice | None:
    """Return the new notice of an entry; None where that entry has one already."""
    notice, fresh = Notice.objects.get_or_create(
        key=f"entry:{entry.number}",
        defaults={"entry": entry.number, "kind": kind.id, "team": entry.team, "at": entry.at},
    )
    if not fresh:
        return None
    channels, mailboxes = _receivers(kind, entry)
    deliver(notice, kind, channels, mailboxes, entry.at)
    if kind.answer:
        Notice.objects.filter(pk=notice.pk).update(next_at=entry.at + load_policy()["notices.answer"].span)
    return notice


def deliver(
    notice: Notice, kind: NoticeKind, channels: Iterable[Channel], mailboxes: Iterable[str], now: datetime
) -> None:
    """Store a delivery for each receiver that has none of this notice yet; quiet hours put off what is not urgent."""
    rows = [
        Delivery(
            notice=notice,
            channel=channel,
            service=channel.service,
            due_at=now if kind.urgent else channel.quiet.over_at(now),
        )
        for channel in channels
    ]
    rows += [Delivery(notice=notice, user=user, service="mail", due_at=now) for user in mailboxes]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        if row.due_at <= now:
            _nudge(str(row.pk))


def tell_next(notice: Notice, now: datetime) -> None:
    """Tell the next person where nobody has answered in time; one of many workers does, by the conditional update."""
    kind = load_notices().get(notice.kind)
    turn = people.in_turn(notice.team)
    step = notice.step + 1
    last = kind is None or step >= len(turn)
    wait = None if last else now + load_policy()["notices.answer"].span
    with transaction.atomic():
        mine = Notice.objects.filter(pk=notice.pk, step=notice.step, answered_at=None, next_at__lte=now)
        if mine.update(step=step, next_at=wait) != 1:
            return
        if last or kind is None:
            _told("notices.unanswered", notice, now)
            return
        channels, mailboxes = _of_user(turn[step].user, kind)
        deliver(notice, kind, channels, mailboxes, now)
        _told("notices.escalated", notice, now, whom=turn[step].user)


def _receivers(kind: NoticeKind, entry: Entry) -> tuple[list[Channel], list[str]]:
    audience, users = Q(pk=None), set()
    if "team" in kind.to and entry.team:
        audience |= Q(team=entry.team, user="")
        users |= {one.user for one in people.in_turn(entry.team)}
    if "installation" in kind.to and not ("team" in kind.to and entry.team):
        audience |= Q(team="", user="")
        users |= {one.user for one in people.of_team("")}
    if "everyone" in kind.to:
        audience |= ~Q(team="") | ~Q(user="")
    if "whom" in kind.to:
        users |= {one.user for one in people.of_users([entry.whom])}
    living = Channel.objects.filter(audience | Q(user__in=users), removed_at=None)
    channels = [channel for channel in living if channel.wants(kind.id)]
    return channels, _mailboxes(kind, entry, {channel.user for channel in channels})


def _mailboxes(kind: NoticeKind, entry: Entry, reached: set[str]) -> list[str]:
    """Return who is told by mail, having no channel of their own: the first in turn, and the one concerned."""
    wanted = [one.user for one in people.of_users([entry.whom])] if "whom" in kind.to else []
    if kind.answer:
        wanted += [one.user for one in people.in_turn(entry.team)[:1]]
    return [user for user in dict.fromkeys(wanted) if user not in reached and settings.MAIL_SENT]


def _of_user(user: str, kind: NoticeKind) -> tuple[list[Channel], list[str]]:
    own = [channel for channel in Channel.objects.filter(user=user, removed_at=None) if channel.wants(kind.id)]
    return own, [] if own or not settings.MAIL_SENT else [user]


def _told(kind: str, notice: Notice, now: datetime, *, whom: str = "") -> None:
    subject = f"notice:{notice.pk}"
    append(kind, at=now, by=Actor.itself(), team=notice.team, subject=subject, whom=whom, notice=notice.mark)


def _nudge(delivery: str) -> None:
    transaction.on_commit(lambda: enqueue("notices_send", delivery))
