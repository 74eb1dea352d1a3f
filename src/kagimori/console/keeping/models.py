"""What the room itself remembers: marks that tell whether the keys are the right ones, and when a backup was made."""

from __future__ import annotations

from django.db import models


class KeyCheck(models.Model):
    """A mark made with the keys of one purpose; keys that cannot make sense of it are not this installation's."""

    purpose = models.CharField(max_length=20, unique=True)
    mark = models.BinaryField()

    def __str__(self) -> str:
        """Return the purpose."""
        return self.purpose


class Backup(models.Model):
    """A backup that was made whole."""

    made_at = models.DateTimeField(db_index=True)
    rows = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        """Return when, and how much."""
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.rows}"


class Restoring(models.Model):
    """A restore that began; while it has no end, the console does not start on what may be half a backup."""

    began_at = models.DateTimeField()
    # When the backup was made that was read back.
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return from when to when."""
        return f"{self.since:%Y-%m-%d %H:%M} back at {self.began_at:%Y-%m-%d %H:%M}"
