"""What each room shows on an account's page, by dotted text: rooms further right do not import them."""

from __future__ import annotations

TABLE: tuple[str, ...] = ("kagimori.console.doctor.panels.cases",)
