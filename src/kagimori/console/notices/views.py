"""The pages of notices: channels and what became of each delivery; one notice, and "I am on it"."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import installation_owner, open_to, standing_of
from kagimori.console.look.parts import Confirm
from kagimori.console.notices import delivering, flows, page, queries, wording
from kagimori.console.notices.forms import WishesForm
from kagimori.console.notices.models import Delivery, Notice
from kagimori.console.notices.services import FORMS, NAMES
from kagimori.console.timeline.names import names_of
from kagimori.console.timeline.page import language
from kagimori.core.errors import KagimoriError
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.notices.models import Channel
    from kagimori.console.notices.scopes import Scope
    from kagimori.console.notices.services import AddressForm
    from kagimori.core.people.standing import Actor


def overview(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show the channels, and how the newest deliveries stand."""
    shown = {
        "scope": scope,
        "channels": [
            (row, *(scope.url(deed, channel=row.id) for deed in ("change", "test", "remove")))
            for row in page.channels(scope.receiver)
        ],
        "deliveries": [(row, scope.url("again", delivery=row.id)) for row in page.deliveries(scope.receiver)],
        "services": [(NAMES[service], f"{scope.url('add')}?service={service}") for service in FORMS],
    }
    return render(request, "notices/list.html", shown)


@sensitive_post_parameters()
def add(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Ask for a service's address and the wishes, and keep them."""
    service = request.GET.get("service", "")
    if service not in FORMS:
        raise Http404
    address, wishes = FORMS[service](request.POST or None), _wishes(request, scope)
    if request.method == "POST" and address.is_valid() and wishes.is_valid():
        try:
            made = flows.add(scope.receiver, address.secret(), wishes.wishes(), by=scope.by, now=timezone.now())
        except KagimoriError as error:
            address.add_error(None, explain(error, language()))
        else:
            messages.success(request, _("Kept. Send a test to see that it arrives."))
            return redirect(f"{scope.url()}#c-{made.pk}")
    title = _("Notices by %(service)s") % {"service": NAMES[service]}
    return _form(request, scope, title, wishes, address)


def change(request: HttpRequest, scope: Scope, channel: UUID) -> HttpResponse:
    """Change what is told in a channel, and when."""
    found = _found(scope, channel)
    given = {name: getattr(found, name) for name in ("name", "kinds", "quiet_from", "quiet_to", "language")}
    wishes = _wishes(request, scope, **given)
    if request.method == "POST" and wishes.is_valid():
        flows.change(scope.receiver, channel, wishes.wishes(), by=scope.by, now=timezone.now())
        return redirect(scope.url())
    return _form(request, scope, found.name, wishes, None)


def remove(request: HttpRequest, scope: Scope, channel: UUID) -> HttpResponse:
    """Ask, then take a channel away."""
    found = _found(scope, channel)
    if request.method == "POST":
        flows.remove(scope.receiver, channel, by=scope.by, now=timezone.now())
        messages.success(request, _("The channel is gone, and its address forgotten."))
        return redirect(scope.url())
    ask = Confirm(
        _("Remove %(name)s?") % {"name": found.name},
        _("Nothing is told there any more. Its address is forgotten at once; to come back, enter it again."),
        _("Remove"),
        scope.url(),
        danger=True,
    )
    return render(request, "look/confirm.html", {"ask": ask})


def test(request: HttpRequest, scope: Scope, channel: UUID) -> HttpResponse:
    """Send a test notice now, and say what became of it."""
    try:
        row = flows.test(scope.receiver, channel, by=scope.by, now=timezone.now())
    except flows.NoChannel:
        raise Http404 from None
    delivering.send(str(row.pk), timezone.now())
    row = Delivery.objects.get(pk=row.pk)
    if row.state == "sent":
        messages.success(request, _("Sent. Look whether %(mark)s has arrived.") % {"mark": row.notice.mark})
    else:
        messages.error(request, _("The test did not arrive: %(why)s") % {"why": page.problem(row.problem)})
    return redirect(scope.url())


def again(request: HttpRequest, scope: Scope, delivery: UUID) -> HttpResponse:
    """Put a delivery that did not arrive back on its way."""
    try:
        flows.send_again(scope.receiver, delivery, by=scope.by, now=timezone.now())
        messages.success(request, _("It is on its way again, with the same number."))
    except flows.NotAgain as error:
        messages.error(request, explain(error, language()))
    return redirect(scope.url())


@open_to("team.see")
def of_team(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Show one notice of the team; a POST says "I am on it"."""
    standing = standing_of(request)
    if queries.notice(standing, notice) is None:
        raise Http404
    return _notice(request, standing.team, notice, standing.actor)


@installation_owner
def of_installation(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Show one notice of the installation; a POST says "I am on it"."""
    return _notice(request, "", notice, actor_of(request))


def _notice(request: HttpRequest, team: str, notice: UUID, by: Actor) -> HttpResponse:
    row = Notice.objects.filter(pk=notice, team=team).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            flows.answer(team, row.pk, by=by, now=timezone.now())
            messages.success(request, _("Thank you. Nobody else will be woken."))
        except flows.NothingToAnswer as error:
            messages.error(request, explain(error, language()))
        return redirect(request.path)
    answered = f"user:{row.answered_by}"
    shown = {
        "notice": row,
        "message": wording.message(row, language()),
        "place": wording.place(row),
        "deliveries": page.of_notice(row),
        "open": row.answered_at is None and (row.next_at is not None or row.step > 0),
        "answered_by": names_of([answered]).get(answered, ""),
    }
    return render(request, "notices/notice.html", shown)


def _wishes(request: HttpRequest, scope: Scope, **given: object) -> WishesForm:
    start = {"language": scope.language or language()} | given
    return WishesForm(request.POST or None, initial=start, team=bool(scope.receiver.team), zone=scope.zone)


def _found(scope: Scope, channel: UUID) -> Channel:
    try:
        return flows.find(scope.receiver, channel)
    except flows.NoChannel:
        raise Http404 from None


def _form(
    request: HttpRequest, scope: Scope, title: str, wishes: WishesForm, address: AddressForm | None
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wishes.is_bound else HTTPStatus.OK
    shown = {"title": title, "wishes": wishes, "address": address, "back": scope.url()}
    return render(request, "notices/form.html", shown, status=status)
