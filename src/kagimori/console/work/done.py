"""Exactly once, where no row of the room says it already: the key of an effect, stored with the effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from kagimori.console.work.models import Done

if TYPE_CHECKING:
    from datetime import datetime


def once(key: str, *, now: datetime) -> bool:
    """Return True for the first caller with this key and False for every other, also one at the same moment.

    Whoever gets True causes the effect in the same transaction: either both are stored or neither.  Keys are kept as
    long as `work.done_kept` says; let them carry what they are about and the time that was due, as in
    `weekly:<account>:2026-11-23`.  Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an effect and its key are stored together")
    _, first = Done.objects.get_or_create(key=key, defaults={"at": now})
    return first
