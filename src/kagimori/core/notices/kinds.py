"""Which news is told to whom, in which words, and how urgent it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.text import Text

Urgency = Literal["urgent", "soon", "calm"]
URGENCIES: tuple[Urgency, ...] = ("urgent", "soon", "calm")
# team: the team's channels; whom: the person concerned; installation: its owners; everyone: every team's channels.
To = Literal["team", "whom", "installation", "everyone"]
AUDIENCES: tuple[To, ...] = ("team", "whom", "installation", "everyone")


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice.  `answer` says that somebody must say "I am on it", or the next person is told.

    `where` names the page that it leads to; empty: the page of the notice itself.
    """

    id: str
    name: Text
    title: Text
    todo: Text
    urgency: Urgency
    to: frozenset[str]
    answer: bool
    where: str

    @property
    def urgent(self) -> bool:
        """Return whether it breaks through quiet hours."""
        return self.urgency == "urgent"


def kind_of(kinds: Mapping[str, NoticeKind], entry_kind: str, payload: Mapping[str, object]) -> NoticeKind | None:
    """Return the kind of notice that a timeline entry makes, or None.

    "status.changed:major" is for entries whose state or outcome is `major`, "people.ended" for every such entry.
    """
    for field in ("state", "what", "outcome"):
        found = kinds.get(f"{entry_kind}:{payload.get(field)}")
        if found is not None:
            return found
    return kinds.get(entry_kind)
