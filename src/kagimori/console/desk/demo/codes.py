"""The backup codes of the story: a sheet in good order, one that runs low, one that is used up, one just pasted."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from secrets import randbelow
from typing import TYPE_CHECKING

from kagimori.console.vault.codes import flows
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Actor
    from kagimori.core.vault.codes.places import Place
    from kagimori.core.vault.codes.states import Purpose

    Deeds = Iterable[tuple[datetime, Callable[[datetime], object]]]

MANAGER: tuple[Place, str] = ("manager", "保管庫「マーケティング」")
SAFE: tuple[Place, str] = ("safe", "3階の金庫")


def codes(mine: list[InstagramAccount], members: list[Person], by: Actor, helper: Actor, now: datetime) -> Deeds:
    """Yield when each sheet was kept, and what became of its codes; `helper` takes them."""
    yield now - timedelta(days=29), partial(_keep, mine[0], 10, (), by, None)
    yield now - timedelta(days=25), partial(_keep, mine[0], 10, (MANAGER, SAFE), by, members[0])
    yield now - timedelta(days=24), partial(_use, mine[0], "drill", helper)
    yield now - timedelta(days=6), partial(_use, mine[0], "phone_lost", helper)
    yield now - timedelta(hours=6), lambda at: flows.reserve_code(mine[0], helper, at)
    yield now - timedelta(days=22), partial(_keep, mine[2], 5, (MANAGER,), by, members[1])
    for days in (15, 3):
        yield now - timedelta(days=days), partial(_use, mine[2], "login", helper)
    yield now - timedelta(days=21), partial(_keep, mine[5], 2, (SAFE,), by, None)
    for days in (18, 4):
        yield now - timedelta(days=days), partial(_use, mine[5], "new_device", helper)
    yield now - timedelta(hours=7), partial(_keep, mine[9], 10, (), by, None)


def _keep(  # what is known of a sheet
    account: InstagramAccount,
    size: int,
    places: tuple[tuple[Place, str], ...],
    by: Actor,
    person: Person | None,
    at: datetime,
) -> None:
    draft = flows.read_codes(account, "\n".join(_codes(size)), by=by, now=at)
    sheet = flows.keep_sheet(draft, by=by, now=at, issued_on=at.date())
    for kind, words in places:
        flows.note_place(sheet, kind, words=words, person=person, by=by, now=at)


def _use(account: InstagramAccount, purpose: Purpose, by: Actor, at: datetime) -> None:
    """Take the next code and say that it worked."""
    row = flows.take_code(account, by, at, purpose=purpose).row
    if purpose == "drill":
        flows.say_drilled(row.pk, by=by, now=at, worked=True)
    else:
        flows.say_used(row.pk, by, at)


def _codes(size: int) -> list[str]:
    """Return so many codes that no Instagram account has, but by chance."""
    digits = load_policy()["backup.digits"].count
    return [f"{randbelow(10**digits):0{digits}}" for _ in range(size)]
