"""What getting in keeps beside the library's own tables: links that set a new password."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ResetLink(models.Model):
    """A link that lets its user set a new password, once; only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    hashed = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return when it ends; the link itself is not known here."""
        return f"until {self.ends_at:%Y-%m-%d %H:%M}"
