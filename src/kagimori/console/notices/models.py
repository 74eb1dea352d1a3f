"""Channels, what is to be told, and each delivery until it is done.

`Delivery` is the outbox: its row, unique for notice and receiver, is stored before anything is sent.
"""

from __future__ import annotations

import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.core.notices.timing import Quiet
from kagimori.core.vault import AssociatedData

STATES = ("waiting", "sending", "sent", "failed", "unsure")


class Channel(models.Model):
    """A way to tell somebody: a team's, a user's own, or, with neither, the installation's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.CharField(max_length=36, blank=True)
    # The user's opaque id.
    user = models.CharField(max_length=36, blank=True)
    name = models.CharField(_("name"), max_length=60)
    service = models.CharField(max_length=20)
    # The address with its tokens.
    sealed = models.BinaryField()
    # Ids of notices; empty: all of them.
    kinds = models.JSONField(default=list)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=50, blank=True)
    language = models.CharField(max_length=5, blank=True)
    made_at = models.DateTimeField()
    worked_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """Found by whom they belong to."""

        indexes = (models.Index(fields=("team", "user"), name="notices_by_receiver"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def bound_to(self) -> AssociatedData:
        """Return the place that the sealed address is bound to."""
        return AssociatedData(self.team, str(self.pk), "sealed")

    @property
    def quiet(self) -> Quiet:
        """Return the quiet hours."""
        return Quiet(self.quiet_from, self.quiet_to, ZoneInfo(self.zone or settings.TIME_ZONE))

    def wants(self, kind: str) -> bool:
        """Return whether this kind of notice is told here."""
        return not self.kinds or kind in self.kinds


class Notice(models.Model):
    """One event that people are told of, once; `key` names the event."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=100, unique=True)
    # The number of the timeline's entry that it tells of; None for a test.
    entry = models.PositiveBigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    team = models.CharField(max_length=36, blank=True, db_index=True)
    at = models.DateTimeField()
    # How many people were told in turn, and when the next one is; None where nobody needs to answer (any more).
    step = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, db_index=True)
    answered_at = models.DateTimeField(null=True)
    # The user's opaque id.
    answered_by = models.CharField(max_length=36, blank=True)

    def __str__(self) -> str:
        """Return the visible number."""
        return self.mark

    @property
    def mark(self) -> str:
        """Return the number that stands on every copy, so that two copies are seen to be one notice."""
        return f"K-{self.pk.hex[:8].upper()}"


class Delivery(models.Model):
    """A notice on its way into one channel, or to a user's own mail address where there is no channel.

    waiting -> sending (claimed by one worker) -> sent, failed (given up), unsure (it may have arrived).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, null=True, related_name="deliveries")
    user = models.CharField(max_length=36, blank=True)
    service = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default="waiting", choices=[(state, state) for state in STATES])
    due_at = models.DateTimeField()
    claim = models.CharField(max_length=36, blank=True)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Once for each receiver; the sweep looks for what is due."""

        constraints = (
            models.UniqueConstraint(fields=("notice", "channel"), name="notices_once_a_channel"),
            models.UniqueConstraint(
                fields=("notice", "user"), condition=models.Q(channel=None), name="notices_once_a_mailbox"
            ),
        )
        indexes = (
            models.Index(
                fields=("state", "due_at"),
                name="notices_due",
                condition=models.Q(state__in=("waiting", "sending")),
            ),
        )

    def __str__(self) -> str:
        """Return the state."""
        return f"{self.service} {self.state}"
