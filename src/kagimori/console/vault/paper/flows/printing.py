"""Letting the codes of a sheet out onto paper; nothing is marked as used by that."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.codes import queries
from kagimori.console.vault.codes.flows import note_place
from kagimori.console.vault.codes.refusals import NoSheet
from kagimori.console.vault.models import BackupCode, Paper
from kagimori.console.vault.paper.refusals import NothingToPrint
from kagimori.console.vault.sealed import open_code
from kagimori.core.vault import paper as numbers
from kagimori.core.vault.codes.states import LEFT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import CodeSheet
    from kagimori.core.people.standing import Actor
    from kagimori.core.secret import Secret
    from kagimori.core.vault.codes.places import Place


@dataclass(frozen=True, slots=True)
class Printed:
    """A print that was noted, and what stands on it."""

    paper: Paper
    sheet: CodeSheet
    codes: Sequence[BackupCode]
    values: Sequence[Secret]


def print_codes(  # noqa: PLR0913  # what, why and where, and the deed's own sides
    account: InstagramAccount, kind: str, *, why: str, place: Place | None, words: str, by: Actor, now: datetime
) -> Printed:
    """Note the print, then return the codes that are left; `kind` is sheet or envelope, `place` where it will lie.

    Raises NoSheet or NothingToPrint.
    """
    paper, sheet, codes = _noted(account, kind, why, place, words, by, now)
    return Printed(paper, sheet, codes, [open_code(row) for row in codes])


@transaction.atomic
def _noted(  # noqa: PLR0913, PLR0917  # as above
    account: InstagramAccount, kind: str, why: str, place: Place | None, words: str, by: Actor, now: datetime
) -> tuple[Paper, CodeSheet, list[BackupCode]]:
    lock(account)
    sheet = queries.sheet_of(account)
    if sheet is None:
        raise NoSheet
    codes = list(queries.codes_of(sheet).filter(state__in=LEFT).select_related("account", "sheet"))
    if not codes:
        raise NothingToPrint
    if place is not None:
        words = note_place(sheet, place, words=words, person=None, by=by, now=now).words
    number = numbers.number(secrets.randbelow(numbers.HOW_MANY))
    paper = Paper.objects.create(
        sheet=sheet, kind=kind, number=number, printed_at=now, printed_by=by.id, words=words if place else ""
    )
    told: dict[str, Any] = {"generation": sheet.generation, "left": len(codes), "what": kind, "number": number}
    tell(account, "vault.sheet_printed", by, now, why=why, **told)
    return paper, sheet, codes
