"""What each room shows on an account's page and counts on its row, by dotted text: rooms further right import none."""

from __future__ import annotations

TABLE: tuple[str, ...] = (
    "kagimori.console.doctor.panels.cases",
    "kagimori.console.vault.authenticators.panel.authenticator",
    "kagimori.console.vault.reset.panel.reset",
    "kagimori.console.vault.sheets.panel.codes",
)
# What stands as a counter on the account's row and is counted by a room further left: `recount` proves it.
COUNTS: tuple[str, ...] = (
    "kagimori.console.doctor.panels.counted",
    "kagimori.console.vault.panels.codes",
    "kagimori.console.vault.panels.counts",
    "kagimori.console.vault.panels.places",
    "kagimori.console.vault.panels.apps",
)
