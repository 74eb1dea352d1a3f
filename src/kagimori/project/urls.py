"""Every address of the console; a room's own addresses stand in its `urls`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from kagimori.console.desk.views import home
from kagimori.console.doors.problems import nothing_here
from kagimori.project.api import api


def alive(_request: HttpRequest) -> HttpResponse:
    """Return a word for whoever watches whether the process answers; the database is not asked."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("", home, name="home"),
    path("alive", alive, name="alive"),
    path("api/v1/", nothing_here),
    path("api/v1/", api.urls),
    re_path("^api/", nothing_here),
    path("doctor/", include("kagimori.console.doctor.urls")),
    path("t/<slug:team>/", include("kagimori.console.doctor.team_urls")),
    path("", include("kagimori.console.vault.urls")),
    path("status/", include("kagimori.console.status.urls")),
    path("", include("kagimori.console.accounts.urls")),
    path("", include("kagimori.console.people.urls")),
    path("", include("kagimori.console.people.login.urls")),
    path("", include("kagimori.console.notices.urls")),
    path("", include("kagimori.console.timeline.urls")),
    path("", include("kagimori.console.desk.urls")),
    path("", include("kagimori.console.look.urls")),
]
