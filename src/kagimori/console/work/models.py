"""Who runs jobs, and which effects are done.

What is due and what has run stands in the engine's own tables; here stands only what it does not keep.
"""

from __future__ import annotations

from django.db import models


class Worker(models.Model):
    """A process that runs jobs; it holds its name as long as its beat is young.

    `holder` is drawn afresh by each process, so that one that wakes late is never taken for its successor.
    Only on PostgreSQL: on SQLite one process holds the data folder.
    """

    name = models.CharField(max_length=60, unique=True)
    holder = models.CharField(max_length=32)
    machine = models.CharField(max_length=100)
    since = models.DateTimeField()
    beat = models.DateTimeField()

    def __str__(self) -> str:
        """Return what the engine calls this process."""
        return f"{self.name}:{self.holder}"


class Done(models.Model):
    """An effect that has happened, stored in the transaction of the effect itself."""

    key = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Return the key."""
        return self.key
