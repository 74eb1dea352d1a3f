"""The ways that stand around every page: each page's address by its name, the right that opens it, its word.

One row a way.  What a person may not open does not stand there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a page; `right` is empty where everybody may go, `short` are the words in the bar of a phone."""

    view: str
    words: str | _StrPromise
    icon: str
    right: str = ""
    first: bool = False
    urgent: bool = False
    of_team: bool = True
    short: str | _StrPromise = ""


DOCTOR = Way("doctor:start", _("I cannot log in"), "key", first=True, urgent=True, of_team=False, short=_("I am stuck"))
ANYWHERE: tuple[Way, ...] = (
    DOCTOR,
    Way("home", _("Your teams"), "team", first=True, of_team=False),
    Way("me", _("My settings"), "person", first=True, of_team=False),
)
TEAM: tuple[Way, ...] = (
    DOCTOR,
    Way("desk:team", _("Today"), "today", "team.see", first=True),
    Way("accounts:list", _("Accounts"), "at", "accounts.see", first=True),
    Way("vault:overview", _("Vault"), "code", "accounts.see"),
    Way("people:list", _("People"), "people", "people.see", first=True),
    Way("people:rights", _("Roles and rights"), "shield", "team.see"),
    Way("timeline:list", _("What happened"), "record", "timeline.see"),
    Way("cases:stats", _("What came of cases"), "chart", "team.see"),
    Way("notices:list", _("Notices"), "bell", "notices.manage"),
    Way("people:tokens", _("Keys for programs"), "code", "tokens.manage"),
    Way("people:team", _("Team settings"), "gear", "team.manage"),
)
INSTALLATION: tuple[Way, ...] = (
    Way("people:teams", _("Teams"), "team", of_team=False),
    Way("notices:installation", _("Notices of the console"), "bell", of_team=False),
    Way("timeline:installation", _("What happened to the console"), "record", of_team=False),
    Way("desk:jobs", _("Work by itself"), "clock", of_team=False),
)
# In the person's own menu, within a team.
MINE: tuple[Way, ...] = (Way("vault:shared_with_me", _("Shared with me"), "eye", "team.see"),)
OWN: tuple[Way, ...] = (
    Way("me", _("My settings"), "person", of_team=False),
    Way("notices:mine", _("Where I am told"), "bell", of_team=False),
)
