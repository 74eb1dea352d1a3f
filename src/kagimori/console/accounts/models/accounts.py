"""An Instagram account as one team knows it.

Nothing here was read from Instagram: people say it, with a date.  What audits will count stands on this row as
counters, changed in the same transaction as what they count; `flows.recount` proves them.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.models import Team


class InstagramAccount(models.Model):
    """One account; the same handle may stand in two teams, and then both share its tries, not its row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="accounts")
    # Without the at sign, in lower case.
    handle = models.CharField(_("user name"), max_length=30)
    name = models.CharField(_("name"), max_length=100, blank=True)
    # What Instagram has on file for it: E.164, and an address.
    phone = models.CharField(_("phone number on file"), max_length=16, blank=True)
    email = models.EmailField(_("mail address on file"), blank=True)
    # Keyed hash of the handle: how the whole installation counts tries.
    hashed = models.CharField(max_length=64, db_index=True)
    added_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    # Counters.  Living means: not ended, not lifted, not taken back.
    owners = models.PositiveIntegerField(default=0)
    admins = models.PositiveIntegerField(default=0)
    ads_operators = models.PositiveIntegerField(default=0)
    # Admins with full access: who could let a colleague in again.
    co_admins = models.PositiveIntegerField(default=0)
    # The soonest last day of a living grant; None: none ends.
    next_grant_ends_on = models.DateField(null=True, blank=True)
    # When a grant was last given, changed or ended; None: nobody has noted any.
    grants_at = models.DateTimeField(null=True, blank=True)
    holders = models.PositiveIntegerField(default=0)
    # Ways to the second step that are known to be on.
    methods = models.PositiveIntegerField(default=0)
    open_cases = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    # Those that count as failed.
    failures = models.PositiveIntegerField(default=0)
    # Locks and blocks that this team has told of, all in all.
    holds = models.PositiveIntegerField(default=0)
    lockouts = models.PositiveIntegerField(default=0)
    # Whole minutes of the lock-outs that are over.
    lockout_minutes = models.PositiveIntegerField(default=0)
    locked_out_since = models.DateTimeField(null=True, blank=True)
    # Backup codes that still get somebody in; None: no sheet is kept.  When they are to be counted again.
    codes_left = models.PositiveIntegerField(null=True, blank=True)
    codes_count_due_on = models.DateField(null=True, blank=True)
    # In how many places the sheet lies, as people say.
    codes_digital = models.PositiveIntegerField(default=0, db_default=0)
    codes_on_paper = models.PositiveIntegerField(default=0, db_default=0)
    # Apps that are proven to hold the account's authenticator key.
    authenticators = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        """A team has a handle once; lists are read by handle."""

        constraints = (
            models.UniqueConstraint(
                fields=("team", "handle"), condition=models.Q(archived_at=None), name="accounts_handle_once"
            ),
        )
        indexes = (
            # In the order of the list, with what a search looks at: rows that do not fit are not fetched.
            models.Index(fields=("team", "handle", "name", "phone", "archived_at"), name="accounts_by_words"),
            models.Index(fields=("team", "phone"), name="accounts_by_phone"),
        )

    def __str__(self) -> str:
        """Return the handle as people write it."""
        return f"@{self.handle}"


class NumberLoad(models.Model):
    """How many living accounts of a team have one phone number on file (DOC-18); counted, never guessed."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    # E.164.
    number = models.CharField(max_length=16)
    accounts = models.PositiveIntegerField(default=0)

    class Meta:
        """One counter per team and number."""

        constraints = (models.UniqueConstraint(fields=("team", "number"), name="accounts_number_once"),)

    def __str__(self) -> str:
        """Return how many."""
        return str(self.accounts)
