"""Where a sheet lies, as people say: both in the cloud and on paper (VLT-03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows.counting import add_to, lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.codes.refusals import NoSheet, PlaceGone
from kagimori.console.vault.models import CodeSheet, SheetPlace
from kagimori.core.mask import mask
from kagimori.core.vault.codes.places import DIGITAL, PAPER

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Actor
    from kagimori.core.vault.codes.places import Place

WORDS_MOST = 100


@transaction.atomic
def note_place(  # what is known of a place
    sheet: CodeSheet, kind: Place, *, words: str, person: Person | None, by: Actor, now: datetime
) -> SheetPlace:
    """Note that the living sheet lies there.  Raises NoSheet where it is retired by now."""
    lock(sheet.account)
    if not CodeSheet.objects.filter(pk=sheet.pk, retired_at=None).exists():
        raise NoSheet
    place = SheetPlace.objects.create(
        sheet=sheet,
        account=sheet.account,
        kind=kind,
        # Somebody may write the codes themselves there.
        words=mask(words)[:WORDS_MOST],
        person=person,
        noted_at=now,
        noted_by=by.id,
    )
    _count(place, 1)
    tell(sheet.account, "vault.place_noted", by, now, generation=sheet.generation, what=kind)
    return place


@transaction.atomic
def end_place(place: SheetPlace, *, by: Actor, now: datetime) -> None:
    """Note that the sheet does not lie there any more.  Raises PlaceGone."""
    lock(place.account)
    if SheetPlace.objects.filter(pk=place.pk, gone_at=None).update(gone_at=now) != 1:
        raise PlaceGone
    if CodeSheet.objects.filter(pk=place.sheet_id, retired_at=None).exists():
        _count(place, -1)
    tell(place.account, "vault.place_ended", by, now, generation=place.sheet.generation, what=place.kind)


def _count(place: SheetPlace, change: int) -> None:
    add_to(
        place.account,
        codes_digital=change * (place.kind in DIGITAL),
        codes_on_paper=change * (place.kind in PAPER),
    )
