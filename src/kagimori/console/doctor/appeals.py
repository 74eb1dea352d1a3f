"""The ledger of appeals that a browser has sent: counted, so that the one too many is not sent before its date.

Nothing of the text is kept, only days.  The next position in the ledger is taken by a constraint, the answer to an
appeal by a conditional update.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.db import IntegrityError, transaction

from kagimori.console.doctor.flows import AlreadyAnswered
from kagimori.console.doctor.models import Appeal
from kagimori.core.doctor import appeals as core
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import date

Answer = Literal["rejected", "accepted"]


class AppealTooSoon(Refused):
    """So many appeals were rejected in a row that the next has to wait until the day `until`."""

    code = "doctor.appeal_too_soon"


def ledger(browser: str) -> tuple[Appeal, ...]:
    """Return what this browser has sent, oldest first."""
    return tuple(Appeal.objects.filter(browser=browser).order_by("position")) if browser else ()


def blocked_until(sent: tuple[Appeal, ...], today: date) -> date | None:
    """Return the first day on which another may be sent, or None where it may be sent today."""
    return core.blocked_until([_as_core(row) for row in sent], load_policy(), today)


def note_sent(browser: str, today: date) -> None:
    """Write down that an appeal was sent.  Raises AppealTooSoon before its date, AlreadyAnswered on a second press."""
    sent = ledger(browser)
    until = blocked_until(sent, today)
    if until is not None:
        raise AppealTooSoon(until=until.isoformat())
    try:
        with transaction.atomic():
            Appeal.objects.create(browser=browser, position=len(sent), sent_on=today)
    except IntegrityError:
        raise AlreadyAnswered from None


def note_answer(browser: str, position: int, answer: Answer, today: date) -> None:
    """Write down what came of an appeal, once.  Raises AlreadyAnswered where an answer stands already."""
    waiting = Appeal.objects.filter(browser=browser, position=position, rejected_on=None, accepted_on=None)
    if waiting.update(**{f"{answer}_on": today}) != 1:
        raise AlreadyAnswered


def _as_core(row: Appeal) -> core.Appeal:
    return core.Appeal(row.sent_on, row.rejected_on, row.accepted_on)
