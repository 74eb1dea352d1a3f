"""Forgets sessions whose time is over."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.utils import timezone

from kagimori.console.work import cron


@cron("people_forget_sessions", "41 3 * * *")
def forget_sessions() -> None:
    """Remove what no browser can use any more."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
