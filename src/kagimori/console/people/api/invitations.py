"""Invitations: where mail goes out, the link goes by mail; else the answer holds it, this once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import MAIL, Asked, Day, Line
from kagimori.console.doors.pages import Page, Window, page
from kagimori.console.people.api.persons import Kind
from kagimori.console.people.invitations import flows, sending
from kagimori.console.people.models import Invitation
from kagimori.console.work import enqueue
from kagimori.core.people.roles import Access, Role

room = Room("invitations")


class InvitationOut(Schema):
    """An invitation and what became of it."""

    id: UUID
    email: str
    name: str
    role: Role
    access: Access
    kind: str
    company: str
    ends_on: date | None
    made_at: datetime
    sent_at: datetime | None
    lapses_at: datetime
    accepted_at: datetime | None
    withdrawn_at: datetime | None


class Link(Schema):
    """An invitation and its link; the link is empty where a mail carries it, and is not kept."""

    invitation: InvitationOut
    link: str


class InvitationIn(Asked):
    """Whom to invite, as what, until when."""

    email: Annotated[str, Field(min_length=3, max_length=200, pattern=MAIL)]
    role: Role
    access: Access = "full"
    name: Line = ""
    kind: Kind = "employee"
    company: Line = ""
    ends_on: Day | None = None
    language: Literal["", "ja", "en"] = ""


@room.open("GET", "/teams/{slug:team}/invitations", needs="people.invite", answer=Page[InvitationOut])
def invitations(request: HttpRequest, team: str, window: Query[Window]) -> Any:
    """List the team's invitations, newest first."""
    return page(Invitation.objects.filter(team_id=standing_of(request).team), window, by=("-made_at", "id"))


@room.open("POST", "/teams/{slug:team}/invitations", needs="people.invite", answer=Link, status=201)
def invite(request: HttpRequest, team: str, wish: InvitationIn) -> Any:
    """Invite somebody."""
    standing, by_mail = standing_of(request), sending.mail_works()
    made, token = flows.invite(
        standing.team,
        flows.Guest(**wish.dict()),
        by=standing.actor,
        now=timezone.now(),
        by_mail=by_mail,
        any_role=standing.may("people.manage"),
    )
    return _handed_over(request, made.pk, token, by_mail=by_mail)


@room.open(
    "POST", "/teams/{slug:team}/invitations/{uuid:invitation}/again", needs="people.invite", answer=Link, status=201
)
def invite_again(request: HttpRequest, team: str, invitation: UUID) -> Any:
    """Send the invitation again with a new link; the old one ends."""
    standing, by_mail = standing_of(request), sending.mail_works()
    token = flows.renew(
        standing.team,
        invitation,
        by=standing.actor,
        now=timezone.now(),
        by_mail=by_mail,
        any_role=standing.may("people.manage"),
    )
    return _handed_over(request, invitation, token, by_mail=by_mail)


@room.open("DELETE", "/teams/{slug:team}/invitations/{uuid:invitation}", needs="people.invite", status=204)
def withdraw(request: HttpRequest, team: str, invitation: UUID) -> None:
    """Take an invitation back."""
    standing = standing_of(request)
    flows.withdraw(standing.team, invitation, by=standing.actor, now=timezone.now())


def _handed_over(request: HttpRequest, invitation: UUID, token: str, *, by_mail: bool) -> dict[str, Any]:
    row = Invitation.objects.get(pk=invitation)
    if by_mail:
        enqueue("people_send_invitation", str(invitation))
        return {"invitation": row, "link": ""}
    path = reverse("people:join", args=(token,))
    return {
        "invitation": row,
        "link": settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path),
    }
