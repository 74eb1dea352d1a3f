"""The heartbeat of a process that runs jobs, and the work of the dead, which the living take over.

Work under way carries its holder's mark.  A mark that no living row carries is a dead one's: its work goes back into
the queue, by an update that asks for that mark, so that two who do this at once, or one who does it late, change
nothing twice.  Only then is the dead one's row deleted.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from typing import TYPE_CHECKING

from django.db import DatabaseError, connections, transaction

from kagimori.console.work.models import Worker
from kagimori.console.work.places import dead_since, silence
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from kagimori.console.work.engine import Engine
    from kagimori.console.work.places import Place

# Whoever watches over the process may start it again at once.
LOST = 75

log = logging.getLogger("kagimori.work")


def leave_at_once() -> None:
    """End the process: others do its work, and what it would still store is refused."""
    os._exit(LOST)


class Heart(threading.Thread):
    """Beats, looks after the dead, and ends the process when it is itself taken for dead."""

    def __init__(self, place: Place, *, lost: Callable[[], None] = leave_at_once) -> None:
        """Prepare it; `lost` is called when another has taken our place."""
        super().__init__(name="kagimori-heart", daemon=True)
        self.place, self.lost = place, lost
        # Set once it runs: a slow start must not look like death, so the heart beats before.
        self.engine: Engine | None = None
        self.pause = load_policy()["work.beat"].span.total_seconds()
        self.silence = silence().total_seconds()
        self.ended = threading.Event()
        self.steady_since = self.last = time.monotonic()

    def run(self) -> None:
        """Beat until ended, or until our place is gone."""
        while not self.ended.wait(self.pause):
            try:
                alive = self._beat()
            except Exception as problem:  # noqa: BLE001  # the heart goes on whatever one beat met
                log.warning("event=work.beat_missed worker=%s problem=%s", self.place.name, type(problem).__name__)
                _let_go()
                continue
            if not alive:
                log.error("event=work.place_lost worker=%s", self.place.name)
                self.lost()
                break
        _let_go()

    def _beat(self) -> bool:
        if not self.place.beat():
            return False
        steady = self.is_steady()
        if self.engine is not None:
            take_over(self.engine, young_only=steady)
        return True

    def is_steady(self) -> bool:
        """Return whether we have beaten without a gap for so long that the others had time to.

        After a database that was away, or a pause of our own, everybody looks dead who is only late.
        """
        now = time.monotonic()
        if now - self.last > self.silence / 2:
            self.steady_since = now
        self.last = now
        return now - self.steady_since >= self.silence

    def end(self) -> None:
        """Stop beating."""
        self.ended.set()
        self.join(self.pause)


@transaction.atomic
def take_over(engine: Engine, *, young_only: bool = True) -> int:
    """Put back what the dead have left unfinished and forget them; return how much work that was.

    Whoever has no row has left or was taken over before.  Only with `young_only` is a row without a young beat a dead
    one's too.
    """
    old = Worker.objects.filter(beat__lt=dead_since()) if young_only else Worker.objects.none()
    # Locked, so that one of the living does it, and so that a late beat waits and then finds its row gone.
    dead = list(old.select_for_update(skip_locked=True))
    # In this order: whoever holds work had its row before, so it is among the living unless it died.
    holders = engine.holders()
    living = {str(worker) for worker in Worker.objects.exclude(pk__in=[worker.pk for worker in dead])}
    orphans = holders - living
    work = engine.hand_on(orphans) if orphans else 0
    Worker.objects.filter(pk__in=[worker.pk for worker in dead]).delete()
    if dead or orphans:
        names = ",".join(sorted(orphans | {str(worker) for worker in dead}))
        log.warning("event=work.taken_over workers=%s jobs=%d", names, work)
    return work


def _let_go() -> None:
    try:
        connections.close_all()
    except DatabaseError:
        log.debug("event=work.connection_gone")
