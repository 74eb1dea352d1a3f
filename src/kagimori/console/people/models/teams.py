"""Teams, strictly apart from one another, and who is a member of which.

A team's mail domains and phone numbers are those of the company; whatever else its people use is marked (PPL-07).
"""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.core.people.roles import ACCESSES, ROLES

# Letters and digits that nobody confuses when they read an address aloud.
KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
KEY_LENGTH = 8


def new_key() -> str:
    """Return a team's part of an address; it names nobody, and gives no right."""
    return "".join(secrets.choice(KEY_LETTERS) for _letter in range(KEY_LENGTH))


class Team(models.Model):
    """A group of people and their Instagram accounts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(_("address"), unique=True, default=new_key, editable=False, max_length=20)
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("language"), max_length=5, default="ja")
    time_zone = models.CharField(_("time zone"), max_length=50, default="Asia/Tokyo")
    # How many may hold rights beside the owners; None: the policy's figure.
    partner_limit = models.PositiveSmallIntegerField(_("most partners"), null=True, blank=True)
    made_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Membership(models.Model):
    """A user in a team, with one role; taken away by a date, never by deleting the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=[(role, role) for role in ROLES])
    access = models.CharField(_("access"), max_length=10, choices=[(a, a) for a in ACCESSES], default="full")
    since = models.DateTimeField()
    # The last day; None: open.
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One living membership per user and team."""

        constraints = (
            models.UniqueConstraint(
                fields=("team", "user"), condition=models.Q(ended_at=None), name="people_membership_once"
            ),
        )

    def __str__(self) -> str:
        """Return who is what."""
        return f"{self.user_id} {self.role} in {self.team_id}"


class TeamDomain(models.Model):
    """A mail domain of the company, in lower case and without an at sign."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(_("domain"), max_length=253)

    class Meta:
        """Named once per team."""

        constraints = (models.UniqueConstraint(fields=("team", "domain"), name="people_domain_once"),)

    def __str__(self) -> str:
        """Return the domain."""
        return self.domain


class TeamNumber(models.Model):
    """A phone number of the company, in E.164."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="numbers")
    number = models.CharField(_("phone number"), max_length=16)
    note = models.CharField(_("note"), max_length=100, blank=True)

    class Meta:
        """Named once per team."""

        constraints = (models.UniqueConstraint(fields=("team", "number"), name="people_number_once"),)

    def __str__(self) -> str:
        """Return the number."""
        return self.number
