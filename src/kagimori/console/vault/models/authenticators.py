"""Authenticators of Instagram accounts: the key, sealed; the apps that hold it; who saw a code; who may for a while."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.people.models import Person
from kagimori.core.people.facts import STATES

# pending: scanned, and no app has proven it yet.  living: codes are made from it.  retired: kept for the doctor alone.
STAGES = ("pending", "living", "retired")
WAYS = ("camera", "picture", "typed", "file", "api")


class Authenticator(models.Model):
    """An authenticator key that Instagram gave out for an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="authenticators_of")
    stage = models.CharField(max_length=7, choices=[(stage, stage) for stage in STAGES], default="pending")
    sealed = models.BinaryField()
    # Keyed fingerprint of the key: shows that two entries hold the same one.
    mark = models.CharField(max_length=64, db_index=True)
    issuer = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=100, blank=True)
    algorithm = models.CharField(max_length=6, default="sha1")
    digits = models.PositiveSmallIntegerField(default=6)
    period_s = models.PositiveIntegerField(default=30)
    way = models.CharField(max_length=7, choices=[(way, way) for way in WAYS])
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=36, blank=True)
    # When a code of it was first proven.
    proven_at = models.DateTimeField(null=True, blank=True)
    # There was a picture of the QR code, whose original must be deleted; and when somebody said that it is (VLT-07).
    had_picture = models.BooleanField(default=False)
    picture_gone_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_why = models.CharField(max_length=10, blank=True)

    class Meta:
        """One living key per account, and one that waits to be proven."""

        constraints = (
            models.UniqueConstraint(
                fields=("account",), condition=models.Q(stage="living"), name="vault_one_living_key"
            ),
            models.UniqueConstraint(
                fields=("account",), condition=models.Q(stage="pending"), name="vault_one_pending_key"
            ),
        )

    def __str__(self) -> str:
        """Return the stage."""
        return self.stage


class App(models.Model):
    """An app on a device that holds the key, and whose it is (VLT-05)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authenticator = models.ForeignKey(Authenticator, on_delete=models.PROTECT, related_name="apps")
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="apps_of")
    # An id of knowledge/data/authenticators.toml.
    app = models.CharField(_("app"), max_length=20)
    device = models.CharField(_("device"), max_length=100)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="apps", null=True, blank=True)
    added_at = models.DateTimeField()
    # When its code was typed here and was right; None: it is not known to hold the key.
    proven_at = models.DateTimeField(null=True, blank=True)
    # How far its clock was off then, in steps of the period; ahead is positive.
    drift_steps = models.SmallIntegerField(null=True, blank=True)
    drift_at = models.DateTimeField(null=True, blank=True)
    # The step of the code that was typed last, so that one code proves once.
    last_step = models.BigIntegerField(null=True, blank=True)
    # What the holder says (VLT-08).
    clock_synced = models.CharField(max_length=7, choices=[(s, s) for s in STATES], default="unknown")
    app_locked = models.CharField(max_length=7, choices=[(s, s) for s in STATES], default="unknown")
    said_at = models.DateTimeField(null=True, blank=True)
    said_by = models.CharField(max_length=36, blank=True)
    # When the holder was last asked to check it, so that they are asked once a quarter.
    asked_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """An app on a device holds a key once."""

        constraints = (
            models.UniqueConstraint(
                fields=("authenticator", "app", "device"),
                condition=models.Q(removed_at=None),
                name="vault_app_once",
            ),
        )

    def __str__(self) -> str:
        """Return app and device."""
        return f"{self.app} on {self.device}"


class Share(models.Model):
    """Somebody may see an account's codes for one purpose and a while, without holding the right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="shares")
    # To whom: the opaque id of a user who is a member of the team.
    user = models.CharField(max_length=36)
    purpose = models.CharField(_("what for"), max_length=200)
    begins_at = models.DateTimeField()
    until = models.DateTimeField()
    given_by = models.CharField(max_length=36, blank=True)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Looked for by whom it was given to."""

        indexes = (models.Index(fields=("user", "until"), name="vault_shares_to"),)

    def __str__(self) -> str:
        """Return until when."""
        return f"until {self.until:%Y-%m-%d %H:%M}"


class CodeShown(models.Model):
    """A code was shown to somebody: written before it left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authenticator = models.ForeignKey(Authenticator, on_delete=models.PROTECT, related_name="shown")
    user = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()
    # The step of the code's period, since 1970.
    step = models.BigIntegerField()
    purpose = models.CharField(max_length=12)
    why = models.CharField(max_length=200, blank=True)
    case = models.CharField(max_length=36, blank=True)
    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        """Read by key, the newest first."""

        indexes = (models.Index(fields=("authenticator", "at"), name="vault_shown_of"),)

    def __str__(self) -> str:
        """Return when."""
        return f"{self.at:%Y-%m-%d %H:%M}"
