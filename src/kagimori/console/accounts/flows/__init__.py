"""What changes an account and what is noted of it: one module a kind of deed.

Every deed stands in the team's timeline, stored with it; what a counter counts is changed in the same transaction.
"""

from __future__ import annotations

from kagimori.console.accounts.flows.counting import count_open_cases, lock
from kagimori.console.accounts.flows.grants import change_grant, end_due_grants, end_grant, end_grants_of, give_grant
from kagimori.console.accounts.flows.importing import preview, take_over
from kagimori.console.accounts.flows.keeping import Wishes, add_account, archive, bring_back, change_account
from kagimori.console.accounts.flows.lockouts import lockout_begins, lockout_ends
from kagimori.console.accounts.flows.notes import (
    add_campaign,
    add_holder,
    end_campaign,
    end_holder,
    note_payment,
    say,
)
from kagimori.console.accounts.flows.recount import recount
from kagimori.console.accounts.flows.trying import begin_trial, end_trial, lift_hold, note_hold, record_try
from kagimori.console.accounts.flows.waiting import tell_me, tell_waiting

__all__ = [
    "Wishes",
    "add_account",
    "add_campaign",
    "add_holder",
    "archive",
    "begin_trial",
    "bring_back",
    "change_account",
    "change_grant",
    "count_open_cases",
    "end_campaign",
    "end_due_grants",
    "end_grant",
    "end_grants_of",
    "end_holder",
    "end_trial",
    "give_grant",
    "lift_hold",
    "lock",
    "lockout_begins",
    "lockout_ends",
    "note_hold",
    "note_payment",
    "preview",
    "record_try",
    "recount",
    "say",
    "take_over",
    "tell_me",
    "tell_waiting",
]
