"""Counting wrong codes of one person, over all processes, as wrong passwords are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from django.utils import timezone

from kagimori.console.doors.asking import address_of
from kagimori.console.people.login import locked

if TYPE_CHECKING:
    from collections.abc import Callable

    from kagimori.console.people.models import User


def count_a_try(user: User) -> Callable[[], None]:
    """Count a try before it is judged; return how to take it back once it was right.

    Raises ValidationError where too many were wrong.  Only this one try is taken back: the library's own way would
    also forget the wrong ones of everybody at the same network address.
    """
    used = ratelimit.consume(
        context.request, app="allauth.account", action="login_failed", key=f"second-step:{user.pk}"
    )
    if used is None:
        locked.note(user, address=address_of(context.request), now=timezone.now())
        raise get_adapter().validation_error("too_many_login_attempts")
    return cast("Callable[[], None]", used.rollback)
