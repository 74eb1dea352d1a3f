"""A case of an Instagram account and the account's own ledger of tries: what goes over, and what comes back.

The ledger is shared by the whole installation, since the platform locks the account and not the person.  A try of a
case is noted there in the same transaction as the case's event; the tries of everybody else come back as events that
the case does not store.  The worker's own tries before the case are left out: the doctor asks for those, and would
count them twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kagimori.console.accounts import flows as accounts
from kagimori.console.accounts import queries
from kagimori.core.doctor.case import Event
from kagimori.knowledge import load_book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kagimori.console.doctor.models import Case
    from kagimori.core.accounts.tries import HoldKind, Kind, Outcome, Try
    from kagimori.core.doctor import case as core
    from kagimori.core.people.standing import Actor

DAY = timedelta(days=1)
# What a try of the doctor is to the ledger.
KINDS: dict[str, Kind] = {
    "login_sms": "sms",
    "login_app": "app",
    "login_backup": "backup",
    "login_after_reset": "reset",
    "setup_sms": "setup_sms",
    "setup_app": "setup_app",
    "setup_app_elsewhere": "setup_app",
    "api_reconnect": "api",
}
OUTCOMES: dict[str, Outcome] = {"worked": "in", "failed": "refused", "not_possible": "not_tried"}
# Messages by which the platform itself says that it holds the account.
HOLDS: dict[str, HoldKind] = {"locked": "lock", "blocked": "block"}


def note(row: Case, event: Event, by: Actor) -> None:
    """Note an event of the case in the account's ledger, where it is a try; runs in the event's transaction."""
    if row.account is None or event.kind != "did" or event.id not in KINDS:
        return
    accounts.end_trial(row.account, by, event.at, outcome=OUTCOMES[event.value], kind=KINDS[event.id], case=str(row.pk))
    if event.error in HOLDS:
        accounts.note_hold(row.account, by, event.at, kind=HOLDS[event.error], source="person")


def elsewhere(row: Case, stored: core.Case, now: datetime) -> core.Case:
    """Return the case with the tries that others made on its account in the last day."""
    if row.account is None:
        return stored
    tries = queries.tries_of(row.account.hashed, now - DAY)
    return stored.with_elsewhere([_as_event(one) for one in tries if one.counts and not _own(one, row)])


def tries_in(stored: core.Case) -> Iterator[tuple[Event, Kind, Outcome]]:
    """Yield the tries that a case holds, as the ledger counts them; those taken back were tried all the same."""
    actions = load_book("real").actions
    for event in stored.events:
        known = event.kind == "did" and event.id in KINDS and event.id in actions
        if known and event.value in OUTCOMES and OUTCOMES[event.value] != "not_tried":
            yield event, KINDS[event.id], OUTCOMES[event.value]


def _own(one: Try, row: Case) -> bool:
    return one.case == str(row.pk) or (one.user == row.worked_by and one.at < row.created_at)


def _as_event(one: Try) -> Event:
    return Event(
        one.at,
        "elsewhere",
        value="failed" if one.failed else "worked",
        more={"sms": one.sends_sms, "backup": one.uses_backup},
    )
