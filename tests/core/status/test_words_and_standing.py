"""What the page's words mean and what old and failed readings are worth."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.status import Reading, Service, State, judge, state_of

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
PATIENCE = timedelta(minutes=15)


def service(org, word, name="Platform Status"):
    return Service(org, name, word, state_of(word))


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("No known issues", "operational"),
        ("Resolved", "operational"),
        ("Low disruptions", "partial"),
        ("Medium  disruptions", "partial"),
        ("HIGH DISRUPTIONS", "major"),
        ("Partial Outage", "partial"),
        ("major_outage", "major"),
        ("Operational", "operational"),
        ("Investigating", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
        (3, "unknown"),
    ],
)
def test_each_word_has_one_meaning(word, state):
    assert state_of(word) == state


@given(st.text())
def test_no_strange_word_ever_passes_for_operational(word):
    assert state_of(word + "?") is State.UNKNOWN


def test_the_worst_service_speaks_for_all():
    reading = Reading(NOW, (service("graph-api", "Low disruptions"), service("facebook-login", "High disruptions")))

    assert reading.state is State.MAJOR
    assert [each.org for each in reading.troubled] == ["facebook-login", "graph-api"]


def test_a_service_that_instagram_does_not_stand_on_is_not_counted():
    reading = Reading(NOW, (service("graph-api", "Resolved"), service("workplace", "High disruptions")))

    assert reading.state is State.OPERATIONAL


def test_trouble_near_by_is_a_hint_and_holds_no_login():
    reading = Reading(NOW, (service("graph-api", "High disruptions"),))

    standing = judge(reading, reading, NOW, patience=PATIENCE)

    assert standing.is_hint
    assert not standing.holds_logins
    assert not standing.decides


def test_trouble_with_a_login_service_holds_logins():
    reading = Reading(NOW, (service("instagram", "Medium disruptions", name="Authentication"),))

    assert judge(reading, reading, NOW, patience=PATIENCE).holds_logins


def test_a_failed_reading_is_unknown_and_keeps_the_last_good_one_beside_it():
    good = Reading(NOW - timedelta(minutes=5), (service("graph-api", "Resolved"),))

    standing = judge(Reading(NOW, problem="timeout"), good, NOW, patience=PATIENCE)

    assert (standing.state, standing.problem, standing.last_good) == (State.UNKNOWN, "timeout", good)


def test_an_old_reading_says_nothing_any_more():
    old = Reading(NOW - timedelta(minutes=16), (service("graph-api", "High disruptions"),))

    assert judge(old, old, NOW, patience=PATIENCE).state is State.UNKNOWN


def test_nobody_looked_is_unknown():
    assert judge(None, None, NOW, patience=PATIENCE).problem == "never_read"
