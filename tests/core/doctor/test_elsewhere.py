"""Other people's tries on the same account count against a case's budget, though the case does not store them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kagimori.core.doctor.advise import advise
from kagimori.core.doctor.case import Case, Event
from kagimori.knowledge import load_book

BOOK = load_book("real")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
COUNTED = ("login_history", "0"), ("attempts_today", "0-4"), ("failed_last_hour", "0")


def case() -> Case:
    opened = Event(NOON, "opened", "real", more={"goal": "login", "method": "app", "error": "code_invalid"})
    answers = (Event(NOON, "answered", observation, value) for observation, value in COUNTED)
    return Case("c", (opened, *answers))


def elsewhere(minute: float, value: str = "failed", **more: bool) -> Event:
    return Event(NOON + timedelta(minutes=minute), "elsewhere", value=value, more=more)


def test_tries_of_others_in_the_last_hour_leave_fewer_for_the_case():
    alone = advise(BOOK, case(), NOON).tries
    beside = advise(BOOK, case().with_elsewhere([elsewhere(-10), elsewhere(-5)]), NOON).tries
    assert beside.left_this_hour == alone.left_this_hour - 2
    assert beside.left_today == alone.left_today - 2


def test_after_four_failures_by_others_the_next_safe_minute_is_an_hour_after_the_first():
    tries = advise(BOOK, case().with_elsewhere([elsewhere(minute) for minute in (-40, -3, -2, -1)]), NOON).tries
    assert tries.left_this_hour == 0
    assert timedelta(minutes=20) <= tries.next_safe - NOON <= timedelta(minutes=21)


def test_failures_of_others_leave_the_hour_like_ones_own():
    tries = advise(BOOK, case().with_elsewhere([elsewhere(-61), elsewhere(-70)]), NOON).tries
    assert tries.left_this_hour == advise(BOOK, case(), NOON).tries.left_this_hour


def test_a_try_of_somebody_else_that_worked_counts_for_the_day_alone():
    alone = advise(BOOK, case(), NOON).tries
    beside = advise(BOOK, case().with_elsewhere([elsewhere(-10, "worked")]), NOON).tries
    assert (beside.left_this_hour, beside.left_today) == (alone.left_this_hour, alone.left_today - 1)


def test_they_stand_at_their_place_in_time_and_the_opening_stays_first():
    together = case().with_elsewhere([elsewhere(5), elsewhere(-5)])
    assert [event.kind for event in together.events] == [
        "opened", "elsewhere", "answered", "answered", "answered", "elsewhere",
    ]  # fmt: skip
