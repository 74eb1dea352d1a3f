"""What changes an account and what is noted of it: one module a kind of deed.

Every deed stands in the team's timeline, stored with it; what a counter counts is changed in the same transaction.
"""

from __future__ import annotations

from kagimori.console.accounts.flows.counting import count_open_cases
from kagimori.console.accounts.flows.grants import change_grant, end_grant, end_grants_of, give_grant
from kagimori.console.accounts.flows.keeping import add_account, archive, bring_back, change_account
from kagimori.console.accounts.flows.trying import (
    begin_trial,
    end_trial,
    lift_hold,
    note_hold,
    record_try,
)

__all__ = [
    "add_account",
    "archive",
    "begin_trial",
    "bring_back",
    "change_account",
    "change_grant",
    "count_open_cases",
    "end_grant",
    "end_grants_of",
    "end_trial",
    "give_grant",
    "lift_hold",
    "note_hold",
    "record_try",
]
