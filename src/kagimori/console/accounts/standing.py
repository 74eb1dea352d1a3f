"""Who somebody is in the team of the address: the standing that the doors look at, made anew for each request.

One query for the membership and, for somebody limited to tasks, one for the grants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q
from django.utils import timezone

from kagimori.console.accounts.models import Grant
from kagimori.console.doors.asking import address_of
from kagimori.console.doors.decorators import proven
from kagimori.console.people.models import Membership
from kagimori.core.people.standing import Actor, Standing
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from kagimori.core.people.standing import Place


class OnTheRequest:
    """The middleware: puts `request.standing` on requests whose address names a team; None for a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, Any]) -> None:
        """Look the standing up, once the address is known."""
        if "team" not in kwargs or not request.user.is_authenticated:
            return
        found = membership_in(kwargs["team"], request.user.pk, timezone.localdate())
        standing = (
            None
            if found is None
            else standing_by(found, proven=proven(request), place="web", address=address_of(request))
        )
        cast("Any", request).standing = standing


def membership_in(key: str, user: int, today: date) -> Membership | None:
    """Return the living membership of `user` in the team called `key`, with both at hand; None for a stranger."""
    living = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), ended_at=None)
    return living.filter(team__key=key, team__archived_at=None, user=user).select_related("team", "user").first()


def team_keys(user: int, today: date) -> list[str]:
    """Return the keys of the living teams in which `user` is a member today."""
    living = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), ended_at=None)
    return list(living.filter(user=user, team__archived_at=None).values_list("team__key", flat=True))


def standing_by(
    membership: Membership, *, proven: bool, place: Place, address: str = "", ceiling: frozenset[str] | None = None
) -> Standing:
    """Return what a door knows of this member."""
    limited = membership.access == "limited"
    return Standing(
        user=str(membership.user.opaque),
        team=str(membership.team_id),
        key=membership.team.key,
        role=cast("Any", membership.role),
        access=cast("Any", membership.access),
        proven=proven,
        table=load_rights(),
        actor=Actor(str(membership.user.opaque), place, address),
        grants=_grants_of(membership) if limited else {},
        ceiling=ceiling,
    )


def _grants_of(membership: Membership) -> dict[str, frozenset[str] | None]:
    today = timezone.localdate()
    living = Grant.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), ended_at=None)
    mine = living.filter(person__user=membership.user_id, person__team=membership.team_id, person__left_at=None)
    return {
        str(grant.account_id): None if grant.access == "full" else frozenset(grant.tasks)
        for grant in mine.only("account_id", "access", "tasks")
    }
