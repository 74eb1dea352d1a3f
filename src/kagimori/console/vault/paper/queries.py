"""What is read of prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.vault.models import Paper

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount


def papers_of(account: InstagramAccount) -> QuerySet[Paper]:
    """Return every print of the account's sheets, the newest first."""
    rows = Paper.objects.filter(sheet__account=account)
    return rows.select_related("sheet__account__team", "sealed_by").order_by("-printed_at", "pk")


def paper(account: InstagramAccount, id_: UUID) -> Paper | None:
    """Return one print of the account, or None."""
    return papers_of(account).filter(pk=id_).first()
