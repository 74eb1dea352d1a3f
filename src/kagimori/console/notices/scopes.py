"""Whose notices a page is about: a team's, one's own, or the installation's; the same views serve all three."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.urls import reverse

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import installation_owner, open_to, signed_in, standing_of
from kagimori.console.notices import people
from kagimori.console.notices.flows import Receiver

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from kagimori.core.people.standing import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """A receiver, who is at work there, and how its addresses begin."""

    receiver: Receiver
    by: Actor
    prefix: str
    list_name: str
    key: str = ""
    language: str = ""
    zone: str = ""

    def url(self, deed: str = "", **ids: Any) -> str:
        """Return the address of a deed of this scope, or of its page."""
        name = f"notices:{self.prefix}{deed}" if deed else f"notices:{self.list_name}"
        return reverse(name, kwargs=({"team": self.key} if self.key else {}) | ids)


def for_team(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the view for a team's channels."""

    @open_to("notices.manage")
    @wraps(view)
    def scoped(request: HttpRequest, **ids: Any) -> HttpResponseBase:
        standing = standing_of(request)
        wishes = people.wishes_of(standing.team)
        return view(request, Scope(Receiver(standing.team), standing.actor, "", "list", standing.key, *wishes), **ids)

    return scoped


def for_me(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the view for one's own channels."""

    @signed_in
    @wraps(view)
    def scoped(request: HttpRequest, **ids: Any) -> HttpResponseBase:
        user = cast("Any", request.user)
        receiver = Receiver(user=str(user.opaque))
        zone = user.time_zone or settings.TIME_ZONE
        return view(request, Scope(receiver, actor_of(request), "my_", "mine", "", user.language, zone), **ids)

    return scoped


def for_installation(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return the view for the installation's channels."""

    @installation_owner
    @wraps(view)
    def scoped(request: HttpRequest, **ids: Any) -> HttpResponseBase:
        scope = Scope(Receiver(), actor_of(request), "installation_", "installation", "", "", settings.TIME_ZONE)
        return view(request, scope, **ids)

    return scoped
