"""What people have noted of an account: facts with three states, who holds its phone, campaigns, how ads are paid."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.accounts.models.accounts import InstagramAccount
from kagimori.console.people.models import Person
from kagimori.core.accounts.readiness import FACTS
from kagimori.core.people.facts import SOURCES, STATES, Fact


class AccountFact(models.Model):
    """One answer of three states, with who says so and since when; no row: nobody has said anything."""

    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="facts")
    name = models.CharField(max_length=20, choices=[(name, name) for name in FACTS])
    state = models.CharField(max_length=7, choices=[(state, state) for state in STATES])
    source = models.CharField(max_length=10, choices=[(source, source) for source in SOURCES])
    # The opaque id of the user who said so.
    by = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()

    class Meta:
        """One answer per question; what was said before stands in the timeline."""

        constraints = (models.UniqueConstraint(fields=("account", "name"), name="accounts_fact_once"),)

    def __str__(self) -> str:
        """Return question and answer."""
        return f"{self.name} {self.state}"

    def to_core(self) -> Fact:
        """Return the answer as it is judged."""
        return Fact(self.state, self.source, self.by, self.at)  # type: ignore[arg-type]  # the columns allow no other words


class Holder(models.Model):
    """Who has the device that receives or shows the codes of this account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="held_by")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holds")
    device = models.CharField(_("device"), max_length=100)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A device of a person is named once."""

        constraints = (
            models.UniqueConstraint(
                fields=("account", "person", "device"), condition=models.Q(ended_at=None), name="accounts_holder_once"
            ),
        )

    def __str__(self) -> str:
        """Return the device."""
        return self.device


class Campaign(models.Model):
    """Something that runs on the account and suffers while nobody gets in (PPL-11)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(_("campaign"), max_length=100)
    begins_at = models.DateTimeField(_("from"))
    # None: until somebody says so.
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    noted_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Read by account."""

        indexes = (models.Index(fields=("account", "begins_at"), name="accounts_campaigns_of"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PaymentNote(models.Model):
    """How ads are paid, in words; never a card's number.  Whether the card is virtual is a fact of three states."""

    account = models.OneToOneField(InstagramAccount, on_delete=models.PROTECT, related_name="payment")
    note = models.CharField(_("how ads are paid"), max_length=200, blank=True)
    by = models.CharField(max_length=36, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the note."""
        return self.note


class LockOut(models.Model):
    """A time in which the team could not get in; `minutes` are counted when it is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="locked_out")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    case = models.CharField(max_length=36, blank=True)

    class Meta:
        """One at a time per account."""

        constraints = (
            models.UniqueConstraint(
                fields=("account",), condition=models.Q(ended_at=None), name="accounts_lockout_once"
            ),
        )
        indexes = (models.Index(fields=("account", "since"), name="accounts_lockouts_of"),)

    def __str__(self) -> str:
        """Return since when."""
        return f"since {self.since:%Y-%m-%d %H:%M}"
