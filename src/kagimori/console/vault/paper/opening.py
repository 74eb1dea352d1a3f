"""An encrypted file, opened in memory: its passphrase, its size and its form are looked at, in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.vault.paper.refusals import ExportTooLarge
from kagimori.core.vault import export as form
from kagimori.gateways import age
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from kagimori.core.secret import Secret

MIB = 1024 * 1024


def opened(locked: bytes, passphrase: Secret) -> form.Export:
    """Return what the file holds.  Raises ExportTooLarge, what `age.unlock` raises, and what `form.read` does."""
    most = load_policy()["vault.export_size"].count
    if len(locked) > most * MIB:
        raise ExportTooLarge(most=most)
    return form.read(age.unlock(locked, passphrase))
