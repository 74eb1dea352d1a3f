"""A name for each process that runs jobs on a shared database, held by nobody else while it lives.

Held by a row with a beat: taken by a conditional update or by the constraint on the name, whichever lets us.  The
database's clock counts, so that machines need not agree about the time.
"""

from __future__ import annotations

import logging
import secrets
import socket
import time
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from kagimori.console.work.models import Worker
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import timedelta

    from django.db.models.expressions import Combinable

LOOK_AGAIN = 1.0  # seconds

log = logging.getLogger("kagimori.work")


class NameTaken(Refused):
    """A live worker goes by `name`, on `machine`."""

    code = "work.name_taken"


@dataclass(frozen=True, slots=True)
class Place:
    """The name that this process holds, and the mark by which it is known from an earlier holder."""

    name: str
    holder: str

    @property
    def executor(self) -> str:
        """Return what the engine calls this process."""
        return f"{self.name}:{self.holder}"

    def beat(self) -> bool:
        """Say that we live; return False where the place is ours no more."""
        return Worker.objects.filter(name=self.name, holder=self.holder).update(beat=Now()) == 1

    def leave(self) -> None:
        """Let go of the place at once."""
        Worker.objects.filter(name=self.name, holder=self.holder).delete()


def dead_since() -> Combinable:
    """Return the moment before which a worker's last beat means that it is dead, as an expression of the database."""
    return Now() - silence()


def long_enough() -> timedelta:
    """Return after how long a claim knows whether the earlier holder lives."""
    return silence() + 2 * load_policy()["work.beat"].span


def silence() -> timedelta:
    """Return how long a live worker is silent at most."""
    return load_policy()["work.silence"].span


def claim(name: str, *, patience: timedelta) -> Place:
    """Take the place called `name`; after a crash this waits until the earlier holder counts as dead.

    Raises NameTaken where that one still lives after `patience`.
    """
    end = time.monotonic() + patience.total_seconds()
    while (place := _try(name)) is None:
        if time.monotonic() >= end:
            holder = Worker.objects.filter(name=name).first()
            raise NameTaken(name=name, machine=holder.machine if holder else "?")
        time.sleep(LOOK_AGAIN)
    return place


def claim_any() -> Place:
    """Take the first free place of `worker-1`, `worker-2` and so on."""
    return next(place for number in count(1) if (place := _try(f"worker-{number}")) is not None)


def _try(name: str) -> Place | None:
    place = Place(name, secrets.token_hex(8))
    row = {"holder": place.holder, "machine": socket.gethostname(), "since": Now(), "beat": Now()}
    # Its earlier holder's work is found by whoever looks for work without a living holder, whoever takes the name.
    if Worker.objects.filter(name=name, beat__lt=dead_since()).update(**row) == 1:
        return place
    try:
        with transaction.atomic():
            Worker.objects.create(name=name, **row)
    except IntegrityError:
        return None
    return place
