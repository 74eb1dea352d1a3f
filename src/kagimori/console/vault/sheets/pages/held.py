"""Why no code is given out now, until when, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.look import parts
from kagimori.console.people import words as people
from kagimori.console.vault.codes import queries

if TYPE_CHECKING:
    from kagimori.console.accounts.models import InstagramAccount


@dataclass(frozen=True, slots=True)
class Held:
    """The sentence, and the wait until a code is given out again."""

    sentence: str
    wait: parts.Countdown | None


def held(account: InstagramAccount, user: str, now: datetime) -> Held | None:
    """Return why this person gets none now; None where they get one."""
    refusal = queries.why_not_now(account, now, user)
    if refusal is None:
        return None
    until = refusal.fields.get("until")
    label = _("Until a code is given out again")
    wait = parts.countdown(label, until, now, reloads=True) if isinstance(until, datetime) else None
    return Held(people.fault(refusal), wait)
