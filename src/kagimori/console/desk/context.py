"""What the frame of every page must know: the ways that are open to this person, and their teams.

Worked out when a template first asks, so that answers without a frame cost nothing: one query for the memberships and,
for somebody limited to tasks, one for their grants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kagimori.console.accounts.standing import standing_by
from kagimori.console.desk import entries
from kagimori.console.desk.addresses import address
from kagimori.console.desk.queries import memberships_of
from kagimori.console.doors.decorators import proven
from kagimori.console.look.frame import Entry, Frame, Group
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from kagimori.console.desk.entries import Way
    from kagimori.console.people.models import Membership
    from kagimori.core.people.standing import Standing

# Which team's ways stand around pages that belong to no team.
LAST_TEAM = "last_team"
# Pages that every other one lies below.
EXACT = ("desk:team", "home")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return `frame`: a `Frame`, or None for somebody who is not logged in."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Frame | None:
    user = cast("Any", getattr(request, "user", None))
    if user is None or not user.is_authenticated:
        return None
    own = tuple(_entries(request, entries.OWN))
    if not proven(request):
        return Frame(name=str(user), own=own)
    mine = memberships_of(user.pk, timezone.localdate())
    here = _here(request, mine)
    installation = _installation(request)
    if here is None:
        return _without_team(request, mine, own, installation)
    standing = _standing(request, here)
    return Frame(
        name=str(user),
        team=here.team.name,
        role=load_rights().roles[standing.role].name.to("en" if get_language() == "en" else "ja"),
        team_url=address("desk:team", team=standing.key),
        search_url=address("desk:find", team=standing.key),
        menu_url=address("desk:menu", team=standing.key),
        groups=(Group("", tuple(_entries(request, entries.TEAM, standing))), *installation),
        teams=_teams(mine, standing.key) if len(mine) > 1 else (),
        own=(*_entries(request, entries.MINE, standing), *own),
    )


def _without_team(
    request: HttpRequest, mine: list[Membership], own: tuple[Entry, ...], installation: tuple[Group, ...]
) -> Frame:
    """Return the frame where no team is chosen; the person's own menu leads to what a phone's bar has no room for."""
    general = Group("", tuple(_entries(request, entries.ANYWHERE)))
    beside = tuple(entry for group in installation for entry in group.entries)
    return Frame(name=str(request.user), own=(*own, *beside), teams=_teams(mine, ""), groups=(general, *installation))


def _here(request: HttpRequest, mine: list[Membership]) -> Membership | None:
    """Return the membership whose ways stand around this page: of the address, else the last one, else the only one."""
    by_key = {membership.team.key: membership for membership in mine}
    asked = request.resolver_match.kwargs.get("team") if request.resolver_match else None
    if asked in by_key:
        if len(mine) > 1 and request.session.get(LAST_TEAM) != asked:
            request.session[LAST_TEAM] = asked
        return by_key[asked]
    return by_key.get(request.session.get(LAST_TEAM, "")) or (mine[0] if len(mine) == 1 else None)


def _standing(request: HttpRequest, here: Membership) -> Standing:
    known = cast("Standing | None", getattr(request, "standing", None))
    if known is not None and known.key == here.team.key:
        return known
    return standing_by(here, proven=True, place="web")


def _entries(request: HttpRequest, ways: Iterable[Way], standing: Standing | None = None) -> Iterable[Entry]:
    for way in ways:
        url = address(way.view, **({"team": standing.key} if standing and way.of_team else {}))
        if not url or (way.right and not (standing and standing.may(way.right))):
            continue
        at = _is_at(request, way.view, url)
        yield Entry(str(way.words), url, way.icon, at, way.first, way.urgent, str(way.short or way.words))


def _is_at(request: HttpRequest, view: str, url: str) -> bool:
    """Return whether the page is the way's own or one below it; only its own for the team's start page."""
    return request.path == url if view in EXACT else request.path.startswith(url)


def _installation(request: HttpRequest) -> tuple[Group, ...]:
    if not cast("Any", request.user).is_owner:
        return ()
    found = tuple(_entries(request, entries.INSTALLATION))
    return (Group(_("This installation"), found),) if found else ()


def _teams(mine: list[Membership], key: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(one.team.name, address("desk:team", team=one.team.key), "team", one.team.key == key) for one in mine
    )
