"""The shared traffic light: everybody's tries, holds, one at a time, and the end of a day that had too many."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kagimori.core.accounts.light import Known, Slot, judge, quiet
from kagimori.core.accounts.tries import Try, hold
from kagimori.knowledge import load_book, load_policy

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
POLICY = load_policy()
ACTIONS = load_book("real").actions
MINUTE = timedelta(minutes=1)
MOST_FAILURES = POLICY["lock.failures"].count - 1
MOST_LOGINS = POLICY["block.attempts"].count - 1


def light(*tries, now=NOW, **known):
    return judge(Known(tuple(tries), **known), now, POLICY, ACTIONS)


def tried(minutes_ago, outcome="refused", kind="app", now=NOW):
    at = now - minutes_ago * MINUTE
    return Try(at, kind, outcome, at)


def test_an_account_that_nobody_touched_is_as_the_rules_judge_it():
    assert light() == quiet(POLICY)


def test_four_failures_in_the_hour_stop_everybody_until_the_first_is_an_hour_old():
    red = light(*(tried(minutes) for minutes in (50, 30, 20, 10)))

    assert (red.colour, red.why, red.left_this_hour) == ("red", "hour", 0)
    assert 10 <= (red.next_safe - NOW) / MINUTE < 11
    assert light(*(tried(minutes) for minutes in (50, 30, 20, 10)), now=red.next_safe).may_try


@pytest.mark.parametrize("outcome", ["refused", "unsure", "pending"])
def test_a_try_of_which_nobody_knows_the_end_counts_as_failed(outcome):
    assert light(tried(5, outcome)).left_this_hour == MOST_FAILURES - 1


@pytest.mark.parametrize("outcome", ["in", "not_tried"])
def test_a_try_that_worked_or_never_was_takes_no_failure_away(outcome):
    assert light(tried(5, outcome)).left_this_hour == MOST_FAILURES


def test_a_try_that_was_never_made_takes_no_login_from_the_day():
    assert light(tried(5, "not_tried")).left_today == MOST_LOGINS
    assert light(tried(5, "in")).left_today == MOST_LOGINS - 1


def test_the_last_login_of_the_day_is_never_let_through():
    logins = [tried(60 * hours + 1, "in") for hours in range(1, MOST_LOGINS + 1)]
    red = light(*logins)

    assert (red.colour, red.why, red.left_today) == ("red", "day", 0)
    oldest = min(one.at for one in logins)
    assert red.next_safe == oldest + timedelta(days=1)


def test_a_day_of_25_hours_counts_until_its_midnight():
    berlin = ZoneInfo("Europe/Berlin")
    day = (datetime(2026, 10, 25, tzinfo=berlin).astimezone(UTC), datetime(2026, 10, 26, tzinfo=berlin).astimezone(UTC))
    now = day[1] - 30 * MINUTE
    logins = [Try(day[0] + minute * MINUTE, "app", "in", day[0] + minute * MINUTE) for minute in range(MOST_LOGINS)]

    assert light(*logins, now=now, day=None).may_try
    red = light(*logins, now=now, day=day)
    assert (red.why, red.next_safe) == ("day", day[1])


def test_a_second_sms_waits_while_a_try_with_the_app_does_not():
    soon = light(tried(1, "unsure", "sms"))

    assert soon.may_try
    assert soon.ready("app", NOW) == NOW
    assert soon.ready("sms", NOW) > NOW + POLICY["sms.resend_gap"].span - 2 * MINUTE


def test_a_second_backup_code_waits_an_hour():
    soon = light(tried(1, "in", "backup"))
    assert soon.ready("backup", NOW) >= NOW + POLICY["backup.gap"].span - 2 * MINUTE


@pytest.mark.parametrize(("kind", "length"), [("lock", "lock.length"), ("block", "block.longest")])
def test_a_lock_or_a_block_holds_until_its_latest_end(kind, length):
    told = hold(kind, NOW - 60 * MINUTE, POLICY)
    red = light(holds=(told,))

    assert (red.colour, red.why) == ("red", kind)
    assert red.next_safe == NOW - 60 * MINUTE + POLICY[length].span
    assert light(holds=(told,), now=told.ends).may_try


def test_an_outage_that_the_platform_has_announced_holds_without_an_end():
    red = light(outage_since=NOW - MINUTE)
    assert (red.colour, red.why, red.next_safe, red.may_try) == ("red", "outage", None, False)


def test_one_at_a_time():
    slot = Slot("sato", NOW - MINUTE, NOW + 5 * MINUTE)
    red = light(slot=slot)

    assert (red.colour, red.why, red.next_safe) == ("red", "trying", slot.until)
    assert light(slot=slot, now=slot.until).may_try


def test_the_latest_of_several_ends_is_told():
    told = hold("lock", NOW - MINUTE, POLICY)
    red = light(*(tried(minutes) for minutes in (5, 4, 3, 2)), holds=(told,))
    assert (red.why, red.next_safe) == ("lock", told.ends)
