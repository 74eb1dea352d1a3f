"""The page behind the link of an invitation.

Looking changes nothing: mail programs and chats open links to preview them.  Who has a login joins with it; who has
none makes one, and sets up their own second step before anything of the team is shown.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.account.internal.decorators import login_not_required
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kagimori.console.doors.asking import address_of
from kagimori.console.people import words
from kagimori.console.people.invitations import flows
from kagimori.console.people.login import join
from kagimori.console.people.login.asking import user_of
from kagimori.console.people.models import User
from kagimori.console.people.refusals import InvitationNotYours, InvitationVoid
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kagimori.console.people.models import Invitation


@sensitive_post_parameters()
@login_not_required  # type: ignore[untyped-decorator]  # the library has no types
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest, token: str) -> HttpResponse:
    """Show who is invited into what, or let them join."""
    try:
        invitation = flows.open_by(token, timezone.now())
        return _private(_page(request, token, invitation))
    except KagimoriError as error:
        void = render(request, "people/invitations/void.html", {"words": words.fault(error)}, status=HTTPStatus.GONE)
        return _private(void)


def _page(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        return _with_login(request, token, invitation)
    if User.objects.filter(email__iexact=invitation.email).exists():
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    then = reverse("desk:team", kwargs={"team": invitation.team.key})

    def accept(name: str, password: str) -> User:
        def made() -> User:
            try:
                # The language that they read this page in; whoever invited them could only guess it.
                return User.objects.create_user(invitation.email, password, name=name, language=get_language() or "")
            except IntegrityError:
                # Somebody made this login a moment ago; with it, the same link leads in.
                raise InvitationVoid from None

        return flows.accept(token, made, now=timezone.now(), address=address_of(request)).user

    return join.page(
        request, email=invitation.email, name=invitation.name, team=invitation.team.name, accept=accept, then=then
    )


def _with_login(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    user = user_of(request)
    if user.email.lower() != invitation.email:
        shown = {"words": words.fault(InvitationNotYours()), "may_log_out": True}
        return render(request, "people/invitations/void.html", shown, status=HTTPStatus.CONFLICT)
    if request.method == "POST":
        member = flows.accept(token, lambda: user, now=timezone.now(), address=address_of(request))
        return redirect("desk:team", team=member.team.key)
    shown = {"team": invitation.team.name, "role": words.role(invitation.role), "by": invitation.invited_by}
    return render(request, "people/invitations/join.html", shown)


def _private(answer: HttpResponse) -> HttpResponse:
    """Return the answer, told to the browser as one whose address is passed on to nobody."""
    answer.headers["Referrer-Policy"] = "strict-origin"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
