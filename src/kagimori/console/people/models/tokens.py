"""Keys for programs: a token acts as its user in one team, with at most the rights written on it, until it ends."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.models.teams import Team


class ApiToken(models.Model):
    """One token; only its hash is kept, and its first letters, so that a person can tell two apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="tokens")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(_("name"), max_length=100)
    hashed = models.CharField(max_length=64, unique=True)
    begins_with = models.CharField(max_length=12)
    # Ids of rights.
    rights = models.JSONField(default=list)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    # How often it was used within this minute.
    minute = models.DateTimeField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Return the name and how it begins."""
        return f"{self.name} ({self.begins_with}…)"
