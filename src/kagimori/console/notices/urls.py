"""Addresses of the room: the same deeds for a team, for oneself and for the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.decorators import fresh
from kagimori.console.notices import views
from kagimori.console.notices.scopes import for_installation, for_me, for_team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpResponseBase
    from django.urls import URLPattern

    Door = Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]

app_name = "notices"
asking = require_http_methods(["GET", "HEAD", "POST"])


def _deeds(start: str, prefix: str, overview: str, door: Door) -> Iterator[URLPattern]:
    yield path(start, require_safe(door(views.overview)), name=overview)
    yield path(f"{start}add/", asking(door(fresh(views.add))), name=f"{prefix}add")
    yield path(f"{start}channels/<uuid:channel>/", asking(door(fresh(views.change))), name=f"{prefix}change")
    yield path(f"{start}channels/<uuid:channel>/remove/", asking(door(fresh(views.remove))), name=f"{prefix}remove")
    yield path(f"{start}channels/<uuid:channel>/test", require_POST(door(views.test)), name=f"{prefix}test")
    yield path(f"{start}again/<uuid:delivery>", require_POST(door(views.again)), name=f"{prefix}again")


urlpatterns = [
    *_deeds("t/<slug:team>/notices/", "", "list", for_team),
    *_deeds("me/notices/", "my_", "mine", for_me),
    *_deeds("installation/notices/", "installation_", "installation", for_installation),
    path("t/<slug:team>/notices/<uuid:notice>/", asking(views.of_team), name="notice"),
    path("installation/notices/<uuid:notice>/", asking(views.of_installation), name="of_installation"),
]
