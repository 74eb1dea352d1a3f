"""What was read and waits for a "yes": sealed, its maker's own, gone after minutes."""

from __future__ import annotations

import uuid

from django.db import models

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.people.models import Team


class _Draft(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    # Whose it is: the opaque id of a user.
    user = models.CharField(max_length=36)
    sealed = models.BinaryField()
    # What may be shown of it: numbers, lines and reasons, names of entries; nothing secret.
    shown = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class CodesDraft(_Draft):
    """Backup codes that were pasted or read from a file."""

    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="+")


class KeysDraft(_Draft):
    """Authenticator entries from a file, to be told which account each belongs to."""
