"""What needs doing today: each module asks one room, and the most urgent three stand on the desk.

A module's `todos(standing, now)` yields what it found, worst first; it asks only what this member may see, and a fixed
number of questions however many accounts and people there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.desk.today import accounts, authenticators, notices, people, work

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.desk.today.todo import Todo
    from kagimori.core.people.standing import Standing


def todos(standing: Standing, now: datetime, *, is_owner: bool) -> list[Todo]:
    """Return everything that needs doing, the most urgent first; `is_owner` of the installation sees its work, too."""
    found = [*accounts.todos(standing, now), *people.todos(standing, now), *notices.todos(standing)]
    found += authenticators.todos(standing, now)
    if is_owner:
        found += work.todos()
    return sorted(found, key=lambda todo: todo.place)
