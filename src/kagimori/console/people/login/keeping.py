"""What keeping must know of getting in: where second steps lie sealed, and which links no backup carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kagimori.console.people.login.sealed import place
from kagimori.core.vault.columns import SealedColumn
from kagimori.core.vault.purposes import Purpose

if TYPE_CHECKING:
    from kagimori.core.vault.sealing import AssociatedData


def _bound_to(row: Any) -> AssociatedData:
    return place(row.user)


SEALED = (SealedColumn("mfa.Authenticator", "data", Purpose.LOGIN, _bound_to, inside=("secret", "seed")),)
LEFT_OUT = ("login.ResetLink",)
