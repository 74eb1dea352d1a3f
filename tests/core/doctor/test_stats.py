"""Figures of past cases."""

from datetime import UTC, datetime, timedelta

import pytest

from kagimori.core.doctor.case import Case, Event
from kagimori.core.doctor.stats import summarise
from kagimori.knowledge import load_book

START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
BOOK = load_book("real")


def event(minute, kind, id_="", value="", error=None, **more):
    return Event(START + timedelta(minutes=minute), kind, id_, value, error, more)


def recovered(minutes, *steps, cause="clock_skew", **opening):
    closing = event(minutes, "closed", value="recovered", causes=[cause])
    return Case("c", (event(0, "opened", "real", **opening), *steps, closing))


def test_no_case_gives_no_rate_rather_than_zero():
    summary = summarise([], BOOK)

    assert summary.recovered.share is None
    assert summary.any_cause.mean is None


def test_mean_and_ninetieth_percentile_are_taken_over_recovered_cases():
    cases = [recovered(minutes) for minutes in range(1, 11)]
    handed_on = Case("h", (event(0, "opened", "real"), event(300, "closed", value="hand_off", causes=["outage"])))

    summary = summarise([*cases, handed_on], BOOK)

    assert summary.any_cause.mean == pytest.approx(5.5)
    assert summary.any_cause.p90 == 9
    assert summary.recovered.hits == 10
    assert summary.recovered.of == 11


def test_device_minutes_count_only_cases_whose_first_cause_is_the_phone():
    summary = summarise([recovered(4, cause="cache_bloat"), recovered(40, cause="hijacked")], BOOK)

    assert summary.device.cases == 1
    assert summary.device.mean == 4


def test_tries_are_split_at_the_first_cache_repair():
    steps = (
        event(1, "did", "login_app", "failed", "code_invalid"),
        event(2, "did", "clear_cache", "worked"),
        event(3, "did", "login_app", "worked"),
    )

    summary = summarise([recovered(4, *steps)], BOOK)

    assert summary.cache.before.share == 0
    assert summary.cache.after.share == 1


def test_a_repair_that_was_not_possible_splits_nothing():
    steps = (event(1, "did", "login_app", "failed", "code_invalid"), event(2, "did", "clock_auto_on", "not_possible"))

    summary = summarise([recovered(4, *steps)], BOOK)

    assert summary.clock.before.of == 0


def test_the_same_cause_on_the_same_account_is_a_return():
    cases = [recovered(3, account="a"), recovered(5, account="a"), recovered(5, account="b")]

    summary = summarise(cases, BOOK)

    assert (summary.returned.hits, summary.returned.of) == (1, 3)


def test_a_goal_asked_for_later_counts():
    steps = (event(0.5, "opened", "real", goal="setup"),)

    assert summarise([recovered(4, *steps)], BOOK).setup.cases == 1
