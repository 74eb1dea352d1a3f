"""What the list of invitations shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.look.parts import State
from kagimori.console.people import words
from kagimori.console.people.invitations.sending import MOST_TRIES
from kagimori.console.people.models import Invitation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

# Answered ones are of interest for a while.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One invitation; `answerable` ones can be sent again or taken back."""

    id: UUID
    email: str
    name: str
    role: str
    access: str
    state: State
    made_at: datetime
    lapses_at: datetime
    answerable: bool


def rows(team: str, now: datetime) -> tuple[Row, ...]:
    """Return the team's newest invitations, unanswered ones first."""
    found = Invitation.objects.filter(team_id=team).order_by("-made_at", "pk")[:SHOWN]
    told = [_row(one, now) for one in found]
    return tuple(sorted(told, key=lambda row: not row.answerable))


def _row(one: Invitation, now: datetime) -> Row:
    return Row(
        id=one.pk,
        email=one.email,
        name=one.name,
        role=words.role(one.role),
        access="" if one.access == "full" else words.access(one.access),
        state=_state(one, now),
        made_at=one.made_at,
        lapses_at=one.lapses_at,
        answerable=one.accepted_at is None and one.withdrawn_at is None,
    )


def _state(one: Invitation, now: datetime) -> State:
    told: Iterable[tuple[bool, State]] = (
        (one.accepted_at is not None, State("good", _("has joined"))),
        (one.withdrawn_at is not None, State("unknown", _("withdrawn"))),
        (one.lapses_at <= now, State("care", _("lapsed"))),
        (one.send_tries >= MOST_TRIES and one.sent_at is None, State("danger", _("the mail did not go out"))),
        (one.send_due is not None, State("unknown", _("the mail is on its way"))),
        (one.sent_at is not None, State("unknown", _("sent, no answer yet"))),
    )
    return next((state for holds, state in told if holds), State("unknown", _("link made, no answer yet")))
