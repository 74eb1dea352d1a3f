"""After a takeover, on an account's page: what is still to be made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.accounts.panels import Panel
from kagimori.console.vault.reset.queries import reset_state

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Standing


def reset(standing: Standing, account: InstagramAccount, _now: datetime) -> Panel | None:
    """Return the panel; None where there was no reset, or sheet and authenticator are new."""
    state = reset_state(account)
    if state is None or state.is_done:
        return None
    return Panel("vault/reset/_panel.html", {"state": state, "account": account, "key": standing.key}, order=1)
