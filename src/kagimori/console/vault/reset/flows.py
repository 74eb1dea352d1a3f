"""After a takeover: sheet and authenticator are void, in one deed (VLT-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.authenticators import flows as authenticators
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.codes import flows as codes
from kagimori.console.vault.codes.queries import sheet_of
from kagimori.console.vault.showing.flows import end_shares_of
from kagimori.core.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Actor

RESET = "reset"  # why a sheet or key was retired by this deed


class NothingToReset(Refused):
    """The account has neither a sheet nor an authenticator here."""

    code = "vault.nothing_to_reset"


@transaction.atomic
def reset(account: InstagramAccount, why: str, *, by: Actor, now: datetime) -> None:
    """Retire the account's sheet and authenticator, end a setting-up that waits, and every share of its codes.

    None is handed out any more; what is still to be made anew says `queries.reset_state`.
    Raises NothingToReset.
    """
    lock(account)
    sheet, key, pending = sheet_of(account), queries.living(account), queries.pending(account)
    if not (sheet or key or pending):
        raise NothingToReset
    tell(account, "vault.reset", by, now, why=why)
    if sheet is not None:
        codes.retire_sheet(account, RESET, by=by, now=now)
    if pending is not None:
        authenticators.cancel(pending, by=by, now=now)
    authenticators.retire(account, RESET, by=by, now=now)
    end_shares_of(account, by=by, now=now)
