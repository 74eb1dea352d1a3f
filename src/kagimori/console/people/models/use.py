"""When a right was last used, so that rights which nobody needs can be found (PPL-03)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kagimori.console.people.models.teams import Team


class RightUse(models.Model):
    """The last day on which a user passed a door that asks for a right; `account` is empty for rights over the team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=60)
    account = models.CharField(max_length=36, blank=True)
    last_on = models.DateField()

    class Meta:
        """One mark for each."""

        constraints = (
            models.UniqueConstraint(fields=("team", "user", "right", "account"), name="people_right_use_once"),
        )

    def __str__(self) -> str:
        """Return what and when."""
        return f"{self.right} {self.last_on:%Y-%m-%d}"
