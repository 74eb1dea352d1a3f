"""What things are called: asked of the rooms that know, by the tables that the settings name."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from django.conf import settings
from django.utils.module_loading import import_string

Names = Callable[[Collection[str]], Mapping[str, str]]
Find = Callable[[str, str], list[str]]


def names_of(references: Iterable[str]) -> dict[str, str]:
    """Return names by reference, such as "account:<id>"; what is gone or erased is not there.  One query a sort."""
    table: dict[str, str] = import_string(settings.NAMES)
    wanted: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        sort, _colon, id_ = reference.partition(":")
        if sort in table and is_id(id_):
            wanted[sort].add(id_)
    return {
        f"{sort}:{id_}": name for sort, ids in wanted.items() for id_, name in _named(table[sort])(sorted(ids)).items()
    }


def found(sort: str, team: str, typed: str) -> tuple[str, ...]:
    """Return the ids that somebody means by `typed`: an id itself, or what the room finds by the words."""
    if is_id(typed):
        return (typed,)
    table: dict[str, str] = import_string(settings.FINDERS)
    find: Find = import_string(table[sort])
    return tuple(find(team, typed))


def is_id(text: str) -> bool:
    """Return whether the text is an id of ours, written as we write it."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _named(dotted: str) -> Names:
    names: Names = import_string(dotted)
    return names
