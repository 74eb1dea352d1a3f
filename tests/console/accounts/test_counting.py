"""Numbers per phone number, lists taken over, counters that are proven and put right."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.console.doctor.test_two_at_once import at_once
from tests.fakes.accounts import actor_of, add_account

from kagimori.console.accounts import flows, reading
from kagimori.console.accounts.flows.importing import ListTooLong
from kagimori.console.accounts.flows.keeping import HandleThere, NumberFull, Wishes
from kagimori.console.accounts.models import Grant, InstagramAccount, NumberLoad, Try, Waiting
from kagimori.console.people.models import Person
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
NUMBER = "03-1234-5678"
pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee", phone=NUMBER)


def load():
    return NumberLoad.objects.get(number="+81312345678").accounts


def test_the_sixth_account_on_a_number_is_noted_only_by_somebody_who_knows(team):
    for number in range(5):
        add_account(team, f"shop_{number}", phone=NUMBER)
    with pytest.raises(NumberFull):
        add_account(team, "shop_5", phone=NUMBER)
    assert (InstagramAccount.objects.count(), load()) == (5, 5)

    flows.add_account(team.pk, Wishes("shop_5", phone=NUMBER), by=Actor.itself(), now=NOW, anyway=True)
    assert load() == 6


def test_a_number_follows_its_account(team, ai, account):
    by = actor_of(ai)
    flows.change_account(account, Wishes("minato_coffee"), by=by, now=NOW)
    assert load() == 0
    flows.change_account(account, Wishes("minato_coffee", phone=NUMBER), by=by, now=NOW)
    flows.archive(account, by=by, now=NOW)
    assert load() == 0
    flows.bring_back(account, by=by, now=NOW)
    assert load() == 1


def test_another_teams_accounts_do_not_load_the_number(account, other_team):
    add_account(other_team, "harbour_books", phone=NUMBER)
    assert [row.accounts for row in NumberLoad.objects.all()] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_than_five_get_the_number(team):
    def add(number):
        add_account(team, f"shop_{number}", phone=NUMBER)

    assert at_once(add) == 5
    assert (InstagramAccount.objects.count(), load()) == (5, 5)


def test_a_new_name_takes_the_accounts_tries_along(team, ai, account):
    flows.record_try(account, actor_of(ai), NOW, kind="app", outcome="refused")
    flows.change_account(account, Wishes("minato.coffee", phone=NUMBER), by=actor_of(ai), now=NOW)

    account.refresh_from_db()
    assert Try.objects.get().hashed == account.hashed


PASTED = """アカウント名,呼び名,電話
@minato_tea,港ティー,03-1234-5678
https://instagram.com/minato.books/,tea@example.jp
minato_coffee
港のお茶
minato_tea,again
shop_x,name,second name
shop_y,12-34
"""


def test_a_pasted_list_says_what_becomes_of_each_line(team, account):
    seen = flows.preview(team.pk, PASTED)

    assert [(line.handle, line.name, line.phone, line.email) for line in seen.new] == [
        ("minato_tea", "港ティー", "+81312345678", ""),
        ("minato.books", "", "", "tea@example.jp"),
    ]
    assert [line.handle for line in seen.known] == ["minato_coffee"]
    assert [(line.number, line.fault) for line in seen.broken] == [
        (5, "handle"),
        (6, "twice"),
        (7, "cells"),
        (8, "phone"),
    ]


def test_a_list_is_taken_over_once_and_counted(team, ai, account):
    assert flows.take_over(team.pk, PASTED, by=actor_of(ai), now=NOW) == 2
    assert flows.take_over(team.pk, PASTED, by=actor_of(ai), now=NOW) == 0
    assert load() == 2
    assert Entry.objects.filter(kind="accounts.imported").count() == 2


def test_a_list_that_overloads_a_number_says_so_and_is_taken_over_all_the_same(team, ai):
    pasted = "\n".join(f"shop_{number},{NUMBER}" for number in range(7))
    assert flows.preview(team.pk, pasted).full == (("+81312345678", 7),)
    assert flows.take_over(team.pk, pasted, by=actor_of(ai), now=NOW) == 7


def test_a_list_of_too_many_lines_is_refused(team):
    with pytest.raises(ListTooLong):
        flows.preview(team.pk, "\n".join(f"a{number}" for number in range(10_001)))


def test_the_same_handle_twice_in_a_team_is_refused(team, account):
    with pytest.raises(HandleThere):
        add_account(team, "@Minato_Coffee")


def busy(account, ai):
    """Everything that is counted, at least once."""
    by, person = actor_of(ai), Person.objects.get(user=ai)
    flows.give_grant(account, person, role="admin", by=by, now=NOW, ends_on=date(2026, 12, 1))
    flows.say(account, {"app": "yes", "sms": "no"}, by=by, now=NOW)
    flows.add_holder(account, person, "phone", by=by, now=NOW)
    flows.note_hold(account, by, NOW - 9 * HOUR, kind="block")
    flows.record_try(account, by, NOW, kind="app", outcome="refused")
    flows.end_trial(account, by, NOW, kind="app", outcome="in")
    flows.end_trial(account, by, NOW, kind="app", outcome="not_tried")


def test_what_the_flows_have_counted_is_what_a_recount_finds(ai, account):
    busy(account, ai)
    row = InstagramAccount.objects.get()

    assert (row.admins, row.co_admins, row.holders, row.methods, row.holds) == (1, 1, 1, 1, 1)
    assert (row.tries, row.failures, row.lockouts, row.lockout_minutes) == (2, 1, 1, 9 * 60)
    assert flows.recount() == []


@pytest.mark.parametrize(
    ("counter", "wrong"),
    [
        ("admins", 3),
        ("next_grant_ends_on", None),
        ("holders", 0),
        ("methods", 2),
        ("tries", 0),
        ("failures", 7),
        ("holds", 0),
        ("lockouts", 2),
        ("lockout_minutes", 1),
        ("locked_out_since", NOW),
        ("open_cases", 4),
    ],
)
def test_a_counter_that_is_wrong_is_found_and_put_right(ai, account, counter, wrong):
    busy(account, ai)
    right = getattr(InstagramAccount.objects.get(), counter)
    InstagramAccount.objects.update(**{counter: wrong})

    assert [(one.counter, one.stands, one.counted) for one in flows.recount(repair=True)] == [(counter, wrong, right)]
    assert flows.recount() == []


def test_a_numbers_load_is_proven_too(account):
    NumberLoad.objects.update(accounts=4)
    assert [(one.stands, one.counted) for one in flows.recount(repair=True)] == [(4, 1)]
    assert (flows.recount(), load()) == ([], 1)


def test_a_grant_ends_by_itself_after_its_last_day_where_the_team_is(ai, account):
    flows.give_grant(account, Person.objects.get(), role="ads", by=actor_of(ai), now=NOW, ends_on=date(2026, 11, 25))
    assert flows.end_due_grants(datetime(2026, 11, 25, 14, 59, tzinfo=UTC)) == 0
    assert flows.end_due_grants(datetime(2026, 11, 25, 15, 1, tzinfo=UTC)) == 1
    assert Grant.objects.get().ended_at is not None
    assert InstagramAccount.objects.get().ads_operators == 0


def test_whoever_waits_is_told_once_when_a_try_is_safe(ai, ben, account):
    hold = flows.note_hold(account, actor_of(ai), NOW, kind="lock")
    assert flows.tell_me(account, actor_of(ben), NOW)
    assert not flows.tell_me(account, actor_of(ben), NOW)
    assert flows.tell_waiting(NOW + HOUR) == 0

    assert flows.tell_waiting(hold.ends_at) == 1
    assert flows.tell_waiting(hold.ends_at) == 0
    assert Entry.objects.get(kind="accounts.safe_again").whom == str(ben.opaque)
    assert Waiting.objects.get().told_at == hold.ends_at


def test_minutes_of_a_month_are_those_within_it(ai, account):
    begin, end = reading.month_of(account, NOW)
    flows.lockout_begins(account, actor_of(ai), begin + HOUR, since=begin - HOUR)
    flows.lockout_ends(account, actor_of(ai), begin + 2 * HOUR)

    rows = reading.lockouts_of(account, begin, NOW)
    assert [row.minutes for row in rows] == [180]
    assert reading.minutes_within(rows, begin, end, NOW) == 120


def test_a_campaign_that_ran_meanwhile_stands_beside_the_time_without_access(ai, account):
    by = actor_of(ai)
    flows.add_campaign(account, "spring sale", NOW - 9 * HOUR, NOW - 5 * HOUR, by=by, now=NOW)
    flows.add_campaign(account, "summer sale", NOW + 9 * HOUR, None, by=by, now=NOW)
    flows.lockout_begins(account, by, NOW, since=NOW - 6 * HOUR)

    assert [row.campaigns for row in reading.lockouts_of(account, NOW - 90 * HOUR, NOW)] == [("spring sale",)]


def test_a_login_that_worked_ends_lock_and_lock_out(ai, account):
    flows.note_hold(account, actor_of(ai), timezone.now(), kind="lock")
    flows.end_trial(account, actor_of(ai), timezone.now(), kind="backup", outcome="in")

    row = InstagramAccount.objects.get()
    assert row.locked_out_since is None
    assert not row.held.filter(lifted_at=None).exists()
