"""Forgetting who somebody was, once they have left: names and contacts go, what they did stays under an opaque id.

The timeline is stamped and never changed; it holds ids alone, so that a person can be forgotten beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from kagimori.console.people.login import sessions
from kagimori.console.people.models import Invitation, Membership, Person, User
from kagimori.console.people.refusals import Gone, StillHere
from kagimori.console.timeline.flows import append

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.standing import Actor

# Reserved for addresses that lead nowhere (RFC 2606).
NOWHERE = "forgotten.invalid"


@transaction.atomic
def forget(email: str, *, by: Actor, now: datetime) -> int:
    """Blank every person and the login of this address; return how many persons.

    Raises Gone where nobody is known by it, StillHere for a member of a team and for an owner of the installation.
    """
    address = email.strip().lower()
    user = User.objects.select_for_update().filter(email__iexact=address).first()
    persons = Person.objects.filter(email=address) | Person.objects.filter(user=user, user__isnull=False)
    found = list(persons.distinct())
    if not found and user is None:
        raise Gone
    if _is_here(user, found):
        raise StillHere
    blank = {"name": "", "email": "", "phone": "", "company": ""}
    Person.objects.filter(pk__in=[one.pk for one in found]).update(**blank)
    Invitation.objects.filter(email=address).update(email=f"nobody@{NOWHERE}", name="", company="")
    if user is not None:
        _forget_login(user)
    for one in found:
        append("people.forgotten", at=now, by=by, team=str(one.team_id), subject=f"person:{one.pk}", whom=str(one.pk))
    return len(found)


def _is_here(user: User | None, persons: list[Person]) -> bool:
    living = any(one.left_at is None for one in persons)
    member = user is not None and (user.is_owner or Membership.objects.filter(user=user, ended_at=None).exists())
    return living or member


def _forget_login(user: User) -> None:
    sessions.end_all(user)
    for kept in (Authenticator, SocialAccount, EmailAddress):
        kept.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.name, user.email, user.is_active = "", f"{user.opaque}@{NOWHERE}", False
    user.save(update_fields=["name", "email", "is_active", "password"])
