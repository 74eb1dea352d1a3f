"""Who has which role over which Instagram account, until when."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kagimori.console.accounts.models.accounts import InstagramAccount
from kagimori.console.people.models import Person
from kagimori.core.people.roles import ACCESSES, ARTICLE_ROLES


class Grant(models.Model):
    """A person's role over an account; taken away by a date, never by deleting the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(InstagramAccount, on_delete=models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=10, choices=[(role, role) for role in ARTICLE_ROLES])
    access = models.CharField(_("access"), max_length=10, choices=[(a, a) for a in ACCESSES], default="full")
    # Ids of rights, where the access is limited to tasks.
    tasks = models.JSONField(default=list)
    since = models.DateTimeField()
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One living grant per person and account."""

        constraints = (
            models.UniqueConstraint(
                fields=("account", "person"), condition=models.Q(ended_at=None), name="accounts_grant_once"
            ),
        )

    def __str__(self) -> str:
        """Return who is what on which."""
        return f"{self.person_id} {self.role} on {self.account_id}"
