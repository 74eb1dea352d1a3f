"""The list of a team's accounts: which ones, and each as a row; as many queries for ten as for a hundred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.accounts import queries
from kagimori.console.accounts.models import Hold, InstagramAccount, NumberLoad, PlatformOutage, Try
from kagimori.console.accounts.pages import words
from kagimori.console.look.templatetags.look import icon, moment
from kagimori.console.people.models import Team
from kagimori.core.accounts.light import REACH
from kagimori.core.people import numbers
from kagimori.core.text import fold
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from kagimori.console.look.parts import State
    from kagimori.core.accounts.light import Light
    from kagimori.core.people.standing import Standing

    Spelled = tuple[dict[State, SafeString], dict[tuple[str, ...], SafeString]]

ON_A_PAGE = 100
# More ids than this do not go into one question to the database.
MOST_BY_ID = 5000
# A stand-in for an account's id in an address that is spelled once for all rows.
NOBODY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is narrowed by; `after` is the last handle of the page before."""

    text: str = ""
    only: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One account as the list shows it: its light as one piece, and what should be looked after as another.

    The pieces are the same for many rows and are spelled once each: a hundred rows are read often.
    """

    handle: str
    name: str
    url: str
    state: SafeString
    until: str
    marks: SafeString


@dataclass(frozen=True, slots=True)
class ListPage:
    """The rows, and the handle after which the next page begins (empty: none follows)."""

    rows: tuple[Row, ...]
    following: str
    sought: Sought
    narrowed: bool


def list_page(standing: Standing, sought: Sought, now: datetime) -> ListPage:
    """Return one page of the list."""
    rows = narrowed(standing, sought, now)
    if sought.after:
        rows = rows.filter(handle__gt=sought.after)
    found = list(rows[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    team = Team.objects.get(pk=standing.team)
    for one in shown:
        # One look at the team for all of them.
        one.team = team
    return ListPage(
        rows=_rows(standing, shown, now),
        following=shown[-1].handle if len(found) > ON_A_PAGE else "",
        sought=sought,
        narrowed=bool(sought.text or sought.only),
    )


def narrowed(standing: Standing, sought: Sought, now: datetime) -> QuerySet[InstagramAccount]:
    """Return what is left of the member's accounts by the search and the filter."""
    rows = queries.visible(standing)
    if sought.text.strip():
        rows = rows.filter(_matching(sought.text))
    if sought.only == "co_admins":
        return rows.filter(co_admins__lt=load_policy()["people.admins"].count)
    if sought.only == "number":
        shared = NumberLoad.objects.filter(team_id=standing.team, accounts__gt=1)
        return rows.filter(phone__in=shared.values("number"))
    # During an outage nobody should try anything.
    if sought.only == "not_now" and not PlatformOutage.objects.exclude(since=None).exists():
        return rows.filter(_not_now(standing.team, now))
    return rows


def _matching(text: str) -> Q:
    """Return the condition for handle, name or number; what looks like a number is read as one."""
    plain = fold(text.strip()).lstrip("@")
    found = Q(handle__contains=plain) | Q(name__icontains=text.strip())
    try:
        return found | Q(phone=numbers.normal(text))
    except numbers.NumberUnusable:
        digits = "".join(sign for sign in plain if sign.isdecimal()).lstrip("0")
        return found | Q(phone__contains=digits) if len(digits) > 3 else found  # noqa: PLR2004  # fewer fit anywhere


def _not_now(team: str, now: datetime) -> Q:
    """Return the condition for accounts whose light is red: those that are held, and of those that were tried, some."""
    held = Q(hashed__in=Hold.objects.filter(ends_at__gt=now, lifted_at=None, since__lte=now).values("hashed"))
    tried = Q(hashed__in=Try.objects.filter(until__gte=now - REACH).values("hashed"))
    # Asked by the hash alone, the database goes from the few hashes to their accounts, not through all of the team.
    living = InstagramAccount.objects.filter(archived_at=None)
    mine = [one for one in living.filter(tried).exclude(held).select_related("team") if str(one.team_id) == team]
    red = [account for account, light in queries.lights(mine, now, kinds=()).items() if not light.may_try]
    found = living.filter(held).values_list("pk", "team_id")[: MOST_BY_ID + 1]
    red += [account for account, its_team in found if str(its_team) == team]
    return Q(pk__in=red) if len(found) <= MOST_BY_ID else held | Q(pk__in=red[:MOST_BY_ID])


def _rows(standing: Standing, accounts: list[InstagramAccount], now: datetime) -> tuple[Row, ...]:
    lights = queries.lights(accounts, now, kinds=())
    loads = _loads(standing.team, {one.phone for one in accounts if one.phone})
    where = reverse("accounts:account", kwargs={"team": standing.key, "account": NOBODY})
    states: dict[State, SafeString] = {}
    chips: dict[tuple[str, ...], SafeString] = {}
    return tuple(_row(one, lights[one.pk], where, _marks(one, loads), (states, chips)) for one in accounts)


def _loads(team: str, phones: Iterable[str]) -> dict[str, int]:
    rows = NumberLoad.objects.filter(team_id=team, number__in=phones, accounts__gt=1)
    return dict(rows.values_list("number", "accounts"))


def _marks(account: InstagramAccount, loads: dict[str, int]) -> tuple[str, ...]:
    """Return what should be looked after, in words."""
    policy = load_policy()
    load, wanted, cases = loads.get(account.phone, 0), policy["people.admins"].count, account.open_cases
    marks = []
    if cases:
        marks.append(ngettext("%(count)s open case", "%(count)s open cases", cases) % {"count": cases})
    if account.locked_out_since:
        marks.append(_("nobody gets in"))
    if load >= policy["number.accounts"].count:
        marks.append(_("%(count)s accounts on its number: full") % {"count": load})
    if account.co_admins < wanted:
        marks.append(_("co-admins: %(count)s of %(wanted)s") % {"count": account.co_admins, "wanted": wanted})
    return tuple(marks)


def _row(account: InstagramAccount, light: Light, where: str, marks: tuple[str, ...], spelled: Spelled) -> Row:
    states, chips = spelled
    state = words.state(light)
    if state not in states:
        picture = icon(state.icon)
        states[state] = format_html('<span class="state state-{}">{}{}</span>', state.kind, picture, state.word)
    if marks not in chips:
        chips[marks] = format_html_join(" ", '<span class="chip chip-care">{}</span>', ((mark,) for mark in marks))
    return Row(
        handle=account.handle,
        name=account.name,
        url=where.replace(NOBODY, str(account.pk)),
        state=states[state],
        until=_("until %(time)s") % {"time": moment(light.next_safe)} if light.next_safe else "",
        marks=chips[marks],
    )
