"""An owner of the installation hands somebody a link that sets a new password; it is shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import fresh, installation_owner
from kagimori.console.people.login import resets
from kagimori.console.people.models import User

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@fresh
@installation_owner
@require_POST
def reset_link_for(request: HttpRequest, opaque: UUID) -> HttpResponse:
    """Make the link and show it this once."""
    user = get_object_or_404(User, opaque=opaque, is_active=True)
    token = resets.make(user.email, now=timezone.now(), by=actor_of(request))
    base = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    shown = {"link": base + reverse("reset_link", args=(token,)), "email": user.email}
    return render(request, "login/reset_link_made.html", shown)
