"""Sending: a delivery is claimed by one worker, sent outside of any transaction, and its outcome noted.

A claim whose worker is lost lapses.  Mail and chat are then sent again, with the same number on the copy; a text
message is not, since it costs money and wakes people: it is shown as unsure.
"""

from __future__ import annotations

import logging
import uuid
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kagimori.console.doors.keyring import keyring
from kagimori.console.notices import people, wording
from kagimori.console.notices.models import Channel, Delivery, Notice
from kagimori.console.timeline.flows import append
from kagimori.core.errors import KagimoriError
from kagimori.core.notices.message import Outcome
from kagimori.core.notices.timing import Patience
from kagimori.core.people.standing import Actor
from kagimori.core.vault import Purpose
from kagimori.gateways import notify
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.notices.message import Message

ONCE_AT_MOST = ("sms",)
OWN_MAIL = "mailto:"

log = logging.getLogger("kagimori.notices")


def send(delivery: str, now: datetime) -> bool:
    """Send one delivery if it is due and nobody else does; return whether this worker did."""
    claim = str(uuid.uuid4())
    mine = Delivery.objects.filter(pk=delivery, state="waiting", due_at__lte=now)
    if mine.update(state="sending", claim=claim, claimed_at=now, tries=F("tries") + 1) != 1:
        return False
    row = Delivery.objects.select_related("notice", "channel").get(pk=delivery)
    note(row, claim, _outcome(row), timezone.now())
    return True


@transaction.atomic
def note(row: Delivery, claim: str, outcome: Outcome, now: datetime) -> None:
    """Note what became of it, if the claim still holds."""
    again = (
        None if outcome.state in ("sent", "refused") else _patience().next_try(row.tries, now, asked=outcome.again_in)
    )
    if row.service in ONCE_AT_MOST and outcome.state != "sent":
        again = None
    state = _state(row, outcome) if again is None else "waiting"
    done = {"due_at": again} if again else {"done_at": now}
    mine = Delivery.objects.filter(pk=row.pk, state="sending", claim=claim)
    if mine.update(state=state, problem=outcome.problem[:40], claim="", **done) != 1:
        return
    if state == "sent" and row.channel_id:
        Channel.objects.filter(pk=row.channel_id).update(worked_at=now)
    if state == "failed" and row.notice.kind not in ("notices.gave_up", wording.TEST):
        told: dict[str, Any] = {"notice": row.notice.mark, "service": row.service}
        append("notices.gave_up", at=now, by=Actor.itself(), team=row.notice.team, subject=_about(row), **told)


def lapse(now: datetime) -> None:
    """Free what a lost worker had claimed: text messages become unsure, everything else waits to be sent again."""
    lost = Delivery.objects.filter(state="sending", claimed_at__lte=now - load_policy()["notices.claim"].span)
    lost.filter(service__in=ONCE_AT_MOST).update(state="unsure", problem="worker_lost", claim="", done_at=now)
    lost.exclude(service__in=ONCE_AT_MOST).update(state="waiting", problem="worker_lost", claim="", due_at=now)


def due(now: datetime, most: int = 500) -> list[str]:
    """Return the ids of deliveries to send now, the oldest first."""
    waiting = Delivery.objects.filter(state="waiting", due_at__lte=now).order_by("due_at")
    return [str(pk) for pk in waiting.values_list("pk", flat=True)[:most]]


def unanswered(now: datetime) -> list[Notice]:
    """Return the notices whose next person is to be told now."""
    return list(Notice.objects.filter(next_at__lte=now, answered_at=None).order_by("next_at")[:100])


def ways() -> notify.Ways:
    """Return where messages may go: stand-ins on this machine only where the settings allow them."""
    allowed = bool(settings.STANDIN_ALLOWED)
    return notify.Ways(allowed, getattr(settings, "NOTICE_STANDINS", {}) if allowed else {})


def _outcome(row: Delivery) -> Outcome:
    try:
        if row.channel is None:
            return _by_own_mail(row.user, row.notice)
        if row.channel.removed_at is not None:
            return Outcome("refused", "channel_removed")
        text = wording.message(row.notice, row.channel.language)
        address = keyring().box(Purpose.CHANNELS).open(row.channel.sealed, bound_to=row.channel.bound_to)
        if address.reveal().startswith(OWN_MAIL.encode()) and not address.reveal().startswith(b"mailto://"):
            return _mail(address.reveal().decode().removeprefix(OWN_MAIL), text)
        return notify.send(address, text, ways())
    except KagimoriError as error:
        return Outcome("refused", error.code[:40])
    except Exception:
        # Whether it left the house is not known; the row must not stay claimed.
        log.exception("event=notices.send_failed delivery=%s", row.pk)
        return Outcome("unsure", "unforeseen")


def _by_own_mail(user: str, notice: Notice) -> Outcome:
    found = people.of_users([user])
    if not found or not found[0].mail:
        return Outcome("refused", "nobody_there")
    return _mail(found[0].mail, wording.message(notice, found[0].language))


def _mail(to: str, text: Message) -> Outcome:
    """Send through the installation's own mail server."""
    if not settings.MAIL_SENT:
        return Outcome("refused", "no_mail_server")
    subject = " ".join(f"{text.title} [{text.mark}]".split())
    try:
        EmailMessage(subject, text.body, to=[to]).send()
    except SMTPRecipientsRefused:
        return Outcome("refused", "mailbox")
    except (SMTPException, OSError) as problem:
        return Outcome("failed", type(problem).__name__.lower()[:40])
    return Outcome("sent")


def _state(row: Delivery, outcome: Outcome) -> str:
    if outcome.state == "sent":
        return "sent"
    return "unsure" if outcome.state == "unsure" and row.service in ONCE_AT_MOST else "failed"


def _about(row: Delivery) -> str:
    return f"channel:{row.channel_id}" if row.channel_id else f"user:{row.user}"


def _patience() -> Patience:
    policy = load_policy()
    return Patience(policy["notices.tries"].count, policy["notices.first_gap"].span, policy["notices.longest_gap"].span)
