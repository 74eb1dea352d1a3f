"""Inviting somebody, giving a new link, taking the invitation back, and joining by it.

Exactly one of many who use a link at once joins: the row's conditional update decides.  Each deed stands in the
timeline, in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from kagimori.console.people import seats
from kagimori.console.people.invitations.links import hash_of, new_token
from kagimori.console.people.models import Invitation, Membership, Person, User
from kagimori.console.people.queries import members
from kagimori.console.people.refusals import (
    AlreadyInvited,
    AlreadyMember,
    DayPast,
    Gone,
    InvitationNotYours,
    InvitationVoid,
    PartnerLimit,
    RoleBeyond,
)
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from uuid import UUID

    from kagimori.console.people.models import Team
    from kagimori.core.people.roles import Access, Role


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom to invite, as what, until when; the language of the mail is the team's where none is given."""

    email: str
    role: Role
    access: Access = "full"
    name: str = ""
    kind: str = "employee"
    company: str = ""
    ends_on: date | None = None
    language: str = ""


def invite(
    team: UUID | str, guest: Guest, *, by: Actor, now: datetime, by_mail: bool, any_role: bool
) -> tuple[Invitation, str]:
    """Return the stored invitation and, for this once, the secret part of its link.

    With `by_mail` the job sends a link of its own.  `any_role` is true for whoever may give the owner's role, too.
    Raises RoleBeyond, DayPast, PartnerLimit, AlreadyMember or AlreadyInvited.
    """
    try:
        return _invite(team, guest, by=by, now=now, by_mail=by_mail, any_role=any_role)
    except PartnerLimit as refused:
        _tell_of_the_limit(team, by, now, refused)
        raise


@transaction.atomic
def _invite(
    team_id: UUID | str, guest: Guest, *, by: Actor, now: datetime, by_mail: bool, any_role: bool
) -> tuple[Invitation, str]:
    _judge(guest, now, any_role=any_role)
    team = seats.lock(team_id)
    email = guest.email.strip().lower()
    _clear_the_way(team, email, now)
    if guest.role in seats.PARTNERS:
        seats.take(team, now)
    token = new_token()
    invitation = _stored(team, guest, email, hashed=hash_of(token), by=by, now=now)
    if by_mail:
        Invitation.objects.filter(pk=invitation.pk).update(send_due=now)
    append(
        "people.invited",
        at=now,
        by=by,
        team=str(team.pk),
        subject=f"invitation:{invitation.pk}",
        role=guest.role,
        access=guest.access,
    )
    return invitation, token


def _judge(guest: Guest, now: datetime, *, any_role: bool) -> None:
    if guest.role == "owner" and (not any_role or guest.access != "full"):
        raise RoleBeyond
    if guest.ends_on is not None and guest.ends_on < timezone.localdate(now):
        raise DayPast


def _clear_the_way(team: Team, email: str, now: datetime) -> None:
    """Put a lapsed invitation for this address aside.  Raises AlreadyMember or AlreadyInvited."""
    if members(team.pk, timezone.localdate(now)).filter(user__email__iexact=email).exists():
        raise AlreadyMember
    unanswered = Invitation.objects.filter(team=team, email=email, accepted_at=None, withdrawn_at=None)
    unanswered.filter(lapses_at__lte=now).update(withdrawn_at=now)
    if unanswered.exists():
        raise AlreadyInvited


def _stored(team: Team, guest: Guest, email: str, *, hashed: str, by: Actor, now: datetime) -> Invitation:
    return Invitation.objects.create(
        team=team,
        email=email,
        name=guest.name.strip(),
        role=guest.role,
        access=guest.access,
        language=guest.language or team.language,
        kind=guest.kind,
        company=guest.company.strip(),
        ends_on=guest.ends_on,
        hashed=hashed,
        invited_by=User.objects.filter(opaque=by.id).first() if by.id else None,
        made_at=now,
        lapses_at=_lapse(now),
    )


@transaction.atomic
def _tell_of_the_limit(team: UUID | str, by: Actor, now: datetime, refused: PartnerLimit) -> None:
    most = int(str(refused.fields["most"]))
    append("people.partner_limit", at=now, by=by, team=str(team), subject=f"team:{team}", most=most)


@transaction.atomic
def renew(
    team_id: UUID | str, invitation: UUID | str, *, by: Actor, now: datetime, by_mail: bool, any_role: bool
) -> str:
    """Return the secret part of a new link, with a new life; the old link ends.

    An invitation that had lapsed takes a place again, if there is one.  Who may not give the owner's role must not get
    hold of an owner's link either.  Raises Gone, RoleBeyond or PartnerLimit.
    """
    team = seats.lock(team_id)
    unanswered = Invitation.objects.filter(pk=invitation, team=team, accepted_at=None, withdrawn_at=None)
    found = unanswered.first()
    if found is None:
        raise Gone
    if found.role == "owner" and not any_role:
        raise RoleBeyond
    if found.lapses_at <= now and found.role in seats.PARTNERS:
        seats.take(team, now)
    token = new_token()
    fresh = {"hashed": hash_of(token), "lapses_at": _lapse(now), "sent_at": None, "send_tries": 0}
    if unanswered.update(**fresh, send_due=now if by_mail else None) != 1:
        raise Gone
    append("people.invitation_sent_again", at=now, by=by, team=str(team.pk), subject=f"invitation:{invitation}")
    return token


@transaction.atomic
def withdraw(team: UUID | str, invitation: UUID | str, *, by: Actor, now: datetime) -> None:
    """Take an invitation back: its link works no more.  Raises Gone where it was answered or is none."""
    unanswered = Invitation.objects.filter(pk=invitation, team_id=team, accepted_at=None, withdrawn_at=None)
    if unanswered.update(withdrawn_at=now, send_due=None) != 1:
        raise Gone
    append("people.invitation_withdrawn", at=now, by=by, team=str(team), subject=f"invitation:{invitation}")


def open_by(token: str, now: datetime) -> Invitation:
    """Return the invitation that the link would use now, with its team; looking changes nothing.

    Raises InvitationVoid.
    """
    living = Invitation.objects.filter(hashed=hash_of(token), accepted_at=None, withdrawn_at=None, lapses_at__gt=now)
    found = living.filter(team__archived_at=None).select_related("team").first()
    if found is None or (found.ends_on is not None and found.ends_on < timezone.localdate(now)):
        raise InvitationVoid
    return found


@transaction.atomic
def accept(token: str, who: Callable[[], User], *, now: datetime, address: str = "") -> Membership:
    """Return the membership that the link has made for the user whom `who` returns or makes, with user and team.

    Raises InvitationVoid, InvitationNotYours or AlreadyMember, and then nothing has changed.
    """
    invitation = open_by(token, now)
    # The place passes from the invitation to the member: nobody may count in between.
    seats.lock(invitation.team_id)
    living = Invitation.objects.filter(pk=invitation.pk, hashed=hash_of(token), accepted_at=None, withdrawn_at=None)
    if living.filter(lapses_at__gt=now).update(accepted_at=now, send_due=None) != 1:
        raise InvitationVoid
    user = who()
    if user.email.lower() != invitation.email:
        raise InvitationNotYours
    member = _join(invitation, user, now)
    person = _person_of(invitation, user, now)
    append(
        "people.joined",
        at=now,
        by=Actor(str(user.opaque), "web", address),
        team=str(invitation.team_id),
        subject=f"person:{person.pk}",
        whom=str(person.pk),
        role=invitation.role,
        access=invitation.access,
    )
    return member


def _join(invitation: Invitation, user: User, now: datetime) -> Membership:
    # A membership whose last day is over, and which the daily job has not ended yet, must not keep its user out.
    over = Membership.objects.filter(team=invitation.team_id, user=user, ended_at=None)
    over.filter(ends_on__lt=timezone.localdate(now)).update(ended_at=now)
    role = {"role": invitation.role, "access": invitation.access, "ends_on": invitation.ends_on}
    try:
        with transaction.atomic():
            return Membership.objects.create(team=invitation.team, user=user, since=now, **role)
    except IntegrityError:
        raise AlreadyMember from None


def _person_of(invitation: Invitation, user: User, now: datetime) -> Person:
    """Return the person that the user is in the team: one who was noted by the same address, or a new one."""
    living = Person.objects.filter(team=invitation.team, left_at=None)
    ends = {"ends_on": invitation.ends_on, "told_of": None}
    if not living.filter(user=user).update(**ends):
        living.filter(email=invitation.email, user=None).update(user=user, **ends)
    found = living.filter(user=user).first()
    return found or Person.objects.create(
        team=invitation.team,
        user=user,
        name=user.name or invitation.name or user.email,
        email=invitation.email,
        kind=invitation.kind,
        company=invitation.company,
        ends_on=invitation.ends_on,
        added_at=now,
    )


def _lapse(now: datetime) -> datetime:
    return now + load_policy()["people.invitation"].span
