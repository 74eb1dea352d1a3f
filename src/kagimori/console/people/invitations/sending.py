"""Sending the mail of an invitation.

The job makes the link anew, so that its secret part rests nowhere but in the mail.  A mail may go out twice when a
process dies in between; the link in the later one works.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from kagimori.console.people.invitations.links import hash_of, new_token
from kagimori.console.people.models import Invitation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

log = logging.getLogger("kagimori.people")
# A try that is not heard of again is tried anew after so long; then the list of invitations says that none went out.
AGAIN = timedelta(minutes=10)
MOST_TRIES = 5


def mail_works() -> bool:
    """Return whether links can be sent: there is a mail server, and an address under which others reach us."""
    return bool(settings.MAIL_SENT and settings.PUBLIC_URL)


def due(now: datetime) -> Iterable[UUID]:
    """Return the invitations whose mail is to go out."""
    waiting = Invitation.objects.filter(send_due__lte=now, accepted_at=None, withdrawn_at=None)
    return waiting.filter(send_tries__lt=MOST_TRIES).values_list("pk", flat=True)


def send(invitation: UUID | str, now: datetime) -> bool:
    """Send the mail if it is due, with a new link; return whether it went out."""
    waiting = Invitation.objects.filter(pk=invitation, send_due__lte=now, accepted_at=None, withdrawn_at=None)
    token = new_token()
    claimed = waiting.filter(lapses_at__gt=now, send_tries__lt=MOST_TRIES)
    if not mail_works() or not claimed.update(
        hashed=hash_of(token), send_due=now + AGAIN, send_tries=F("send_tries") + 1
    ):
        return False
    row = Invitation.objects.select_related("team", "invited_by").get(pk=invitation)
    if not _sent(row, settings.PUBLIC_URL + reverse("people:join", args=(token,))):
        return False
    Invitation.objects.filter(pk=invitation, hashed=row.hashed).update(sent_at=now, send_due=None)
    return True


def _sent(row: Invitation, link: str) -> bool:
    words = {"link": link, "name": row.name, "team": row.team.name, "by": row.invited_by, "lapses": row.lapses_at}
    with translation.override(row.language or settings.LANGUAGE_CODE):
        text = render_to_string("people/invitations/mail.txt", words)
    subject, _, body = text.partition("\n")
    try:
        send_mail(" ".join(subject.split()), body.strip() + "\n", None, [row.email])
    except (OSError, smtplib.SMTPException) as problem:
        # The list of invitations says that nothing went out; the address stands in no log.
        log.warning("event=people.invitation_mail_failed invitation=%s problem=%s", row.pk, type(problem).__name__)
        return False
    return True
