"""Sends the link that sets a new password; the job finds out whether the address has a login."""

from __future__ import annotations

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from kagimori.console.people.login import resets
from kagimori.console.people.models import User
from kagimori.console.work import job
from kagimori.core.people.standing import Actor
from kagimori.core.text import Text

log = logging.getLogger("kagimori.people")


@job("people_send_reset_link", Text("パスワード再設定メールの送信", "Sending a link for a new password"))
def send_reset_link(opaque: str) -> None:
    """Make a link for the user with this opaque id and send it; does nothing for the mark of an unknown address."""
    user = None if opaque == resets.NOBODY else User.objects.filter(opaque=opaque, is_active=True).first()
    if user is None or not settings.PUBLIC_URL:
        return
    token = resets.make(user.email, now=timezone.now(), by=Actor.itself())
    with translation.override(user.language or settings.LANGUAGE_CODE):
        words = {"link": settings.PUBLIC_URL + reverse("reset_link", args=(token,)), "name": str(user)}
        subject, _, body = render_to_string("login/reset_mail.txt", words).partition("\n")
        try:
            send_mail(subject.strip(), body.strip() + "\n", None, [user.email])
        except (OSError, smtplib.SMTPException) as problem:
            # The person asks again; the address stands in no log.
            log.warning("event=people.reset_mail_failed user=%s problem=%s", opaque, type(problem).__name__)
