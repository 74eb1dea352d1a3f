"""How a deed on an account gets into its team's timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kagimori.console.timeline.flows import append

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Actor


def tell(  # an entry has as many sides
    account: InstagramAccount,
    kind: str,
    by: Actor,
    at: datetime,
    *,
    whom: str = "",
    why: str = "",
    **payload: Any,
) -> None:
    """Add an entry about the account to its team's timeline."""
    append(
        kind, at=at, by=by, team=str(account.team_id), subject=f"account:{account.pk}", whom=whom, why=why, **payload
    )
