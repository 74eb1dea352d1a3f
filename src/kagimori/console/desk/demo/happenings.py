"""What happened on the accounts of the story: roles, facts, campaigns, tries, a lock, cases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kagimori.console.accounts import flows as accounts
from kagimori.console.accounts.flows import lockouts, notes
from kagimori.console.accounts.flows.keeping import Wishes
from kagimori.console.desk.demo import cast
from kagimori.console.desk.demo.joining import invite
from kagimori.console.doctor import flows as cases
from kagimori.console.doctor import hearing, team_flows
from kagimori.console.people.models import Person
from kagimori.core.doctor.case import Event
from kagimori.core.people.standing import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.people.models import Team

ADDED = timedelta(days=30)
# So many accounts hang on the shop's one number; one more would be one too many (DOC-18).
ON_ONE_NUMBER = 5
TOLD = "認証アプリのコードが無効と出て入れません"
HELD = "コードを何度か間違えたら「しばらくしてからもう一度」と出ます"


def tell(team: Team, members: list[Person], by: Actor, now: datetime) -> None:
    """Let it all happen to the first team."""
    mine = accounts_of(team, cast.HANDLES, by, now)
    invite(team, by, now)
    _grants(mine, members, by, now)
    _facts(mine, by, now)
    _notes(mine, members, by, now)
    _tries(mine, members, now)
    _cases(mine, members, by, now)


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


def _facts(mine: list[InstagramAccount], by: Actor, now: datetime) -> None:
    for place, account in enumerate(mine[:16]):
        codes = ("yes", "yes", "no", "unknown")[place % 4]
        said = {"app": "yes" if place % 5 else "no", "sms": "yes", "codes_kept": codes, "backup_codes": codes}
        renewal = {"api_renewal": "yes"} if place % 2 else {}
        notes.say(account, said | renewal, by=by, now=now - timedelta(days=20 - place))  # type: ignore[arg-type]


def _notes(mine: list[InstagramAccount], members: list[Person], by: Actor, now: datetime) -> None:
    for account, (name, begins, ends) in zip(mine, cast.CAMPAIGNS, strict=False):
        until = None if ends is None else now + timedelta(days=ends)
        notes.add_campaign(account, name, now + timedelta(days=begins - 2), until, by=by, now=now - timedelta(days=3))
    for account in mine[:6]:
        notes.add_holder(account, members[0], "店舗のスマートフォン", by=by, now=now - ADDED)
    notes.note_payment(mine[0], "部署のバーチャルカード", "yes", by=by, now=now - timedelta(days=12))


def _tries(mine: list[InstagramAccount], members: list[Person], now: datetime) -> None:
    ken, misaki = (_actor(person) for person in members[:2])
    for days in (12, 5, 2):
        accounts.record_try(mine[0], ken, now - timedelta(days=days), kind="app", outcome="in")
    for minutes in (40, 25, 12):
        accounts.record_try(mine[3], misaki, now - timedelta(minutes=minutes), kind="app", outcome="refused")
    for minutes in (200, 195, 190, 185, 181):
        accounts.record_try(mine[1], ken, now - timedelta(minutes=minutes), kind="sms", outcome="refused")
    accounts.note_hold(mine[1], ken, now - timedelta(hours=3), kind="lock")
    lockouts.lockout_begins(mine[6], misaki, now - timedelta(hours=5))
    lockouts.lockout_begins(mine[7], misaki, now - timedelta(days=8))
    lockouts.lockout_ends(mine[7], misaki, now - timedelta(days=8) + timedelta(minutes=52))
    accounts.begin_trial(mine[4], misaki, now, kind="app")


def _cases(mine: list[InstagramAccount], members: list[Person], by: Actor, now: datetime) -> None:
    ken, misaki = (_actor(person) for person in members[:2])
    for account, words, who, hours in ((mine[3], TOLD, misaki, 1), (mine[1], HELD, ken, 4)):
        opening = hearing.opening_from_words(words, "ja", now - timedelta(hours=hours))
        team_flows.open_for(account, opening, by=who, lang="ja", os="ios")
    opening = hearing.opening_from_words(TOLD, "ja", now - timedelta(days=8))
    done = team_flows.open_for(mine[7], opening, by=by, lang="ja", os="android")
    cases.add(done, 1, Event(now - timedelta(days=7, hours=23), "closed", value="recovered"), by=by)


def _actor(person: Person) -> Actor:
    return Actor(str(person.user.opaque) if person.user else "", "web")
