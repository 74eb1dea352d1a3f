"""What the doctor keeps: cases as append-only events, who may open them, links that carry a right, and two ledgers.

No row holds a raw text, an address or a random token: texts are masked, tokens and addresses stand as keyed hashes.
What a case means is told by `core.doctor.case`; writing is in `flows`, reading in `queries`.
"""

from __future__ import annotations

import uuid

from django.db import models

from kagimori.console.accounts.models import InstagramAccount


class Case(models.Model):
    """One person's trouble, kept for as long as its policy says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    lang = models.CharField(max_length=2)
    # What the person holds in the hand; instructions are given for it.
    os = models.CharField(max_length=10)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    # The day booked for the next look, once the case is over.
    next_check_on = models.DateField(null=True)
    # When the typed words were taken out; the rest of the case says nothing about a person.
    forgotten_at = models.DateTimeField(null=True)
    # The account whose trouble it is; None for an anonymous case, which belongs to the browsers that hold it.  With
    # an account it belongs to the team, and no browser opens it by a cookie any more.
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, null=True, related_name="cases")
    # Who works on it, as an opaque id.
    worked_by = models.CharField(max_length=36, blank=True)

    class Meta:
        """An account's page lists its open cases."""

        indexes = (models.Index(fields=("account", "closed_at"), name="doctor_case_by_account"),)

    def __str__(self) -> str:
        """Return the identifier."""
        return str(self.id)


class CaseEvent(models.Model):
    """One event; two writers at once want the same position, and only one gets it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    line = models.TextField()

    class Meta:
        """The place in the case is taken once."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("case", "position"), name="doctor_event_position_once"),)

    def __str__(self) -> str:
        """Return where it stands."""
        return f"{self.case_id} {self.position}"


class CaseHolder(models.Model):
    """A browser that may open a case, by the hash of its cookie."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holders")
    browser = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        """A browser holds a case once."""

        constraints = (models.UniqueConstraint(fields=("case", "browser"), name="doctor_holder_once"),)

    def __str__(self) -> str:
        """Return since when."""
        return f"{self.case_id} since {self.since:%Y-%m-%d}"


class CaseLink(models.Model):
    """A link that makes another browser a holder; only its hash is kept."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    hashed = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return when it ends."""
        return f"{self.case_id} until {self.ends_at:%Y-%m-%d %H:%M}"


class Appeal(models.Model):
    """One appeal that a person sent, and what came of it; no text is kept."""

    browser = models.CharField(max_length=64, db_index=True)
    position = models.PositiveIntegerField()
    sent_on = models.DateField()
    rejected_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)

    class Meta:
        """Two windows of one browser cannot both send the next appeal."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("browser", "position"), name="doctor_appeal_position_once"),)

    def __str__(self) -> str:
        """Return the day it was sent."""
        return f"{self.sent_on:%Y-%m-%d}"


class Knock(models.Model):
    """How often a deed was asked for from one address within one hour; the address stands as a keyed hash."""

    address = models.CharField(max_length=64)
    deed = models.CharField(max_length=20)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One counter per address, deed and hour."""

        constraints = (models.UniqueConstraint(fields=("address", "deed", "hour"), name="doctor_knock_once"),)

    def __str__(self) -> str:
        """Return the deed and the count."""
        return f"{self.deed} {self.count}"
