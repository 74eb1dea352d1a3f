"""The values that the frame of every page lays out: where one can go, and as whom one is here.

Which pages there are and who may open them is not known here; the room `desk` fills these in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Entry:
    """A way to a page; `first` ones stand in the bar at the foot of a phone."""

    words: str
    url: str
    icon: str
    current: bool = False
    first: bool = False
    # The one deed that people come for in a hurry.
    urgent: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a common word; the first group has none."""

    word: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Frame:
    """What stands around a page for somebody who is logged in; `team` is empty where none is chosen."""

    name: str
    team: str = ""
    role: str = ""
    team_url: str = ""
    search_url: str = ""
    menu_url: str = ""
    groups: tuple[Group, ...] = ()
    teams: tuple[Entry, ...] = ()
    own: tuple[Entry, ...] = ()

    @cached_property
    def bar(self) -> tuple[Entry, ...]:
        """Return what stands in the bar at the foot of a phone, the urgent one in its middle."""
        first = [entry for group in self.groups for entry in group.entries if entry.first and not entry.urgent]
        urgent = [entry for group in self.groups for entry in group.entries if entry.urgent]
        return (*first[:2], *urgent, *first[2:])

    @cached_property
    def initial(self) -> str:
        """Return the first letter of the name."""
        return self.name[:1].upper()
