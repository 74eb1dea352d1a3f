"""Logging in through others (OpenID Connect), as far as the settings name one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody through whom people log in: the name, and whether this person's login is tied to one there."""

    name: str
    tied: bool


def of(request: HttpRequest) -> Other | None:
    """Return how the person is tied to the other login; None where the settings name none."""
    if not settings.LOGIN_OTHERS:
        return None
    tied = SocialAccount.objects.filter(user_id=request.user.pk, provider=settings.LOGIN_OTHERS["id"]).exists()
    return Other(settings.LOGIN_OTHERS["name"], bool(tied))
