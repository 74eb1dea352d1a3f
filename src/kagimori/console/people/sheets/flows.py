"""Taking a list over: everybody in it, or nobody.

What it says of somebody fills what is empty and never wipes out what the team has noted; a two-step verification that
the list calls on or off is newer news, one that it does not know is none.  An import gives nobody a login or a right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import IntegrityError, transaction

from kagimori.console.people import seats
from kagimori.console.people.models import Person, SheetDraft
from kagimori.console.people.refusals import Gone, MailTaken
from kagimori.console.people.sheets import drafts
from kagimori.console.timeline.flows import append

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.people.columns import Told
    from kagimori.core.people.doubles import Match
    from kagimori.core.people.standing import Actor

# What somebody has answered for a line with a known name: the same person, another one, or leave the line out.
Answer = Literal["same", "other", "skip"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it."""

    added: int
    changed: int
    skipped: int


@transaction.atomic
def take_over(
    team_id: UUID | str, draft: SheetDraft, answers: Mapping[int, Answer], *, by: Actor, now: datetime
) -> Taken:
    """Take the list over, once; `answers` by the line's number, and a line that nobody has answered stays out.

    Raises Gone where it was taken over already, MailTaken where an answer would give two people one address, and
    ColumnsUnclear; then nothing has changed.
    """
    seats.lock(team_id)
    matches, _broken = drafts.judged(draft)
    if SheetDraft.objects.filter(pk=draft.pk).delete()[0] == 0:
        raise Gone
    done: dict[int, UUID] = {}
    outcomes = [_take(team_id, one, answers.get(one.told.line, "skip"), done, by=by, now=now) for one in matches]
    taken = Taken(*(outcomes.count(word) for word in ("added", "changed", "skipped")))
    append(
        "people.imported",
        at=now,
        by=by,
        team=str(team_id),
        subject=f"team:{team_id}",
        added=taken.added,
        changed=taken.changed,
    )
    return taken


def _take(
    team: UUID | str, one: Match, answer: Answer, done: dict[int, UUID], *, by: Actor, now: datetime
) -> Literal["added", "changed", "skipped"]:
    """Take one line over; `done` knows which person became of each line."""
    if one.kind == "twice" or (one.kind == "like" and answer == "skip"):
        return "skipped"
    if one.kind == "known" or (one.kind == "like" and answer == "same"):
        person = one.person or done.get(one.line or 0)
        if person is None:
            return "skipped"
        _fill(person, one.told, by, now)
        return "changed"
    done[one.told.line] = _add(team, one.told, by, now)
    return "added"


def _add(team: UUID | str, told: Told, by: Actor, now: datetime) -> UUID:
    person = Person(
        team_id=team, name=told.name, email=told.email, phone=told.phone, company=told.company, added_at=now
    )
    _say(person, told, by, now)
    return _stored(person)


def _fill(id_: UUID | str, told: Told, by: Actor, now: datetime) -> None:
    person = Person.objects.select_for_update().get(pk=id_)
    for field in ("email", "phone", "company"):
        if not getattr(person, field):
            setattr(person, field, getattr(told, field))
    _say(person, told, by, now)
    _stored(person)


def _say(person: Person, told: Told, by: Actor, now: datetime) -> None:
    if told.two_factor != "unknown":
        person.two_factor, person.two_factor_source = told.two_factor, "import"
        person.two_factor_by, person.two_factor_at = by.id, now


def _stored(person: Person) -> UUID:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise MailTaken from None
    return person.pk
