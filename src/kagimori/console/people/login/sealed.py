"""Sealing of a login's secrets, each bound to its user by the opaque id."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from allauth.core import context

from kagimori.console.doors.keyring import keyring
from kagimori.core.secret import Secret
from kagimori.core.vault import AssociatedData, Purpose, SealBroken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.console.people.models import User

__all__ = ["SealBroken", "of", "seal", "unseal", "whose"]

FIELD = "second step"
_whose: ContextVar[User | None] = ContextVar("whose", default=None)


@contextmanager
def of(user: User) -> Iterator[None]:
    """Say whose secrets are sealed and opened within: somebody half-way through a login is not yet on the request."""
    before = _whose.set(user)
    try:
        yield
    finally:
        _whose.reset(before)


def whose() -> User:
    """Return whose secrets are at hand; raises LookupError where nobody said."""
    user = _whose.get() or getattr(context.request, "user", None)
    if user is None or not user.is_authenticated:
        raise LookupError("nobody said whose secret this is")
    return user


def seal(text: str, user: User) -> str:
    """Return the text as it may be stored."""
    return keyring().box(Purpose.LOGIN).seal_text(Secret(text.encode()), bound_to=place(user))


def unseal(stored: str, user: User) -> str:
    """Return the text; raises SealBroken where it was sealed for somebody else or by another key."""
    return keyring().box(Purpose.LOGIN).open_text(stored, bound_to=place(user)).reveal().decode()


def place(user: User) -> AssociatedData:
    """Return the place that this user's secrets are bound to."""
    return AssociatedData("", f"user:{user.opaque}", FIELD)
