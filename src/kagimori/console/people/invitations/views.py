"""Pages of invitations: the list, inviting, a new link, taking one back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.people import seats, words
from kagimori.console.people.invitations import flows, pages, sending
from kagimori.console.people.invitations.at_meta import at_meta
from kagimori.console.people.invitations.forms import InviteForm
from kagimori.console.people.models import Invitation, Team
from kagimori.console.people.tabs import tabs
from kagimori.console.work import enqueue
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.core.people.standing import Standing


@require_safe
@open_to("people.invite")
def invitations(request: HttpRequest) -> HttpResponse:
    """Show the invitations and what became of them."""
    standing, now = standing_of(request), timezone.now()
    shown = {
        "rows": pages.rows(standing.team, now),
        "tabs": tabs(standing, "invitations"),
        "by_mail": sending.mail_works(),
        "key": standing.key,
        **_places(standing),
    }
    return render(request, "people/invitations/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to("people.invite")
@fresh
def invite(request: HttpRequest) -> HttpResponse:
    """Ask whom to invite; invite, and send the link or show it once."""
    standing, by_mail = standing_of(request), sending.mail_works()
    any_role = standing.may("people.manage")
    given = {"email": request.GET.get("email", ""), "name": request.GET.get("name", ""), "language": get_language()}
    form = InviteForm(
        request.POST or None, initial=given, any_role=any_role, by_mail=by_mail, today=timezone.localdate()
    )
    if form.is_valid():
        try:
            made, token = flows.invite(
                standing.team, form.guest(), by=standing.actor, now=timezone.now(), by_mail=by_mail, any_role=any_role
            )
            return _handed_over(request, standing, made.pk, token, by_mail=by_mail)
        except KagimoriError as error:
            form.add_error(None, words.fault(error))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "by_mail": by_mail, "key": standing.key, "meta": at_meta(), **_places(standing)}
    return render(request, "people/invitations/new.html", shown, status=status)


@require_POST
@never_cache
@open_to("people.invite")
@fresh
def again(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Send the invitation again, or show a new link; the old one ends."""
    standing = standing_of(request)
    by_mail = sending.mail_works() and "link" not in request.POST
    try:
        token = flows.renew(
            standing.team,
            invitation,
            by=standing.actor,
            now=timezone.now(),
            by_mail=by_mail,
            any_role=standing.may("people.manage"),
        )
    except KagimoriError as error:
        return _refused(request, standing, error)
    return _handed_over(request, standing, invitation, token, by_mail=by_mail)


@require_POST
@open_to("people.invite")
def withdraw(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Take the invitation back."""
    standing = standing_of(request)
    try:
        flows.withdraw(standing.team, invitation, by=standing.actor, now=timezone.now())
    except KagimoriError as error:
        return _refused(request, standing, error)
    messages.success(request, _("The invitation is taken back. Its link works no more."))
    return redirect("people:invitations", team=standing.key)


def _handed_over(
    request: HttpRequest, standing: Standing, invitation: UUID, token: str, *, by_mail: bool
) -> HttpResponse:
    """Leave the link to the mail, or show it this once: it is not kept and cannot be shown again."""
    if by_mail:
        enqueue("people_send_invitation", str(invitation))
        messages.success(request, _("The invitation is on its way."))
        return redirect("people:invitations", team=standing.key)
    path = reverse("people:join", args=(token,))
    link = settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path)
    row = Invitation.objects.get(pk=invitation)
    answer = render(request, "people/invitations/link.html", {"link": link, "row": row, "key": standing.key})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _refused(request: HttpRequest, standing: Standing, error: KagimoriError) -> HttpResponse:
    messages.error(request, words.fault(error))
    return redirect("people:invitations", team=standing.key)


def _places(standing: Standing) -> dict[str, object]:
    team = Team.objects.get(pk=standing.team)
    return {"taken": seats.taken(team.pk, timezone.now()), "most": seats.most_of(team)}
