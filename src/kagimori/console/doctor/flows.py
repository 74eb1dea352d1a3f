"""What changes a case: opened, one event longer, taken back, shared, closed, forgotten.

An event is written at the position that the person saw as the next one.  Two answers to the same step want the same
position; the constraint of the table lets one in and the other gets `AlreadyAnswered`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kagimori.console.doctor import browser as browsers
from kagimori.console.doctor import team_flows
from kagimori.console.doctor.models import Case, CaseEvent, CaseHolder, CaseLink
from kagimori.core.errors import Refused
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from kagimori.core.doctor import case as core
    from kagimori.core.doctor.case import Event
    from kagimori.core.doctor.guides import Os
    from kagimori.core.text import Lang


class AlreadyAnswered(Refused):
    """Another window, or a second press, answered this step first."""

    code = "doctor.already_answered"


class CaseOver(Refused):
    """The case is closed or too old to go on."""

    code = "doctor.case_over"


class CaseFull(Refused):
    """The case has as many steps as a case may have; `most` says how many."""

    code = "doctor.case_full"


class LinkDead(Refused):
    """The link was never made, has ended or was called back."""

    code = "doctor.link_dead"


def open_case(browser: str, opening: Event, *, lang: Lang, os: Os) -> Case:
    """Return the new case, held by this browser, with `opening` as its first event."""
    life = load_policy()["web.life"].span
    with transaction.atomic():
        case = Case.objects.create(created_at=opening.at, expires_at=opening.at + life, lang=lang, os=os)
        _write(case.id, 0, opening)
        CaseHolder.objects.create(case=case, browser=browser, since=opening.at)
    return case


def keep_sent(sent: core.Case, now: datetime) -> str:
    """Keep a cleaned case from another machine; return the token of a link to it.  Nobody holds it yet."""
    policy, opening = load_policy(), sent.events[0]
    with transaction.atomic():
        case = Case.objects.create(
            created_at=now,
            expires_at=now + policy["web.life"].span,
            lang=opening.more.get("lang", "ja"),
            os=opening.more.get("os", "web"),
        )
        for position, event in enumerate(sent.events):
            _write(case.id, position, event)
        if sent.closing is not None:
            _close(case, sent.closing)
        return make_link(case, now)


def add(case: Case, position: int, event: Event, *, by: Actor | None = None) -> None:
    """Write `event` at `position`; a team's case tells its account and its timeline, in the name of `by`.

    Raises CaseOver, CaseFull or AlreadyAnswered.
    """
    most = load_policy()["web.steps"].count
    if case.closed_at is not None or case.expires_at <= event.at:
        raise CaseOver
    # The last place is kept for closing, so that a full case can still end.
    if position >= most and event.kind != "closed":
        raise CaseFull(most=most)
    try:
        with transaction.atomic():
            _write(case.id, position, event)
            if event.kind == "closed":
                _close(case, event)
            team_flows.note(case, event, by or Actor.itself())
    except IntegrityError:
        raise AlreadyAnswered from None


def choose_os(case: Case, os: Os) -> None:
    """Keep which system the person holds in the hand."""
    Case.objects.filter(pk=case.pk).update(os=os)


def book_check(case: Case, on: date) -> None:
    """Keep the day of the next look."""
    Case.objects.filter(pk=case.pk).update(next_check_on=on)


def make_link(case: Case, now: datetime) -> str:
    """Return a fresh token that lets one who has it hold the case; only its hash is kept."""
    token = browsers.new_token()
    ends_at = min(now + load_policy()["web.link"].span, case.expires_at)
    CaseLink.objects.create(case=case, hashed=browsers.hashed(token, "link"), made_at=now, ends_at=ends_at)
    return token


def revoke_links(case: Case, now: datetime) -> int:
    """Return how many living links were called back."""
    return CaseLink.objects.filter(case=case, revoked_at=None, ends_at__gt=now).update(revoked_at=now)


def take_link(token: str, browser: str, now: datetime) -> Case:
    """Return the case that this browser holds from now on; raises LinkDead."""
    hashed = browsers.hashed(token, "link")
    alive = CaseLink.objects.select_related("case").filter(hashed=hashed, revoked_at=None, ends_at__gt=now)
    link = alive.filter(case__expires_at__gt=now, case__account=None).first()
    if link is None:
        raise LinkDead
    CaseHolder.objects.get_or_create(case=link.case, browser=browser, defaults={"since": now})
    return link.case


def _write(case_id: UUID, position: int, event: Event) -> None:
    CaseEvent.objects.create(case_id=case_id, position=position, at=event.at, line=event.to_json())


def _close(case: Case, event: Event) -> None:
    if not Case.objects.filter(pk=case.pk, closed_at=None).update(closed_at=event.at, outcome=event.value):
        raise CaseOver
