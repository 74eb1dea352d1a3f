"""Giving a member another role or another breadth of access; the deed stands in the timeline, in the same transaction.

A member's leaving is that of the person (`persons.flows.leave`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.people import owners, seats
from kagimori.console.people.models import Membership, Person
from kagimori.console.people.refusals import Gone, RoleBeyond
from kagimori.console.timeline.flows import append

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.people.roles import Access, Role
    from kagimori.core.people.standing import Actor


@transaction.atomic
def change_role(  # who gives whom what, where and when
    team_id: UUID | str, member: UUID | str, *, role: Role, access: Access, by: Actor, now: datetime
) -> None:
    """Give the member this role.  Raises Gone, LastOwner, PartnerLimit, or RoleBeyond for an owner limited to tasks."""
    if role == "owner" and access != "full":
        raise RoleBeyond
    team = seats.lock(team_id)
    found = Membership.objects.filter(pk=member, team=team, ended_at=None).first()
    if found is None:
        raise Gone
    if found.role == "owner" and role != "owner":
        owners.another_than(found, team)
    if role in seats.PARTNERS and found.role not in seats.PARTNERS:
        seats.take(team, now)
    if Membership.objects.filter(pk=member, ended_at=None, role=found.role).update(role=role, access=access) != 1:
        raise Gone
    _told(found, role, access, by, now)


def _told(member: Membership, role: Role, access: Access, by: Actor, now: datetime) -> None:
    person = Person.objects.filter(team=member.team_id, user=member.user_id, left_at=None).first()
    whom = str(person.pk if person else member.user_id)
    append(
        "people.role_changed",
        at=now,
        by=by,
        team=str(member.team_id),
        subject=f"person:{whom}" if person else f"team:{member.team_id}",
        whom=whom if person else "",
        role=role,
        access=access,
    )
