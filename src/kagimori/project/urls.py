"""Every address of the console; a room's own addresses stand in its `urls`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView


def alive(_request: HttpRequest) -> HttpResponse:
    """Return a word for whoever watches whether the process answers; the database is not asked."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="doctor:start"), name="home"),
    path("alive", alive, name="alive"),
    path("doctor/", include("kagimori.console.doctor.urls")),
    path("status/", include("kagimori.console.status.urls")),
    path("", include("kagimori.console.people.urls")),
]
