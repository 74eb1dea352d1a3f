"""What becomes of a print: sealed in an envelope, opened, gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.codes.flows import end_place, note_place
from kagimori.console.vault.models import Paper, SheetPlace
from kagimori.console.vault.paper.refusals import PaperGone
from kagimori.core.mask import mask
from kagimori.core.vault.codes.places import PAPER

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Actor

WORDS_MOST, WHY_MOST = 100, 200


@transaction.atomic
def say_sealed(paper: Paper, person: Person, words: str, *, by: Actor, now: datetime) -> None:
    """Note who sealed an envelope and where it lies; that is then a place of the sheet.

    Raises PaperGone, or NoSheet where the sheet is void by now.
    """
    account = paper.sheet.account
    lock(account)
    words = mask(words)[:WORDS_MOST]
    open_ones = Paper.objects.filter(pk=paper.pk, kind="envelope", sealed_at=None, opened_at=None, gone_at=None)
    if open_ones.update(sealed_at=now, sealed_by=person, words=words) != 1:
        raise PaperGone
    note_place(paper.sheet, "envelope", words=words, person=person, by=by, now=now)
    _tell(paper, "vault.envelope_sealed", by, now)


@transaction.atomic
def say_opened(paper: Paper, why: str, *, by: Actor, now: datetime) -> None:
    """Note that an envelope was opened and why; the team is told.  Raises PaperGone."""
    lock(paper.sheet.account)
    closed = Paper.objects.filter(pk=paper.pk, kind="envelope", opened_at=None, gone_at=None)
    if closed.update(opened_at=now, opened_by=by.id, why=mask(why)[:WHY_MOST]) != 1:
        raise PaperGone
    _tell(paper, "vault.envelope_opened", by, now, why)


@transaction.atomic
def say_gone(paper: Paper, *, by: Actor, now: datetime) -> None:
    """Note that a print exists no more, and that the sheet does not lie there any more.  Raises PaperGone."""
    lock(paper.sheet.account)
    if Paper.objects.filter(pk=paper.pk, gone_at=None).update(gone_at=now) != 1:
        raise PaperGone
    place = _place(paper)
    if place is not None:
        end_place(place, by=by, now=now)
    _tell(paper, "vault.paper_gone", by, now)


def _place(paper: Paper) -> SheetPlace | None:
    """Return the place that was noted with the print, or None."""
    kinds = ("envelope",) if paper.kind == "envelope" else tuple(kind for kind in PAPER if kind != "envelope")
    noted_at = paper.sealed_at or paper.printed_at
    mine = SheetPlace.objects.filter(sheet=paper.sheet, gone_at=None, kind__in=kinds, noted_at=noted_at)
    return mine.select_related("account", "sheet").first()


def _tell(paper: Paper, kind: str, by: Actor, now: datetime, why: str = "") -> None:
    told: dict[str, Any] = {"generation": paper.sheet.generation, "number": paper.number}
    tell(paper.sheet.account, kind, by, now, why=why, **told)
