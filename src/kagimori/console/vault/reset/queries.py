"""How far an account is made anew after a reset (VLT-09)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.vault.authenticators.queries import living
from kagimori.console.vault.codes.queries import sheet_of
from kagimori.console.vault.models import Authenticator, CodeSheet
from kagimori.console.vault.reset.flows import RESET

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount


@dataclass(frozen=True, slots=True)
class ResetState:
    """What stands anew since the last reset: a sheet, an authenticator.  What was void then is taken by neither."""

    at: datetime
    sheet: bool
    key: bool

    @property
    def is_done(self) -> bool:
        """Return whether both are there."""
        return self.sheet and self.key


def reset_state(account: InstagramAccount) -> ResetState | None:
    """Return how far it is since the account's last reset; None where there was none."""
    sheets = CodeSheet.objects.filter(account=account, retired_why=RESET)
    keys = Authenticator.objects.filter(account=account, retired_why=RESET)
    found = [*sheets.values_list("retired_at", flat=True), *keys.values_list("retired_at", flat=True)]
    at = max((one for one in found if one is not None), default=None)
    if at is None:
        return None
    return ResetState(at, sheet=sheet_of(account) is not None, key=living(account) is not None)
