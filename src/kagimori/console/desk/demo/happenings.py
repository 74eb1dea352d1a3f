"""What happened on the accounts of the story: roles, facts, campaigns, tries, a lock, cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings

from kagimori.console.accounts import flows as accounts
from kagimori.console.accounts.flows import lockouts, notes
from kagimori.console.accounts.flows.keeping import Wishes
from kagimori.console.desk.demo import cast
from kagimori.console.desk.demo.authenticators import authenticators
from kagimori.console.desk.demo.codes import codes
from kagimori.console.desk.demo.joining import invite
from kagimori.console.doctor import flows as cases
from kagimori.console.doctor import hearing, team_flows
from kagimori.console.notices import delivering
from kagimori.console.notices import flows as notices
from kagimori.console.notices.flows import Receiver
from kagimori.console.people.models import Person
from kagimori.console.people.persons import flows as persons
from kagimori.core.doctor.case import Event
from kagimori.core.people.standing import Actor
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.doctor.models import Case
    from kagimori.console.people.models import Team
    from kagimori.core.accounts.tries import Kind, Outcome
    from kagimori.core.people.facts import State

# When something happens, and what; told in the order of time, as the timeline wants it.
Deeds = Iterable[tuple[datetime, Callable[[datetime], object]]]

ADDED = timedelta(days=30)
# So many accounts hang on the shop's one number; one more would be one too many (DOC-18).
ON_ONE_NUMBER = 5
ANSWERS: tuple[State, ...] = ("yes", "yes", "no", "unknown")
TOLD = "認証アプリのコードが無効と出て入れません"
HELD = "コードを何度か間違えたら「しばらくしてからもう一度」と出ます"


def tell(team: Team, members: list[Person], by: Actor, now: datetime) -> None:
    """Let it all happen to the first team, in the order of time."""
    mine = accounts_of(team, cast.HANDLES, by, now)
    _grants(mine, members, by, now)
    deeds = [
        *_asked(team, members, by, now),
        *_facts(mine, by, now),
        *_notes(mine, members, by, now),
        *_tries(mine, members, now),
        *_cases(mine, members, by, now),
        *authenticators(mine, members, by, now),
        *codes(mine, members, by, _actor(members[0]), now),
        (now - timedelta(days=1), lambda at: _tell_nobody(team, by, at)),
    ]
    for at, deed in sorted(deeds, key=lambda one: one[0]):
        deed(at)


def _asked(team: Team, members: list[Person], by: Actor, now: datetime) -> Deeds:
    yield now - timedelta(days=5), lambda at: invite(team, by, at)
    for player, person in zip(cast.PLAYERS, members, strict=True):
        if player.two_factor != "unknown":
            yield now - timedelta(days=9), partial(_say_of, person, player.two_factor, by)


def _say_of(person: Person, state: State, by: Actor, at: datetime) -> None:
    persons.say_two_factor(person.team_id, person.pk, state, by=by, now=at)


def accounts_of(team: Team, handles: Iterable[str], by: Actor, now: datetime) -> list[InstagramAccount]:
    """Return the team's accounts, noted one after the other."""
    found = []
    for place, handle in enumerate(handles):
        phone = cast.NUMBER if place < ON_ONE_NUMBER else f"+4420794602{place:02d}"
        wishes = Wishes(handle, handle.replace("_", " ").title(), phone, f"{handle}@{cast.DOMAIN}")
        found.append(accounts.add_account(team.pk, wishes, by=by, now=now - ADDED))
    return found


def _grants(mine: list[InstagramAccount], members: list[Person], by: Actor, now: datetime) -> None:
    owner = Person.objects.get(team_id=mine[0].team_id, user__opaque=by.id)
    ken, misaki, ren, _, _, hina, daiki, yui, _ = members
    at = now - timedelta(days=28)
    for place, account in enumerate(mine[:-2]):
        accounts.give_grant(account, owner, role="owner", by=by, now=at)
        accounts.give_grant(account, ken, role="admin", by=by, now=at)
        # Every third account has one admin only: that is what the desk tells of.
        if place % 3:
            accounts.give_grant(account, misaki, role="admin", by=by, now=at)
            accounts.give_grant(account, ren, role="ads", by=by, now=at)
    ads = ("campaigns.record", "tries.record", "cases.work", "meta.ads")
    for person, account, role, tasks in (
        (hina, mine[0], "ads", ads),
        (hina, mine[1], "ads", ads),
        (daiki, mine[2], "ads", ads),
        (yui, mine[8], "admin", ("meta.post",)),
    ):
        limited = {"role": role, "access": "limited", "tasks": tasks, "ends_on": person.ends_on}
        accounts.give_grant(account, person, **limited, by=by, now=at)  # type: ignore[arg-type]


def _facts(mine: list[InstagramAccount], by: Actor, now: datetime) -> Deeds:
    for place, account in enumerate(mine[:16]):
        kept: State = ANSWERS[place % len(ANSWERS)]
        said: dict[str, State] = {
            "app": "yes" if place % 5 else "no",
            "sms": "yes",
            "codes_kept": kept,
            "backup_codes": kept,
        }
        renewal: dict[str, State] = {"api_renewal": "yes"} if place % 2 else {}
        yield now - timedelta(days=20 - place), partial(_say, account, said | renewal, by)


def _say(account: InstagramAccount, said: dict[str, State], by: Actor, at: datetime) -> None:
    notes.say(account, said, by=by, now=at)


def _notes(mine: list[InstagramAccount], members: list[Person], by: Actor, now: datetime) -> Deeds:
    for account, (name, begins, ends) in zip(mine, cast.CAMPAIGNS, strict=False):
        starts = now + timedelta(days=begins - 2)
        until = None if ends is None else now + timedelta(days=ends)
        yield now - timedelta(days=3), partial(_campaign, account, name, starts, until, by)
    for account in mine[:6]:
        yield now - timedelta(days=27), partial(_holder, account, members[0], by)
    yield (
        now - timedelta(days=12),
        lambda at: notes.note_payment(mine[0], "部署のバーチャルカード", "yes", by=by, now=at),
    )


def _campaign(  # a campaign's sides
    account: InstagramAccount, name: str, starts: datetime, until: datetime | None, by: Actor, at: datetime
) -> None:
    notes.add_campaign(account, name, starts, until, by=by, now=at)


def _holder(account: InstagramAccount, person: Person, by: Actor, at: datetime) -> None:
    notes.add_holder(account, person, "店舗のスマートフォン", by=by, now=at)


def _tries(mine: list[InstagramAccount], members: list[Person], now: datetime) -> Deeds:
    ken, misaki = (_actor(person) for person in members[:2])
    for days in (12, 5, 2):
        yield now - timedelta(days=days), partial(_try, mine[0], ken, "app", "in")
    for minutes in (40, 25, 12):
        yield now - timedelta(minutes=minutes), partial(_try, mine[3], misaki, "app", "refused")
    for minutes in (200, 195, 190, 185, 181):
        yield now - timedelta(minutes=minutes), partial(_try, mine[1], ken, "sms", "refused")
    yield now - timedelta(hours=3), lambda at: accounts.note_hold(mine[1], ken, at, kind="lock")
    yield now - timedelta(hours=5), lambda at: lockouts.lockout_begins(mine[6], misaki, at)
    long_ago = now - timedelta(days=8)
    yield long_ago, lambda at: lockouts.lockout_begins(mine[7], misaki, at)
    yield long_ago + timedelta(minutes=52), lambda at: lockouts.lockout_ends(mine[7], misaki, at)
    yield now, lambda at: accounts.begin_trial(mine[4], misaki, at, kind="app")


def _try(account: InstagramAccount, who: Actor, kind: Kind, outcome: Outcome, at: datetime) -> None:
    accounts.record_try(account, who, at, kind=kind, outcome=outcome)


def _cases(mine: list[InstagramAccount], members: list[Person], by: Actor, now: datetime) -> Deeds:
    ken, misaki = (_actor(person) for person in members[:2])
    yield now - timedelta(hours=1), lambda at: _open(mine[3], TOLD, misaki, at)
    yield now - timedelta(hours=4), lambda at: _open(mine[1], HELD, ken, at)
    yield now - timedelta(days=8), lambda at: _open_and_close(mine[7], by, at)


def _open(account: InstagramAccount, words: str, by: Actor, at: datetime) -> Case:
    opening = hearing.opening_from_words(words, "ja", at)
    return team_flows.open_for(account, opening, by=by, lang="ja", os="ios")


def _open_and_close(account: InstagramAccount, by: Actor, at: datetime) -> None:
    done = _open(account, TOLD, by, at)
    cases.add(done, 1, Event(at + timedelta(minutes=50), "closed", value="recovered"), by=by)


def _tell_nobody(team: Team, by: Actor, at: datetime) -> None:
    """Choose a mail address to be told at, and test it: without a mail server, the notice does not arrive."""
    receiver = Receiver(team=str(team.pk))
    address = Secret(f"mailto:tenchokai@{cast.DOMAIN}".encode())
    channel = notices.add(receiver, address, notices.Wishes("店長会のメール"), by=by, now=at)
    if not settings.MAIL_SENT:
        delivery = notices.test(receiver, channel.pk, by=by, now=at)
        delivering.send(str(delivery.pk), at)


def _actor(person: Person) -> Actor:
    return Actor(str(person.user.opaque) if person.user else "", "web")
