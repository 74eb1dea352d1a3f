"""How a process takes part in the work: it runs jobs, or it only hands them on."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections

from kagimori.console.work import book, engine
from kagimori.console.work.database import is_shared
from kagimori.console.work.places import claim, claim_any, long_enough
from kagimori.console.work.takeover import Heart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.console.work.places import Place

# Where one process holds the data folder, it is always the same one that goes on.
ONLY_ONE = "serve"

log = logging.getLogger("kagimori.work")


@contextmanager
def working(name: str = "") -> Iterator[str]:
    """Run jobs within; yield the name under which, on a shared database the wished one or the first that is free.

    Raises NameTaken where a live worker has the wished name.
    """
    if not is_shared():
        engine.launch(executor=ONLY_ONE)
        try:
            yield ONLY_ONE
        finally:
            engine.stop()
        return
    place = claim(name, patience=long_enough()) if name else claim_any()
    # This thread asks for nothing more until the end.
    connections.close_all()
    try:
        with _beating(place):
            yield place.name
    finally:
        # What was not finished has no living holder from here on, and the others find it at their next beat.
        place.leave()
        connections.close_all()


@contextmanager
def _beating(place: Place) -> Iterator[None]:
    heart = Heart(place)
    heart.start()
    try:
        heart.engine = engine.launch(executor=place.executor)
        log.info("event=work.started worker=%s", place.name)
        yield
    finally:
        engine.stop()
        heart.end()


@contextmanager
def handing_on() -> Iterator[None]:
    """Hand work on within, for others to run."""
    opened = book.Book.now = book.connect()
    try:
        yield
    finally:
        book.Book.now = None
        opened.close()
