"""The page of an account's backup codes: what is left, what became of each, where they lie, what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from kagimori.console.people import directory
from kagimori.console.vault.codes import queries
from kagimori.console.vault.models import CodeSheet, SheetPlace
from kagimori.console.vault.sheets import words
from kagimori.console.vault.sheets.pages.held import Held, held
from kagimori.console.vault.sheets.pages.rows import Row, rows
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.look.parts import Keys
    from kagimori.core.people.standing import Standing

RIGHTS = {"use": "codes.use", "manage": "codes.manage", "cases": "cases.work"}
# Older sheets that the page lists.
EARLIER = 10


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Everything that `vault/sheets/page.html` lays out; without a living sheet most of it is empty."""

    account: InstagramAccount
    key: str
    may: Mapping[str, bool]
    sheet: CodeSheet | None
    keys: Keys | None
    left: int
    low: bool
    # How many are in which state, as words: only where it is more than none.
    tally: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    mine: tuple[Row, ...]
    backs: tuple[Row, ...]
    # Whether the reader has a code and has not said what came of it.
    holds: bool
    held: Held | None
    places: tuple[tuple[SheetPlace, str], ...]
    lacking: tuple[str, ...]
    count_due: bool
    earlier: tuple[CodeSheet, ...]
    added_by: str


def sheet_page(standing: Standing, account: InstagramAccount, now: datetime) -> SheetPage:
    """Return the page as this member sees it; who may not use codes sees numbers alone."""
    may = {name: standing.may(right, str(account.pk)) for name, right in RIGHTS.items()}
    sheet = queries.sheet_of(account)
    codes = list(queries.codes_of(sheet)) if sheet else []
    shown = codes if may["use"] or may["manage"] else []
    people = [one for code in shown for one in (code.by, code.handed_to)] + [sheet.added_by if sheet else ""]
    names = directory.people([one for one in people if one])
    listed = rows(shown, names, standing.user, now)
    left = queries.left_of(account) or 0
    due = sheet.count_due_on if sheet else None
    return SheetPage(
        account=account,
        key=standing.key,
        may=may,
        sheet=sheet,
        keys=words.keys(left, sheet.size) if sheet else None,
        left=left,
        low=bool(sheet) and left <= load_policy()["backup.reissue_at"].count,
        tally=_tally([code.state for code in codes]),
        rows=listed,
        mine=tuple(one for one in listed if one.mine),
        backs=tuple(one for one in listed if one.back),
        holds=any(one.mine and one.name == "handed" for one in listed),
        held=held(account, standing.user, now) if sheet and left and may["use"] else None,
        places=places_of(sheet) if sheet else (),
        lacking=words.lacking(account.codes_digital, account.codes_on_paper) if sheet else (),
        count_due=due is not None and due <= timezone.localdate(now),
        earlier=tuple(earlier_of(account)),
        added_by=names.get(sheet.added_by, "") if sheet else "",
    )


def places_of(sheet: CodeSheet) -> tuple[tuple[SheetPlace, str], ...]:
    """Return where the sheet lies, with the word for each kind."""
    living = sheet.places.filter(gone_at=None).select_related("person").order_by("noted_at", "pk")
    return tuple((one, words.place(one.kind)) for one in living)


def earlier_of(account: InstagramAccount) -> list[CodeSheet]:
    """Return the newest sheets that are void."""
    return list(CodeSheet.objects.filter(account=account).exclude(retired_at=None).order_by("-generation")[:EARLIER])


def _tally(states: list[str]) -> tuple[tuple[str, int], ...]:
    told = ("reserved", "handed", "used", "spoiled")
    return tuple((words.state(one).word, states.count(one)) for one in told if one in states)
