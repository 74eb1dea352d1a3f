"""Finding accounts and people by a few letters, whatever their width, case or kana.

Limited to the team and to what the member may see.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import jaconv
from django.db.models import Q

from kagimori.console.accounts.queries import visible
from kagimori.console.people.models import Person
from kagimori.core.text import fold

if TYPE_CHECKING:
    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Standing

MOST = 20
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for `words`; `more` is whether there is more than is shown."""

    words: str
    accounts: tuple[InstagramAccount, ...] = ()
    people: tuple[Person, ...] = ()
    more: bool = False

    @property
    def count(self) -> int:
        """Return how much is shown."""
        return len(self.accounts) + len(self.people)


def find(standing: Standing, typed: str) -> Found:
    """Return accounts and people that fit what was typed; two questions, none for nothing typed."""
    words = typed.strip()[:LONGEST]
    spellings = _spellings(words)
    if not spellings:
        return Found(words)
    accounts = (
        list(visible(standing).filter(_fits(("handle", "name"), spellings))[: MOST + 1])
        if standing.may("accounts.see")
        else []
    )
    people: list[Person] = []
    if standing.may("people.see"):
        mine = Person.objects.filter(team_id=standing.team, left_at=None)
        people = list(mine.filter(_fits(("name", "email", "company"), spellings))[: MOST + 1])
    more = max(len(accounts), len(people)) > MOST
    return Found(words, tuple(accounts[:MOST]), tuple(people[:MOST]), more)


def _spellings(words: str) -> set[str]:
    """Return the ways in which the words may stand in a column: as typed, folded, in either kana; no at sign."""
    bare = words.lstrip("@＠").strip()
    folded = fold(bare)
    ways = {
        bare,
        folded,
        jaconv.hira2kata(folded),
        jaconv.kata2hira(folded),
        jaconv.h2z(folded, kana=False, ascii=True),
    }
    return {way for way in ways if way}


def _fits(columns: tuple[str, ...], spellings: set[str]) -> Q:
    return reduce(or_, (Q(**{f"{column}__icontains": one}) for column in columns for one in spellings))
