"""What the vault counts on an account's row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q

from kagimori.console.vault.models import App, BackupCode, CodeSheet, SheetPlace
from kagimori.core.vault.codes.places import DIGITAL, PAPER
from kagimori.core.vault.codes.states import LEFT

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Counted = tuple[QuerySet[Any], dict[str, Any]]


def codes() -> Counted:
    """Return the codes of living sheets that are left; an account without a sheet has no number."""
    return BackupCode.objects.filter(sheet__retired_at=None), {"codes_left": Count("pk", Q(state__in=LEFT))}


def counts() -> Counted:
    """Return when a living sheet is to be compared with what Instagram shows."""
    return CodeSheet.objects.filter(retired_at=None), {"codes_count_due_on": Min("count_due_on")}


def places() -> Counted:
    """Return in how many places living sheets lie, in the cloud and on paper."""
    living = SheetPlace.objects.filter(gone_at=None, sheet__retired_at=None)
    return living, {"codes_digital": Count("pk", Q(kind__in=DIGITAL)), "codes_on_paper": Count("pk", Q(kind__in=PAPER))}


def apps() -> Counted:
    """Return how many apps are proven to hold an account's living key."""
    living = App.objects.filter(removed_at=None, authenticator__stage="living").exclude(proven_at=None)
    return living, {"authenticators": Count("pk")}
