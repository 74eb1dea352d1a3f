"""The API's doors: each operation names the right that it asks for, judged before anything else is read.

A request carries a token and nothing else counts: no cookie, no session.  Whose token it is and what it may, is
asked by the dotted name in the settings (`API_STANDING`), for the rooms that know stand to the left of this one.
"""

from __future__ import annotations

from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from ninja import Router, Status
from ninja.security import HttpBearer

from kagimori.console.doors.asking import address_of
from kagimori.console.doors.problems import NotAllowed, NotHere, Problem, SecondStepOff

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest

    from kagimori.core.people.standing import Standing

    Operation = Callable[..., Any]
    StandingOf = Callable[[str, str, datetime], Standing]

# What a token may be given beside the rights of the table, by an owner of the installation.
INSTALLATION = "installation.manage"
REFUSALS = (400, 401, 403, 404, 409, 413, 422, 429)


class Token(HttpBearer):
    """Asks for a token that holds `right`; the standing is then on the request."""

    openapi_description = "A token of Kagimori (kgm_…); it works in one team, with at most the rights written on it."

    def __init__(self, right: str) -> None:
        """Keep the right."""
        super().__init__()
        self.right = right

    def authenticate(self, request: HttpRequest, token: str) -> Standing:
        """Return the standing.  Raises TokenVoid, TooMany, SecondStepOff, NotHere or NotAllowed."""
        found: StandingOf = import_string(settings.API_STANDING)
        standing = found(token, address_of(request), timezone.now())
        parts = request.resolver_match.kwargs if request.resolver_match else {}
        if parts.get("team", standing.key) != standing.key:
            raise NotHere
        if not standing.proven:
            raise SecondStepOff
        if not _may(standing, self.right, parts.get("account")):
            raise NotAllowed(right=self.right)
        cast("Any", request).standing = standing
        # Noted once a day after a successful answer, so that rights that nobody uses are seen.
        cast("Any", request).used = (standing, self.right, str(parts.get("account", "")))
        return standing


def _may(standing: Standing, right: str, account: object) -> bool:
    if right == INSTALLATION:
        return INSTALLATION in (standing.ceiling or ())
    return standing.may(right, None if account is None else str(account))


class Room(Router):
    """The operations of one room."""

    def __init__(self, tag: str) -> None:
        """Name the room, as the description of the API groups its operations."""
        super().__init__(tags=[tag])

    def open(
        self, method: str, path: str, *, needs: str, answer: Any = None, status: int = 200
    ) -> Callable[[Operation], Operation]:
        """Return the decorator for an operation that asks for the right `needs` and answers with `answer`."""
        answers = {status: answer} | dict.fromkeys(REFUSALS, Problem)

        def decorate(deed: Operation) -> Operation:
            said = (deed.__doc__ or deed.__name__).strip().partition("\n")
            return self.api_operation(
                [method],
                path,
                auth=Token(needs),
                response=answers,
                summary=said[0].rstrip("."),
                description=f"{said[2].strip()}\n\nNeeds the right `{needs}`.".strip(),
            )(_with_status(deed, status))

        return decorate


def _with_status(deed: Operation, status: int) -> Operation:
    @wraps(deed)
    def answer(request: HttpRequest, **parts: Any) -> Status[Any]:
        return Status(status, deed(request, **parts))

    # The library looks annotations up where a function was written, and that is here for every one of them.
    answer.__signature__ = signature(deed, eval_str=True)  # type: ignore[attr-defined]
    return answer
