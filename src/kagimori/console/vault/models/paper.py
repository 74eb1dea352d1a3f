"""What was printed of a sheet: a record, never a copy."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.models import Person
from kagimori.console.vault.models.codes import CodeSheet

KINDS = ("sheet", "envelope")


class Paper(models.Model):
    """One print, as a sheet or for a sealed envelope; its number stands on the paper with check digits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(CodeSheet, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    number = models.CharField(max_length=20, unique=True)
    printed_at = models.DateTimeField()
    printed_by = models.CharField(max_length=36, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    words = models.CharField(_("where exactly"), max_length=100, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=36, blank=True)
    why = models.CharField(max_length=200, blank=True)
    # Torn up, or replaced by a newer one.
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Read by sheet."""

        indexes = (models.Index(fields=("sheet", "printed_at"), name="vault_papers_of"),)

    def __str__(self) -> str:
        """Return the number."""
        return self.number
