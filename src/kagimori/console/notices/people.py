"""Who belongs to a team and how people are reached: asked of the module that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kagimori.core.notices.reach import Reach

IN_TURN = ("owner", "admin")


def of_team(team: str) -> list[Reach]:
    """Return the members of a team, or the installation's owners where `team` is empty; owners first."""
    return cast("Callable[[str], list[Reach]]", _asked("reach"))(team)


def of_users(users: Collection[str]) -> list[Reach]:
    """Return these users, by opaque id."""
    return cast("Callable[[Collection[str]], list[Reach]]", _asked("reach_of"))(users)


def in_turn(team: str) -> list[Reach]:
    """Return who is told one after the other until somebody answers: owners, then admins."""
    return [one for one in of_team(team) if one.role in IN_TURN]


def key_of(team: str) -> str:
    """Return the team's part of addresses."""
    return cast("Callable[[str], str]", _asked("team_key"))(team)


def wishes_of(team: str) -> tuple[str, str]:
    """Return the team's language and time zone."""
    return cast("Callable[[str], tuple[str, str]]", _asked("team_wishes"))(team)


def _asked(name: str) -> object:
    return import_string(f"{settings.NOTICE_PEOPLE}.{name}")
