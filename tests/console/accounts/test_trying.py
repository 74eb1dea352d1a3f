"""One person tries at a time, everybody's tries count together, and a hold holds everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from tests.fakes.accounts import actor_of, add_account

from kagimori.console.accounts import flows, hearers, queries
from kagimori.console.accounts.flows.trying import NotSafeYet, SomebodyTries
from kagimori.console.accounts.models import InstagramAccount, Try
from kagimori.console.timeline.models import Entry
from kagimori.core.errors import Refused
from kagimori.core.people.standing import Actor

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


def refused(account, user, minutes_ago, kind="app"):
    flows.record_try(account, actor_of(user), NOON - minutes_ago * MINUTE, kind=kind, outcome="refused")


def test_the_second_person_waits_until_the_first_has_told(account, ai, ben):
    until = flows.begin_trial(account, actor_of(ai), NOON)
    with pytest.raises(SomebodyTries) as told:
        flows.begin_trial(account, actor_of(ben), NOON + MINUTE)
    assert told.value.fields["until"] == until
    flows.end_trial(account, actor_of(ai), NOON + 2 * MINUTE, outcome="in", kind="app")
    assert flows.begin_trial(account, actor_of(ben), NOON + 3 * MINUTE)


def test_ones_own_slot_is_kept_and_counts_one_try(account, ai):
    first = flows.begin_trial(account, actor_of(ai), NOON)
    assert flows.begin_trial(account, actor_of(ai), NOON + MINUTE) == first
    assert Try.objects.count() == 1


def test_a_slot_whose_time_is_over_is_free_and_counts_as_a_failure(account, ai, ben):
    until = flows.begin_trial(account, actor_of(ai), NOON)
    later = until + MINUTE
    assert queries.light(account, later).left_this_hour == 3
    assert flows.begin_trial(account, actor_of(ben), later)


def test_another_team_with_the_same_handle_shares_the_tries_but_learns_no_name(account, other_team, ai, chika):
    theirs = add_account(other_team, "@Minato_Coffee")
    flows.begin_trial(account, actor_of(ai), NOON)
    light = queries.light(theirs, NOON + MINUTE)
    assert (light.why, light.slot.user) == ("trying", "")
    with pytest.raises(SomebodyTries):
        flows.begin_trial(theirs, actor_of(chika), NOON + MINUTE)


def test_the_fifth_failure_of_the_hour_is_never_begun(account, ai, ben):
    for minutes_ago, user in ((40, ai), (30, ben), (20, ai), (10, ben)):
        refused(account, user, minutes_ago)
    with pytest.raises(NotSafeYet) as told:
        flows.begin_trial(account, actor_of(ai), NOON)
    assert NOON + 20 * MINUTE <= told.value.fields["until"] <= NOON + 21 * MINUTE


def test_the_twentieth_login_of_the_day_is_never_begun(account, ai):
    for hours_ago in range(1, 20):
        flows.record_try(account, actor_of(ai), NOON - timedelta(hours=hours_ago), kind="app", outcome="in")
    with pytest.raises(NotSafeYet) as told:
        flows.begin_trial(account, actor_of(ai), NOON)
    assert told.value.fields["why"] == "day"


def test_a_told_lock_holds_the_account_for_a_day_and_can_be_lifted(account, ai):
    hold = flows.note_hold(account, actor_of(ai), NOON, kind="lock")
    light = queries.light(account, NOON + MINUTE)
    assert (light.why, light.next_safe) == ("lock", NOON + timedelta(hours=24))
    assert flows.lift_hold(hold, actor_of(ai), NOON + 2 * MINUTE)
    assert not flows.lift_hold(hold, actor_of(ai), NOON + 3 * MINUTE)
    assert queries.light(account, NOON + 3 * MINUTE).may_try


def test_an_outage_that_names_the_login_holds_until_it_is_over(account, ai):
    hearers.status_changed(Entry(number=1, at=NOON, payload={"state": "major", "confirmed": 1}))
    with pytest.raises(NotSafeYet):
        flows.begin_trial(account, actor_of(ai), NOON + MINUTE)
    hearers.status_changed(Entry(number=2, at=NOON, payload={"state": "operational", "confirmed": 1}))
    assert flows.begin_trial(account, actor_of(ai), NOON + 2 * MINUTE)


def test_a_mere_hint_of_an_outage_holds_nobody(account, ai):
    hearers.status_changed(Entry(number=1, at=NOON, payload={"state": "partial", "confirmed": 0}))
    assert flows.begin_trial(account, actor_of(ai), NOON)


def test_counters_follow_the_ledger(account, ai):
    flows.begin_trial(account, actor_of(ai), NOON)
    flows.end_trial(account, actor_of(ai), NOON + MINUTE, outcome="in", kind="app")
    refused(account, ai, 5)
    account.refresh_from_db()
    assert (account.tries, account.failures) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_press_at_once_exactly_one_may_try(account, ai, ben):
    people = [actor_of(user) for user in (ai, ben) * 4]

    def press(by):
        try:
            return flows.begin_trial(InstagramAccount.objects.select_related("team").get(pk=account.pk), by, NOON)
        except Refused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(press, people))
    # The winner's own further presses get the same slot.
    assert len({until for until in told if until}) == 1
    assert Try.objects.filter(open=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_people_of_two_teams_one_tries(account, other_team):
    theirs = add_account(other_team, "minato_coffee")

    def press(number):
        mine = InstagramAccount.objects.select_related("team").get(pk=(account, theirs)[number % 2].pk)
        try:
            flows.begin_trial(mine, Actor(f"person {number}", "web"), NOON)
        except Refused:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(press, range(100))) == 1
    assert Try.objects.count() == 1


def test_whoever_fails_between_anothers_look_and_press_is_counted(account, ai, ben, monkeypatch):
    for minutes_ago in (40, 30, 20):
        refused(account, ai, minutes_ago)
    looked = flows.trying._refuse_where_unsafe  # noqa: SLF001  # the moment between the two looks

    def and_then_somebody_fails(*asked, **more):
        looked(*asked, **more)
        if not more:
            refused(account, ben, 1)

    monkeypatch.setattr(flows.trying, "_refuse_where_unsafe", and_then_somebody_fails)
    with pytest.raises(NotSafeYet):
        flows.begin_trial(account, actor_of(ai), NOON)
    assert not Try.objects.filter(open=True).exists()
