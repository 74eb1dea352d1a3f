"""The ledger of tries and holds, for the whole installation: found by the keyed hash of the handle.

Rows hold opaque ids.  A row belongs to a team's account, so that a team reads its own; other teams learn that somebody
tried, never who.
"""

from __future__ import annotations

import uuid

from django.db import models

from kagimori.console.accounts.models.accounts import InstagramAccount
from kagimori.core.accounts.tries import HOLDS, KINDS, OUTCOMES
from kagimori.core.people.facts import SOURCES


class Try(models.Model):
    """One try to log in; written before anybody types, so that a lost outcome counts as a failure."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hashed = models.CharField(max_length=64)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="ledger")
    # Who tries, as an opaque id; empty where nobody knows.
    user = models.CharField(max_length=36, blank=True)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    outcome = models.CharField(max_length=10, choices=[(outcome, outcome) for outcome in OUTCOMES], default="pending")
    at = models.DateTimeField()
    # Until when somebody may still have been typing.
    until = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    case = models.CharField(max_length=36, blank=True)
    # The one trial slot of an account: nobody else begins while it is open and has not ended.
    open = models.BooleanField(default=False)

    class Meta:
        """One open try per account over the whole installation."""

        constraints = (
            models.UniqueConstraint(fields=("hashed",), condition=models.Q(open=True), name="accounts_slot"),
        )
        indexes = (
            models.Index(fields=("hashed", "at"), name="accounts_tries_by_hash"),
            models.Index(fields=("account", "at"), name="accounts_tries_of"),
        )

    def __str__(self) -> str:
        """Return when and what came of it."""
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"


class Hold(models.Model):
    """A lock, a block or an outage that somebody told of: over between `soonest` and `ends_at`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hashed = models.CharField(max_length=64)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="held")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in HOLDS])
    since = models.DateTimeField()
    soonest = models.DateTimeField()
    ends_at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=[(source, source) for source in SOURCES])
    by = models.CharField(max_length=36, blank=True)
    told_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Read with the tries."""

        indexes = (models.Index(fields=("hashed", "ends_at"), name="accounts_holds_by_hash"),)

    def __str__(self) -> str:
        """Return what and until when."""
        return f"{self.kind} until {self.ends_at:%Y-%m-%d %H:%M}"


class PlatformOutage(models.Model):
    """One row: since when the platform itself says that logging in is disturbed; None: it does not."""

    since = models.DateTimeField(null=True)
    # The number of the timeline's entry that said so last.
    entry = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        """Return since when."""
        return f"since {self.since}"


class Waiting(models.Model):
    """Somebody who wants to be told when a try is safe again."""

    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="waiting")
    user = models.CharField(max_length=36)
    since = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once per person and account."""

        constraints = (
            models.UniqueConstraint(
                fields=("account", "user"), condition=models.Q(told_at=None), name="accounts_waiting_once"
            ),
        )

    def __str__(self) -> str:
        """Return since when."""
        return f"since {self.since:%Y-%m-%d %H:%M}"
