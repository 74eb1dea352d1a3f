"""Who a program is: the standing of the user whose token it carries, with at most the rights written on the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.utils import timezone

from kagimori.console.accounts.standing import membership_in, standing_by
from kagimori.console.doors.api import INSTALLATION
from kagimori.console.doors.problems import TokenVoid
from kagimori.console.people.tokens.flows import use

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.standing import Standing


def standing(secret: str, address: str, now: datetime) -> Standing:
    """Return the standing; the use is counted.  Raises TokenVoid, also where the membership has ended, or TooMany."""
    token = use(secret, now)
    membership = membership_in(token.team.key, token.user_id, timezone.localdate(now))
    if membership is None:
        raise TokenVoid
    ceiling = frozenset(token.rights) - (frozenset() if token.user.is_owner else {INSTALLATION})
    proven = bool(is_mfa_enabled(token.user))
    return standing_by(membership, proven=proven, place="api", address=address, ceiling=ceiling)
