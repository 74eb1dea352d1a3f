"""Persons: humans in a team, perhaps with a login.  Holders of phones and freelancers often have none."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.models.teams import Team
from kagimori.core.people.facts import SOURCES, STATES, Fact

KINDS = ("employee", "agency", "freelancer", "partner_business")


class Person(models.Model):
    """Somebody who matters to the team's accounts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="persons")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="persons"
    )
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("mail address"), blank=True)
    # E.164.
    phone = models.CharField(_("phone number"), max_length=16, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=[(kind, kind) for kind in KINDS], default="employee")
    company = models.CharField(_("company"), max_length=100, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    # What Meta's own login of this person has: two-step verification on, off, unknown.
    two_factor = models.CharField(max_length=7, choices=[(state, state) for state in STATES], default="unknown")
    two_factor_source = models.CharField(max_length=10, choices=[(s, s) for s in SOURCES], blank=True)
    # The opaque id of the user who said so.
    two_factor_by = models.CharField(max_length=36, blank=True)
    two_factor_at = models.DateTimeField(null=True, blank=True)
    # The last day of which the team was told that it is near.
    told_of = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A user stands for one person in a team; a mail address, too."""

        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("team", "user"), condition=models.Q(left_at=None), name="people_person_user_once"
            ),
            models.UniqueConstraint(
                fields=("team", "email"),
                condition=models.Q(left_at=None) & ~models.Q(email=""),
                name="people_person_email_once",
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def second_step(self) -> Fact:
        """Return what is known of this person's two-step verification at Meta."""
        return Fact(self.two_factor, self.two_factor_source, self.two_factor_by, self.two_factor_at)  # type: ignore[arg-type]
