"""Reading the persons of a team: the list with its filters, one person, and who of them has a login with which role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, Subquery

from kagimori.console.people.login.proof import STEPS
from kagimori.console.people.models import Membership, Person, User
from kagimori.console.people.queries import open_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty: everybody.  `role` "none" means those without a login."""

    text: str = ""
    role: str = ""
    two_factor: str = ""
    kind: str = ""
    left: bool = False


def persons(team: UUID | str, day: date, filters: Filters | None = None) -> QuerySet[Person]:
    """Return the team's persons by name, each with `role`, `access` and `member`, None without a living membership.

    `own_step` on each tells whether their own second step in Kagimori is on.
    """
    wanted = filters or Filters()
    found = _with_roles(Person.objects.filter(team_id=team, left_at__isnull=not wanted.left), day)
    if wanted.text:
        text = wanted.text
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text) | Q(company__icontains=text))
    if wanted.role:
        found = found.filter(Q(role=None if wanted.role == "none" else wanted.role))
    if wanted.two_factor:
        found = found.filter(two_factor=wanted.two_factor)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    return found.order_by("name", "pk")


def person(team: UUID | str, id_: UUID | str, day: date) -> Person | None:
    """Return one person of the team with role and access, gone ones as well; None where there is no such."""
    return _with_roles(Person.objects.filter(team_id=team, pk=id_), day).first()


def _with_roles(found: QuerySet[Person], day: date) -> QuerySet[Person]:
    mine = Membership.objects.filter(open_on(day), team=OuterRef("team"), user=OuterRef("user"), ended_at=None)
    steps = Authenticator.objects.filter(user=OuterRef("user"), type__in=STEPS)
    return found.annotate(
        role=Subquery(mine.values("role")[:1]),
        access=Subquery(mine.values("access")[:1]),
        member=Subquery(mine.values("pk")[:1]),
        own_step=Exists(steps),
    )


def names_of(opaque: Iterable[str]) -> dict[str, str]:
    """Return the names of users by their opaque ids; one query, none where nobody is asked for."""
    wanted = {one for one in opaque if one}
    found = User.objects.filter(opaque__in=wanted) if wanted else ()
    return {str(user.opaque): str(user) for user in found}
