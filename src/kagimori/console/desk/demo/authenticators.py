"""The authenticators of the story: one as it should be, one whose picture still lies about, one being set up."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from secrets import token_bytes
from typing import TYPE_CHECKING

from kagimori.console.vault.authenticators import flows
from kagimori.core.otp.seed import Seed
from kagimori.core.otp.totp import code_at
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Actor

    Deeds = Iterable[tuple[datetime, Callable[[datetime], object]]]

# As long as Instagram's.
KEY_BYTES = 20


def authenticators(mine: list[InstagramAccount], members: list[Person], by: Actor, now: datetime) -> Deeds:
    """Yield when each was set up, and how."""
    ken, misaki = members[:2]
    yield now - timedelta(days=14), partial(_kept, mine[0], (ken, misaki), by)
    yield now - timedelta(days=2), partial(_from_a_picture, mine[1], ken, by)
    yield now - timedelta(hours=2), partial(_begun, mine[2], misaki, by)


def _kept(account: InstagramAccount, holders: tuple[Person, Person], by: Actor, at: datetime) -> None:
    """Set it up by the book; the second phone's clock is a little late, and its app is not locked."""
    seed = _seed(account)
    auth = flows.begin(account, seed, "camera", had_picture=False, by=by, now=at)
    first = flows.note_app(auth, "google", "健のiPhone", holders[0], by=by, now=at)
    second = flows.note_app(auth, "microsoft", "美咲のPixel", holders[1], by=by, now=at)
    flows.note_app(auth, "password_manager", "店舗のパソコン", None, by=by, now=at)
    flows.prove(first.pk, code_at(seed, int(at.timestamp())).text, by=by, now=at)
    flows.prove(second.pk, code_at(seed, int(at.timestamp()) - seed.period_s).text, by=by, now=at)
    flows.finish(auth, by=by, now=at)
    flows.answer(first.pk, clock="yes", locked="yes", by=by, now=at)
    flows.answer(second.pk, clock="yes", locked="no", by=by, now=at)


def _from_a_picture(account: InstagramAccount, holder: Person, by: Actor, at: datetime) -> None:
    auth = flows.begin(account, _seed(account), "picture", had_picture=True, by=by, now=at)
    flows.note_app(auth, "google", "健のiPhone", holder, by=by, now=at)
    flows.finish(auth, by=by, now=at, accepted=True)


def _begun(account: InstagramAccount, holder: Person, by: Actor, at: datetime) -> None:
    auth = flows.begin(account, _seed(account), "typed", had_picture=False, by=by, now=at)
    flows.note_app(auth, "apple", "美咲のiPad", holder, by=by, now=at)


def _seed(account: InstagramAccount) -> Seed:
    return Seed(Secret(token_bytes(KEY_BYTES)), issuer="Instagram", account=account.handle)
