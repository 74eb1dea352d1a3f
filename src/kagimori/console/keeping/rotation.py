"""Changing the keys of a purpose: a new key, every sealed value sealed anew and looked at, then the old key forgotten.

It may be ended at any point and started again: values that the newest key has sealed are left alone, and an old key is
forgotten only after a whole look found nothing that needs it.  The console goes on running meanwhile.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from kagimori.console.doors.keyring import key_file
from kagimori.console.keeping import leftovers, rooms
from kagimori.console.keeping.keys import mark_anew
from kagimori.console.timeline import flows as timeline
from kagimori.core.errors import Refused
from kagimori.core.vault import Keyring, Purpose, SealBroken
from kagimori.core.vault.purposes import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import Model

    from kagimori.core.people.standing import Actor
    from kagimori.core.vault import AssociatedData, Box
    from kagimori.core.vault.columns import SealedColumn

AT_ONCE = 200


class RotationImpossible(Refused):
    """The keys of a `purpose` are never changed: what they were used for cannot be worked out again."""

    code = "keys.rotation_impossible"


class SealsBroken(Refused):
    """Some values do not open, so that the old key stays: `count` of them, the first in `place`."""

    code = "keys.seals_broken"


class SealsLeft(Refused):
    """A value is sealed by the old key in a place that no room has named, so that the key stays: `place`."""

    code = "keys.seals_left"


@dataclass(frozen=True, slots=True)
class Rotated:
    """What was done for one purpose: values sealed anew, and old keys that were forgotten."""

    purpose: Purpose
    resealed: int
    forgotten: int


def rotate(purpose: Purpose, *, by: Actor, now: datetime, settle_s: float) -> Rotated:
    """Change the keys of one purpose.  Raises RotationImpossible, SealsBroken or SealsLeft.

    `settle_s` is how long a process that runs may hold a value that it sealed before it knew the new key.
    """
    if purpose.kind is Kind.FINGERPRINT:
        raise RotationImpossible(purpose=purpose)
    file = key_file()
    ring = file.open()
    if purpose.kind is Kind.STAMP or len(ring.keyset(purpose).numbers) == 1:
        ring = file.change(lambda held: held.with_new_key(purpose))
    old = len(ring.keyset(purpose).numbers) - 1
    resealed, forgotten = 0, 0
    if purpose.kind is Kind.SEAL:
        resealed = _reseal_all(ring, purpose)
        time.sleep(settle_s)
        resealed += _reseal_all(ring, purpose)
    mark_anew(ring, purpose)
    if purpose.kind is Kind.SEAL:
        # Old stamps must fit for ever, so their keys stay; sealed values need theirs no more.
        for place in leftovers.places(ring.keyset(purpose).numbers - {ring.keyset(purpose).primary}):
            raise SealsLeft(place=place)
        file.change(lambda held: held.without_old_keys(purpose))
        forgotten = old
    with transaction.atomic():
        timeline.append("vault.keys_changed", at=now, by=by, purpose=purpose.value, resealed=resealed)
    return Rotated(purpose, resealed, forgotten)


def _reseal_all(ring: Keyring, purpose: Purpose) -> int:
    """Return how many values were sealed anew.  Raises SealsBroken where one of them does not open."""
    columns = [column for column in rooms.sealed_columns() if column.purpose is purpose]
    box = ring.box(purpose)
    changed, broken = 0, []
    for column in columns:
        for keys in _in_chunks(apps.get_model(column.model)):
            done, failed = reseal_rows(column, box, keys)
            changed += done
            broken += failed
    if broken:
        raise SealsBroken(count=len(broken), place=broken[0])
    return changed


def _in_chunks(model: type[Model]) -> Iterator[list[Any]]:
    rows = model._base_manager.order_by("pk")  # noqa: SLF001  # every row, whatever a room's own manager hides
    keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    while keys:
        yield keys
        keys = list(rows.filter(pk__gt=keys[-1]).values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def reseal_rows(column: SealedColumn, box: Box, keys: list[Any]) -> tuple[int, list[str]]:
    """Seal some rows anew; they are held meanwhile, so that nobody's change is written over."""
    rows = apps.get_model(column.model)._base_manager  # noqa: SLF001  # see above
    changed, broken = 0, []
    for row in rows.select_for_update().filter(pk__in=keys).order_by("pk"):
        value = getattr(row, column.field)
        try:
            new = _sealed_anew(value, column, box, row)
        except SealBroken:
            broken.append(f"{column.model}:{row.pk}")
            continue
        if new is not None:
            rows.filter(pk=row.pk).update(**{column.field: new})
            changed += 1
    return changed, broken


def _sealed_anew(value: Any, column: SealedColumn, box: Box, row: Model) -> Any:
    """Return the column's value sealed by the newest key, or None where there is nothing to do.  Raises SealBroken."""
    place = column.bound_to(row)
    if not column.inside:
        return _one_anew(value, box, place)
    anew = {name: _one_anew(value[name], box, place) for name in column.inside if name in (value or {})}
    changed = {name: part for name, part in anew.items() if part is not None}
    return value | changed if changed else None


def _one_anew(sealed: Any, box: Box, place: AssociatedData) -> bytes | str | None:
    if not sealed:
        return None
    is_text = isinstance(sealed, str)
    # Opened even where nothing is to do: this look is what lets the old key be forgotten.
    opened = box.open_text(sealed, bound_to=place) if is_text else box.open(sealed, bound_to=place)
    if box.is_newest(sealed):
        return None
    return box.seal_text(opened, bound_to=place) if is_text else box.seal(opened, bound_to=place)
