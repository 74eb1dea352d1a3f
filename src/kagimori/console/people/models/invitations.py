"""Invitations: the only way into a team.  Of the link's secret part only a hash is kept; it works once."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.models.teams import Team
from kagimori.core.people.roles import ACCESSES, ROLES


class Invitation(models.Model):
    """One invited address; sent again, it keeps its row and gets a new link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("mail address"))
    name = models.CharField(_("name"), max_length=100, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=[(role, role) for role in ROLES])
    access = models.CharField(_("access"), max_length=10, choices=[(a, a) for a in ACCESSES], default="full")
    language = models.CharField(_("language"), max_length=5, blank=True)
    kind = models.CharField(_("kind"), max_length=20, default="employee")
    company = models.CharField(_("company"), max_length=100, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    hashed = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # When the mail with the link is to go out; None: it went, or the link is handed over by somebody.
    send_due = models.DateTimeField(null=True, db_index=True)
    send_tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    lapses_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """One open invitation per address and team."""

        constraints = (
            models.UniqueConstraint(
                fields=("team", "email"),
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="people_invitation_once",
            ),
        )

    def __str__(self) -> str:
        """Return until when it works; whom it invites is a private matter."""
        return f"until {self.lapses_at:%Y-%m-%d %H:%M}"
