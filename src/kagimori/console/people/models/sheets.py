"""A list of people on its way in: read, not yet taken over.  Forgotten when it is, or a day later."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from kagimori.console.people.models.teams import Team


class SheetDraft(models.Model):
    """The lines of an uploaded list as texts, and what the person has said about its columns and doubles so far."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    # The name of the encoding, shown so that a person can tell what was understood.
    encoding = models.CharField(max_length=20)
    header = models.JSONField()
    # Pairs of the line's number in the file and its cells.
    lines = models.JSONField()
    # What each column means, by its place; empty: nothing that we keep.
    meanings = models.JSONField(default=list)

    def __str__(self) -> str:
        """Return how long the list is; what stands in it is a private matter."""
        return f"{len(self.lines)} lines"
