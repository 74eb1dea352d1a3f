"""Sheets of backup codes: every code a row of its own, so that one code goes to one person once.

What was done with a code stands on its row and in the timeline; the code itself is sealed, and found by its mark.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.people.models import Person
from kagimori.core.vault.codes.places import PLACES
from kagimori.core.vault.codes.states import STATES


class CodeSheet(models.Model):
    """The codes that Instagram showed at one time; a new sheet retires the one before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="code_sheets")
    # 1 for the first sheet of an account.
    generation = models.PositiveIntegerField()
    # How many codes it had.
    size = models.PositiveSmallIntegerField()
    # The day on which Instagram made them; None: nobody has said.
    issued_on = models.DateField(_("made on"), null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=36, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_why = models.CharField(max_length=10, blank=True)
    # When the team was told that few, or none, are left; a column each, so that it is told once.
    low_told_at = models.DateTimeField(null=True, blank=True)
    gone_told_at = models.DateTimeField(null=True, blank=True)
    # When a code of it was used on purpose and worked: the sheet is real.
    drilled_at = models.DateTimeField(null=True, blank=True)
    # When what stands here was last compared with what Instagram shows, and when that is due again.
    counted_at = models.DateTimeField(null=True, blank=True)
    count_due_on = models.DateField(null=True, blank=True)
    count_asked_at = models.DateTimeField(null=True, blank=True)
    # Since when nobody can know what is left: a backup of the console came back.
    doubtful_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One living sheet per account."""

        constraints = (
            models.UniqueConstraint(
                fields=("account",), condition=models.Q(retired_at=None), name="vault_one_living_sheet"
            ),
            models.UniqueConstraint(fields=("account", "generation"), name="vault_generation_once"),
        )
        indexes = (models.Index(fields=("count_due_on",), name="vault_counts_due"),)

    def __str__(self) -> str:
        """Return which sheet."""
        return f"#{self.generation}"


class BackupCode(models.Model):
    """One code; `account` is its sheet's, so that a claim looks at one table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(CodeSheet, on_delete=models.PROTECT, related_name="codes")
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="backup_codes")
    # From 1, as it stands on the sheet.
    place = models.PositiveSmallIntegerField()
    # Empty once the code is worth nothing any more.
    sealed = models.BinaryField()
    # Keyed fingerprint of account and code.
    mark = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=[(state, state) for state in STATES], default="unused")
    # What it was before the last change, for taking that back within a minute; empty: nothing to take back.
    before = models.CharField(max_length=8, blank=True)
    # Who changed it last, when, what for, and in which of the doctor's cases.
    by = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    purpose = models.CharField(max_length=12, blank=True)
    why = models.CharField(max_length=200, blank=True)
    case = models.CharField(max_length=36, blank=True)
    # Until when it is kept for `by`, where it is reserved.
    until = models.DateTimeField(null=True, blank=True)
    # When its value was last handed out, which stays, and who has it; used ones may never have been: paper exists.
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_to = models.CharField(max_length=36, blank=True)

    class Meta:
        """A place and a code stand on a sheet once."""

        constraints = (
            models.UniqueConstraint(fields=("sheet", "place"), name="vault_place_once"),
            models.UniqueConstraint(fields=("sheet", "mark"), name="vault_code_once"),
        )
        indexes = (
            models.Index(fields=("account", "mark"), name="vault_codes_by_mark"),
            models.Index(fields=("account", "handed_at"), name="vault_codes_handed"),
        )

    def __str__(self) -> str:
        """Return which code, never the code."""
        return f"#{self.place} {self.state}"


class SheetPlace(models.Model):
    """Where a sheet lies, as somebody said (VLT-03)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(CodeSheet, on_delete=models.PROTECT, related_name="places")
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of place"), max_length=10, choices=[(place, place) for place in PLACES])
    words = models.CharField(_("where exactly"), max_length=100, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=36, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Read by sheet."""

        indexes = (models.Index(fields=("account", "gone_at"), name="vault_places_of"),)

    def __str__(self) -> str:
        """Return the kind."""
        return self.kind


class CodeCount(models.Model):
    """One comparison with what Instagram shows: how many codes stand there unused, and how many we held."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(CodeSheet, on_delete=models.PROTECT, related_name="counts")
    at = models.DateTimeField()
    by = models.CharField(max_length=36, blank=True)
    shown = models.PositiveSmallIntegerField(_("codes that Instagram shows"))
    held = models.PositiveSmallIntegerField()

    class Meta:
        """Read by sheet, the newest first."""

        indexes = (models.Index(fields=("sheet", "at"), name="vault_counts_of"),)

    def __str__(self) -> str:
        """Return both numbers."""
        return f"{self.shown} shown, {self.held} held"
