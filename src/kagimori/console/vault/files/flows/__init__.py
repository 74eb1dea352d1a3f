"""Deeds of this part: what was read waits sealed, is kept as keys of accounts, or goes out as a file."""

from __future__ import annotations

from kagimori.console.vault.files.flows.drafting import Waiting, draft_of, forget, keep_waiting, waiting_in
from kagimori.console.vault.files.flows.keeping import Choice, Kept, keep
from kagimori.console.vault.files.flows.writing import write

__all__ = ["Choice", "Kept", "Waiting", "draft_of", "forget", "keep", "keep_waiting", "waiting_in", "write"]
