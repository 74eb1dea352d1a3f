"""What a backup leaves out of this room: lists of people that nobody has taken over yet."""

from __future__ import annotations

LEFT_OUT = ("people.SheetDraft",)
