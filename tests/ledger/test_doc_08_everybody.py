"""DOC-08, DOC-20 and STA-03 over the whole installation: everybody's tries count, and the light stops everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.console.accounts import flows, hearers
from kagimori.console.accounts.models import Try
from kagimori.console.timeline.models import Entry

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def team():
    return make_team(make_user("Ai"), "Minato Coffee")


@pytest.fixture
def ben(team):
    user = make_user("Ben")
    join(team, user, "admin")
    return user


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


def page_of(user, team, account):
    return browser_of(user).get(f"/t/{team.key}/accounts/{account.pk}/").context["page"].trying


def tried(account, user, minutes_ago, outcome="refused"):
    flows.record_try(account, actor_of(user), timezone.now() - minutes_ago * MINUTE, kind="app", outcome=outcome)


@pytest.mark.row("DOC-08")
def test_four_failures_of_two_colleagues_stop_both(team, ben, account):
    ai = team.memberships.get(role="owner").user
    for minutes_ago, user in ((40, ai), (30, ben), (20, ai), (10, ben)):
        tried(account, user, minutes_ago)
    for user in (ai, ben):
        shown = page_of(user, team, account)
        assert (shown.light.colour, shown.may_try) == ("red", False)
        assert 15 * 60 < shown.wait.total_seconds <= 21 * 60
        browser_of(user).post(f"/t/{team.key}/accounts/{account.pk}/try", {"kind": "app"})
    assert Try.objects.count() == 4


@pytest.mark.row("DOC-08")
def test_a_lock_that_somebody_has_seen_counts_down_for_everybody(team, ben, account):
    browser_of(ben).post(f"/t/{team.key}/accounts/{account.pk}/hold", {"kind": "lock"})

    shown = page_of(team.memberships.get(role="owner").user, team, account)
    assert shown.light.colour == "red"
    assert 23 * 3600 < shown.wait.total_seconds <= 24 * 3600


@pytest.mark.row("DOC-08")
def test_another_teams_failures_count_and_name_nobody(team, account):
    chika = make_user("Chika")
    theirs = add_account(make_team(chika, "Harbour Books"), "@Minato_Coffee")
    for minutes_ago in (40, 30, 20, 10):
        tried(theirs, chika, minutes_ago)

    shown = page_of(team.memberships.get().user, team, account)
    assert shown.light.colour == "red"
    assert "Chika" not in str(shown)
    assert len(shown.recent) == 4


@pytest.mark.row("DOC-20")
def test_nineteen_logins_of_a_day_by_anybody_stop_the_twentieth(team, ben, account):
    ai = team.memberships.get(role="owner").user
    for hour in range(1, 20):
        tried(account, (ai, ben)[hour % 2], 60 * hour, "in")

    shown = page_of(ben, team, account)
    assert not shown.may_try
    assert 4 * 3600 < shown.wait.total_seconds <= 5 * 3600 + 60


@pytest.mark.row("DOC-20")
def test_a_block_counts_down_to_its_latest_end(team, ben, account):
    browser_of(ben).post(f"/t/{team.key}/accounts/{account.pk}/hold", {"kind": "block"})

    shown = page_of(ben, team, account)
    assert 47 * 3600 < shown.wait.total_seconds <= 48 * 3600
    (hold, _words), *_ = shown.holds
    assert hold.soonest - hold.since == timedelta(hours=24)


@pytest.mark.row("STA-03")
def test_an_outage_holds_every_login_and_whoever_waits_is_told_when_it_is_over(team, ben, account):
    now = timezone.now()
    hearers.status_changed(Entry(number=1, at=now, payload={"state": "major", "confirmed": 1}))
    browser = browser_of(ben)
    browser.post(f"/t/{team.key}/accounts/{account.pk}/try", {"kind": "app"})
    assert not Try.objects.exists()
    browser.post(f"/t/{team.key}/accounts/{account.pk}/wait")

    hearers.status_changed(Entry(number=2, at=now, payload={"state": "operational", "confirmed": 1}))
    assert flows.tell_waiting(timezone.now()) == 1
    assert Entry.objects.get(kind="accounts.safe_again").whom == str(ben.opaque)
    assert page_of(ben, team, account).may_try
