"""Invitations that wait, last days that come, and people of whom nobody knows whether two-step verification is on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.desk.addresses import address
from kagimori.console.desk.today.todo import Todo
from kagimori.console.look.templatetags.look import day
from kagimori.console.people.models import Person
from kagimori.console.people.seats import open_invitations
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kagimori.core.people.standing import Standing

SHOWN = 3


def todos(standing: Standing, now: datetime) -> Iterator[Todo]:
    """Yield what the team's people need; three questions."""
    if not standing.may("people.see"):
        return
    yield from _ending(standing, now)
    if standing.may("people.invite"):
        yield from _invited(standing, now)
    if standing.may("people.record"):
        yield from _unknown(standing)


def _ending(standing: Standing, now: datetime) -> Iterator[Todo]:
    today = timezone.localdate(now)
    soon = today + timedelta(days=load_policy()["people.ending_notice"].span.days)
    going = Person.objects.filter(team_id=standing.team, left_at=None, ends_on__range=(today, soon))
    for person in going.order_by("ends_on", "name")[:SHOWN]:
        last = person.ends_on or today
        words = _("%(name)s leaves on %(day)s") % {"name": person.name, "day": day(last)}
        url = address("people:person", team=standing.key, person=person.pk)
        yield Todo(words, _("hand on what only they can open, or give a later day"), url, "calendar", "care", 5)


def _invited(standing: Standing, now: datetime) -> Iterator[Todo]:
    waiting = open_invitations(standing.team, now)
    count = waiting.count()
    if count:
        soonest = waiting.order_by("lapses_at").values_list("lapses_at", flat=True)[0]
        words = ngettext("%(count)s invitation waits", "%(count)s invitations wait", count) % {"count": count}
        detail = _("the first lapses on %(day)s; remind them, or send it again") % {"day": day(soonest)}
        yield Todo(words, detail, address("people:invitations", team=standing.key), "mail", "plain", 1)


def _unknown(standing: Standing) -> Iterator[Todo]:
    unknown = Person.objects.filter(team_id=standing.team, left_at=None, two_factor="unknown")
    count = unknown.count()
    if count:
        words = ngettext(
            "Of %(count)s person nobody knows whether two-step verification is on",
            "Of %(count)s people nobody knows whether two-step verification is on",
            count,
        ) % {"count": count}
        url = address("people:list", team=standing.key) + "?two_factor=unknown"
        yield Todo(words, _("ask them, and note the answer"), url, "unknown", "plain", 3)
