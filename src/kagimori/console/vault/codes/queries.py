"""What is read of backup codes: the living sheet, what is left, where it lies, whether a code may leave now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kagimori.console.vault.codes import safety
from kagimori.console.vault.models import BackupCode, CodesDraft, CodeSheet, SheetPlace
from kagimori.core.vault.codes.places import DIGITAL, PAPER
from kagimori.core.vault.codes.states import LEFT

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.errors import Refused


def sheet_of(account: InstagramAccount) -> CodeSheet | None:
    """Return the account's living sheet, or None."""
    return CodeSheet.objects.filter(account=account, retired_at=None).first()


def codes_of(sheet: CodeSheet) -> QuerySet[BackupCode]:
    """Return the sheet's codes in the order of the sheet."""
    return BackupCode.objects.filter(sheet=sheet).order_by("place")


def held_by(account: InstagramAccount, user: str) -> BackupCode | None:
    """Return the code that this person was handed last and has told nothing of; None where there is none."""
    mine = BackupCode.objects.filter(account=account, state="handed", handed_to=user, sheet__retired_at=None)
    return mine.order_by("-handed_at").first()


def left_of(account: InstagramAccount) -> int | None:
    """Return how many codes still get somebody in, counted; None where no sheet is kept."""
    sheet = sheet_of(account)
    return None if sheet is None else BackupCode.objects.filter(sheet=sheet, state__in=LEFT).count()


def free_of(sheet: CodeSheet, user: str, now: datetime) -> QuerySet[BackupCode]:
    """Return the codes that this person may take now: unused, theirs, or kept for somebody whose time is over."""
    return BackupCode.objects.filter(free_for(user, now), sheet=sheet)


def free_for(user: str, now: datetime) -> Q:
    """Return what makes a code free for this person."""
    return Q(state="unused") | (Q(state="reserved") & (Q(until__lte=now) | Q(by=user)))


def held_back_until(account: InstagramAccount, now: datetime) -> datetime | None:
    """Return until when an outage holds the account's next code back (STA-04); None: it does not."""
    return safety.held_until(account, now)


def why_not_now(account: InstagramAccount, now: datetime, user: str = "") -> Refused | None:
    """Return why no code may be handed to this person now, with `until` among its fields; None: one may."""
    return safety.why_not(account, user, now)


def places_of(sheet: CodeSheet) -> list[SheetPlace]:
    """Return where the sheet lies, in the order in which it was noted."""
    return list(
        SheetPlace.objects.filter(sheet=sheet, gone_at=None).select_related("person").order_by("noted_at", "pk")
    )


def missing_places(sheet: CodeSheet) -> tuple[str, ...]:
    """Return in which sort of place the sheet does not lie yet: "digital", "paper" (VLT-03)."""
    kinds = set(SheetPlace.objects.filter(sheet=sheet, gone_at=None).values_list("kind", flat=True))
    return tuple(word for word, places in (("digital", DIGITAL), ("paper", PAPER)) if not kinds & set(places))


def draft_of(account: InstagramAccount, user: str, draft_id: UUID | str, now: datetime) -> CodesDraft | None:
    """Return this person's own draft that waits for a yes; None where it is gone or its time is over."""
    return account_drafts(account, user, now).filter(pk=draft_id).first()


def account_drafts(account: InstagramAccount, user: str, now: datetime) -> QuerySet[CodesDraft]:
    """Return what this person has pasted for the account and not kept yet."""
    return CodesDraft.objects.filter(account=account, user=user, until__gt=now)
