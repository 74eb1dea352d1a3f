"""What the room does by itself: every minute it tells those who wait that a try is safe; every hour it ends grants."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.accounts.flows.grants import end_due_grants
from kagimori.console.accounts.flows.waiting import tell_waiting
from kagimori.console.work import cron
from kagimori.core.text import Text


@cron("accounts_waiting", "* * * * *", words=Text("待っている人に知らせる", "Tell those who wait for a safe try"))
def waiting() -> None:
    """Tell everybody whose account is safe to try again."""
    tell_waiting(timezone.now())


@cron("accounts_grants", "5 * * * *", words=Text("期限の過ぎた権限を終える", "End rights whose last day is over"))
def grants() -> None:
    """End every grant whose last day is over where its team is."""
    end_due_grants(timezone.now())
