"""The page on which a key is read in: by camera, from a picture, or typed.

The script that looks through the camera sends each picture as a form like any other and asks for JSON.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.people import words
from kagimori.console.vault.authenticators import flows, queries, reading
from kagimori.console.vault.authenticators.forms import KeyForm
from kagimori.console.vault.authenticators.pages.setup import paths
from kagimori.console.vault.authenticators.views.opening import METHODS, found, to
from kagimori.core.errors import KagimoriError
from kagimori.gateways.qr import PictureWithoutCode

if TYPE_CHECKING:
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.otp.seed import Seed


@require_http_methods(METHODS)
@open_to("authenticator.manage")
@sensitive_post_parameters()
def new(request: HttpRequest, account: UUID) -> HttpResponse:
    """Say where Instagram shows its QR code, and read it in."""
    row = found(request, account)
    if request.method != "POST":
        return to(request, account, "authenticator_setup") if queries.pending(row) else _page(request, row, KeyForm())
    form = KeyForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _begin(request, row, form)
        except PictureWithoutCode as error:
            if _by_script(request) and request.POST.get("way") == "camera":
                return JsonResponse({"again": True})
            form.add_error("picture", words.fault(error))
        except KagimoriError as error:
            form.add_error("picture" if form.cleaned_data["picture"] else "key", words.fault(error))
        else:
            return _on(request, account)
    return _page(request, row, form)


@sensitive_variables()
def _begin(request: HttpRequest, account: InstagramAccount, form: KeyForm) -> None:
    picture, typed = form.cleaned_data["picture"], form.cleaned_data["key"]
    by_camera = request.POST.get("way") == "camera"
    read = reading.from_code if by_camera else reading.from_text
    seed: Seed = reading.from_picture(picture.read(), picture.name[:60]) if picture else read(typed)
    way = "camera" if by_camera else "picture" if picture else "typed"
    by = standing_of(request).actor
    flows.begin(account, seed, way, had_picture=way == "picture", by=by, now=timezone.now())


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _on(request: HttpRequest, account: UUID) -> HttpResponse:
    if _by_script(request):
        address = reverse("vault:authenticator_setup", args=[standing_of(request).key, account])
        return JsonResponse({"next": address})
    return to(request, account, "authenticator_setup")


def _page(request: HttpRequest, account: InstagramAccount, form: KeyForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and _by_script(request):
        said = " ".join(str(text) for texts in form.errors.values() for text in texts)
        return JsonResponse({"said": said}, status=status)
    shown = {
        "form": form,
        "account": account,
        "key": standing_of(request).key,
        "paths": paths(),
        "replaces": queries.living(account) is not None,
    }
    return render(request, "vault/authenticators/new.html", shown, status=status)
