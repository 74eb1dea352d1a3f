"""How Instagram accounts are called, for rooms further right; called by dotted text alone (`settings.NAMES`)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from kagimori.console.accounts.models import InstagramAccount

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_FOUND = 50


def accounts(ids: Collection[str]) -> dict[str, str]:
    """Return the accounts' names as people write them, by id."""
    return {str(row.pk): str(row) for row in InstagramAccount.objects.filter(pk__in=[uuid.UUID(one) for one in ids])}


def find_accounts(team: str, text: str) -> list[str]:
    """Return the ids of the team's accounts whose handle starts with `text`; an at sign before it is left out."""
    mine = InstagramAccount.objects.filter(team_id=team) if team else InstagramAccount.objects.all()
    found = mine.filter(handle__startswith=text.strip().lstrip("@＠").lower())
    return [str(pk) for pk in found.values_list("pk", flat=True)[:MOST_FOUND]]
