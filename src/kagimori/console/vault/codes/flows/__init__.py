"""What happens to backup codes: one module a kind of deed.

Every flow locks the account's row first, changes a code only where it still is what it was, counts on the account's
row, and tells the timeline last, all in one transaction.  A value leaves after that and never before.
"""

from __future__ import annotations

from kagimori.console.vault.codes.flows.changing import release, say_spoiled, say_used, take_back
from kagimori.console.vault.codes.flows.counting import count, say_drilled
from kagimori.console.vault.codes.flows.handing import Handed, show_again, take_code, take_this
from kagimori.console.vault.codes.flows.places import end_place, note_place
from kagimori.console.vault.codes.flows.reserving import reserve_code
from kagimori.console.vault.codes.flows.sheets import keep_sheet, read_codes, retire_sheet

__all__ = [
    "Handed",
    "count",
    "end_place",
    "keep_sheet",
    "note_place",
    "read_codes",
    "release",
    "reserve_code",
    "retire_sheet",
    "say_drilled",
    "say_spoiled",
    "say_used",
    "show_again",
    "take_back",
    "take_code",
    "take_this",
]
