"""Who of a list is known already: the same mail address is the same person; the same name is a question.

Nothing is decided here for a person: a question is answered by somebody, line by line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kagimori.core.people.columns import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kagimori.core.people.columns import Told

# new: nobody like this is known.  known: the same mail address.  like: the same name, known or further up in the list.
# twice: the same mail address as a line further up, which is the one that counts.
Kind = Literal["new", "known", "like", "twice"]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the team."""

    id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Match:
    """One line beside what is known: `person` is the id of the known person, empty where there is none.

    `line` is the number of the line further up that it repeats; None where it repeats none.
    """

    told: Told
    kind: Kind
    person: str = ""
    name: str = ""
    line: int | None = None


def match(told: Iterable[Told], known: Iterable[Known]) -> tuple[Match, ...]:
    """Return every line with what it repeats, in the order of the list."""
    everybody = tuple(known)
    by_mail = {one.email: one for one in everybody if one.email}
    by_name = {key_of(one.name): one for one in everybody}
    seen_mail: dict[str, Told] = {}
    seen_name: dict[str, Told] = {}
    matches = []
    for one in told:
        matches.append(_match(one, (by_mail, by_name), (seen_mail, seen_name)))
        if one.email:
            seen_mail.setdefault(one.email, one)
        seen_name.setdefault(key_of(one.name), one)
    return tuple(matches)


def _match(
    one: Told,
    known: tuple[Mapping[str, Known], Mapping[str, Known]],
    seen: tuple[Mapping[str, Told], Mapping[str, Told]],
) -> Match:
    name = key_of(one.name)
    if one.email and (above := seen[0].get(one.email)):
        return Match(one, "twice", line=above.line, name=above.name)
    if one.email and (person := known[0].get(one.email)):
        return Match(one, "known", person.id, person.name)
    if name and (person := known[1].get(name)):
        return Match(one, "like", person.id, person.name)
    if name and (above := seen[1].get(name)):
        return Match(one, "like", line=above.line, name=above.name)
    return Match(one, "new")
