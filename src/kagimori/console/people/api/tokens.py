"""The team's tokens: seen and taken back.  Making one asks for a person who has just proven who they are, on a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema

from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.pages import Page, Window, page
from kagimori.console.people.models import ApiToken
from kagimori.console.people.tokens import flows, queries

room = Room("tokens")


class TokenOut(Schema):
    """A token as it is kept: by its first letters."""

    id: UUID
    name: str
    begins_with: str
    user: UUID
    rights: list[str]
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None

    @staticmethod
    def resolve_user(token: ApiToken) -> UUID:
        """Return the user's opaque id."""
        return token.user.opaque


@room.open("GET", "/teams/{slug:team}/tokens", needs="tokens.manage", answer=Page[TokenOut])
def tokens(request: HttpRequest, team: str, window: Query[Window]) -> Any:
    """List the team's tokens, newest first."""
    return page(queries.of_team(standing_of(request).team), window, by=("-made_at", "id"))


@room.open("DELETE", "/teams/{slug:team}/tokens/{uuid:token}", needs="tokens.manage", status=204)
def revoke_token(request: HttpRequest, team: str, token: UUID) -> None:
    """Take a token back; it works no more from that moment."""
    standing = standing_of(request)
    flows.revoke(standing.team, token, standing.actor, timezone.now())
