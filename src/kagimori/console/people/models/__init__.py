"""What the room keeps: logins, teams and who is in them, persons, invitations, keys for programs."""

from __future__ import annotations

from kagimori.console.people.models.invitations import Invitation
from kagimori.console.people.models.persons import Person
from kagimori.console.people.models.sheets import SheetDraft
from kagimori.console.people.models.teams import Membership, Team, TeamDomain, TeamNumber
from kagimori.console.people.models.tokens import ApiToken
from kagimori.console.people.models.use import RightUse
from kagimori.console.people.models.users import FirstOwnerLink, User

__all__ = [
    "ApiToken",
    "FirstOwnerLink",
    "Invitation",
    "Membership",
    "Person",
    "RightUse",
    "SheetDraft",
    "Team",
    "TeamDomain",
    "TeamNumber",
    "User",
]
