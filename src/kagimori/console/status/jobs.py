"""Looks at the status page by itself."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.status.flows import look_if_due
from kagimori.console.work import cron
from kagimori.core.text import Text


# Every minute it is asked whether a look is due; how far two looks lie apart is a figure of the policy.
@cron("status_look", "* * * * *", Text("Metaの障害情報の確認", "Looking at Meta's own report of outages"))
def look() -> None:
    """Look if the last look is old enough."""
    look_if_due(timezone.now())
