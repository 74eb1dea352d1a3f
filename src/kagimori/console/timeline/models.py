"""What happened, one row a deed: who (an opaque id), what kind, about what, when; never changed, never deleted.

Rows hold ids, not words and not secrets.  `Head` numbers them without a gap, which is what readers trust; `Chain` keeps
where each team's chain of stamps ends, and the installation's own.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class Head(models.Model):
    """One row: the number of the newest entry, locked while another is added."""

    newest = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        """Return the number."""
        return str(self.newest)


class Chain(models.Model):
    """One chain: a team's, or the installation's, whose team is empty.  Changed only under the lock on `Head`."""

    team = models.CharField(max_length=36, unique=True)
    position = models.PositiveBigIntegerField()
    mac = models.CharField(max_length=100)

    def __str__(self) -> str:
        """Return whose, and how long."""
        return f"{self.team or 'installation'} {self.position}"


class Entry(models.Model):
    """One thing that happened."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60, db_index=True)
    # The team's id, or empty for what concerns the installation.
    team = models.CharField(max_length=36, blank=True)
    # A user's opaque id, or empty where the console itself did it.
    actor = models.CharField(max_length=36, blank=True)
    # By which door, and from which network address.
    place = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=45, blank=True)
    subject = models.CharField(max_length=100, blank=True, db_index=True)
    # For whom it was done, as an opaque id.
    whom = models.CharField(max_length=36, blank=True)
    # The reason that was given, masked like everything that people type.
    why = models.CharField(max_length=300, blank=True)
    payload = models.JSONField(default=dict)
    # The place in its chain, and the stamp; None and empty in entries from before there were chains.
    position = models.PositiveBigIntegerField(null=True)
    mac = models.CharField(max_length=100, blank=True, db_default="")

    class Meta:
        """A team's pages read its own entries, newest first; a place in a chain is given once."""

        indexes = (
            models.Index(fields=("team", "number"), name="timeline_by_team"),
            models.Index(fields=("team", "actor", "number"), name="timeline_by_actor"),
            models.Index(fields=("team", "whom", "number"), name="timeline_by_whom", condition=~models.Q(whom="")),
            models.Index(fields=("team", "kind", "number"), name="timeline_by_kind"),
        )
        constraints = (models.UniqueConstraint(fields=("team", "position"), name="timeline_position_once"),)

    def __str__(self) -> str:
        """Return number and kind."""
        return f"{self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new row; raises TypeError for one that is stored already."""
        if self.pk is not None:
            raise TypeError("the timeline is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("the timeline is never deleted")


class Place(models.Model):
    """How far one hearer has read."""

    hearer = models.CharField(max_length=200, unique=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        """Return who and how far."""
        return f"{self.hearer} {self.number}"
