"""What a person's own page shows of how they get in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from kagimori.console.people.login import flows, sealed
from kagimori.console.people.login.refusals import NobodyThere
from kagimori.console.people.models import User

if TYPE_CHECKING:
    from datetime import datetime

GROUP = 5


@dataclass(frozen=True, slots=True)
class Way:
    """An app or a passkey; `name` is empty for the app."""

    id: int
    is_app: bool
    name: str
    since: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True)
class Papers:
    """How many recovery codes are left of how many; `kept` once the person has said that they lie on paper."""

    left: int
    of: int
    kept: bool


def user_at(email: str) -> User:
    """Return the user with this address, in whatever case.  Raises NobodyThere."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise NobodyThere
    return user


def ways(user: User) -> list[Way]:
    """Return the user's second steps, the app first."""
    rows = Authenticator.objects.filter(user=user).exclude(type=flows.PAPERS).order_by("type", "created_at")
    return [
        Way(row.pk, row.type == Authenticator.Type.TOTP, row.data.get("name", ""), row.created_at, row.last_used_at)
        for row in rows
    ]


def papers(user: User) -> Papers | None:
    """Return how the user's recovery codes stand; None where there are none."""
    row = Authenticator.objects.filter(user=user, type=flows.PAPERS).first()
    if row is None:
        return None
    with sealed.of(user):
        whole = len(row.wrap().generate_codes())
    return Papers(whole - row.data["used_mask"].bit_count(), whole, bool(row.data.get(flows.KEPT)))


def codes_to_keep(user: User) -> list[str]:
    """Return the unused recovery codes in groups, only while nobody has said that they lie on paper."""
    row = Authenticator.objects.filter(user=user, type=flows.PAPERS).first()
    if row is None or row.data.get(flows.KEPT):
        return []
    with sealed.of(user):
        return [f"{code[:GROUP]} {code[GROUP:]}" for code in row.wrap().get_unused_codes()]
