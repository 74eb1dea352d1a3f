"""What a case shows because it belongs to an account: whose it is, who works on it, and whose turn it is to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from kagimori.console.accounts import queries as accounts
from kagimori.console.accounts.pages.words import lamp
from kagimori.console.doctor import ledger, membership
from kagimori.console.doctor.gate import language
from kagimori.console.doctor.pages import glance
from kagimori.console.doctor.pages.problems import Problem, problems
from kagimori.console.look.parts import countdown
from kagimori.console.people import directory
from kagimori.console.status import queries as status
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.http import HttpRequest

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.doctor.forms import StartForm
    from kagimori.console.doctor.pages.glance import Platform
    from kagimori.console.doctor.queries import Held
    from kagimori.console.look import parts
    from kagimori.console.look.parts import Countdown
    from kagimori.core.accounts.light import Light
    from kagimori.core.people.standing import Standing

# Whose turn it is to try: nobody's, the reader's, a colleague's, or nobody's before a moment.
Turn = Literal["free", "mine", "taken", "held"]
# How many accounts the page of taking in lists; typing a few letters finds the others.
LISTED = 12


@dataclass(frozen=True, slots=True)
class TeamPart:
    """The head of a team's case."""

    handle: str
    address: str
    worker: str
    is_mine: bool
    turn: Turn
    # The account's own light, where it is red for everybody; it goes before what the case alone would say.
    lamp: parts.Light | None = None
    until: Countdown | None = None
    others: tuple[Other, ...] = ()
    # Why the account's light is red; empty where it is not.
    why: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """A colleague who can get in by another way (PPL-10); `user` is empty for one who has no login here."""

    user: str
    name: str
    role: str
    proven_at: datetime | None


@dataclass(frozen=True, slots=True)
class BeginPage:
    """Everything that `doctor/begin.html` lays out."""

    handle: str
    address: str
    problems: tuple[Problem, ...]
    words: str
    errors: tuple[str, ...]
    platform: Platform


@dataclass(frozen=True, slots=True)
class TakeInPage:
    """Everything that `doctor/take_in.html` lays out; `tries` are the tries that will count for the account."""

    id: str
    search: str
    choices: tuple[tuple[str, str], ...]
    tries: int
    platform: None = None


def team_part(held: Held, now: datetime) -> TeamPart | None:
    """Return the head; None for an anonymous case."""
    account, standing = held.row.account, held.standing
    if account is None or standing is None:
        return None
    light = accounts.light(account, now)
    turn, until = _turn(light, standing, now)
    worker, trying = held.row.worked_by, light.slot.user if light.slot else ""
    names = directory.people([worker, trying])
    return TeamPart(
        handle=str(account),
        address=_address(account, standing),
        worker=names.get(worker, ""),
        is_mine=worker == standing.user,
        turn=turn,
        lamp=lamp(light, names.get(trying, "")) if turn in ("taken", "held") else None,
        until=until,
        others=tuple(_others(account, standing, now)),
        why=light.why,
    )


def _others(account: InstagramAccount, standing: Standing, now: datetime) -> Iterator[Other]:
    roles = load_rights().roles
    for one in accounts.co_admins_of(account, now):
        if one.user != standing.user:
            yield Other(one.user, one.name, roles[one.role].name.to(language()), one.proven_at)


def _turn(light: Light, standing: Standing, now: datetime) -> tuple[Turn, Countdown | None]:
    if light.slot is not None and light.slot.user == standing.user:
        return "mine", countdown(_("This is your turn until then"), light.slot.until, now)
    if light.slot is not None:
        return "taken", countdown(_("At the latest"), light.slot.until, now)
    if light.next_safe is not None and light.next_safe > now:
        return "held", countdown(_("Next safe try"), light.next_safe, now)
    return ("held", None) if light.outage_since is not None else ("free", None)


def start_page(account: InstagramAccount, standing: Standing, form: StartForm | None, now: datetime) -> BeginPage:
    """Return the page that asks what the trouble with this account is."""
    return BeginPage(
        handle=str(account),
        address=_address(account, standing),
        problems=problems(language()),
        words=form.data.get("words", "") if form else "",
        errors=tuple(str(problem) for found in form.errors.values() for problem in found) if form else (),
        platform=glance.platform(status.now(now), now),
    )


def take_in_page(request: HttpRequest, held: Held) -> TakeInPage:
    """Return the page that asks which account an anonymous case is about."""
    search = request.GET.get("q", "").strip().lstrip("@").lower()
    found = membership.workable(request, search, most=LISTED)
    return TakeInPage(
        id=held.case.id,
        search=search,
        choices=tuple((str(account.pk), f"{account} · {account.team.name}") for account in found),
        tries=sum(1 for _try in ledger.tries_in(held.case)),
    )


def _address(account: InstagramAccount, standing: Standing) -> str:
    return reverse("accounts:account", args=[standing.key, account.pk])
