"""Finding a team by what somebody types on the server: its address, or its name where only one has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from kagimori.console.people.models import Team


class TeamUnknown(BadInput):
    """No team, or more than one, is called `name`."""

    code = "people.team_unknown"


def team_called(name: str) -> Team:
    """Return the team with this address, or the only one with this name.  Raises TeamUnknown."""
    from kagimori.console.people.models import Team

    found = list(Team.objects.filter(key=name)) or list(Team.objects.filter(name=name)[:2])
    if len(found) != 1:
        raise TeamUnknown(name=name)
    return found[0]
