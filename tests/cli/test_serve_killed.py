"""The one process on SQLite, ended as by a power failure again and again, and the timers that outlive it."""

import random
import time
from datetime import timedelta

import pytest
from tests.fakes.waiting import until
from tests.fakes.works import gaps, kills

from kagimori.console.work import State, delay, enqueue, fan_out, status

pytestmark = pytest.mark.slow


DAY = timedelta(days=1)


def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_done_twice(alone, record_property):
    chance, many = random.Random(20261125), 1000
    alone.start("serve", "serve")
    alone.ready("serve")
    alone.add_things(range(many))

    with alone.book():
        assert fan_out("deeds_do", map(str, range(many)), key="first") == 20
        for _ in range(kills(2)):
            time.sleep(chance.uniform(0.1, 4))
            alone.kill("serve")
            alone.start("serve", "serve")
            alone.ready("serve")
        finished = alone.all_done()

    things = alone.things()
    assert finished
    assert {done for _, done in things.values()} == {1}
    record_property("looked at again", sum(runs for runs, _ in things.values()) - many)
    assert gaps(alone.seconds_rung()) == []


def test_a_days_timer_outlives_a_crash_and_an_upgrade(alone):
    alone.start("old", "serve", DEEDS_VERSION="1.0.0")
    alone.ready("old")
    alone.add_things((1,))
    with alone.book() as book:
        delay("deeds_do", "1", key="timer", wait=DAY)
        armed = book.named("deeds_do:timer").delay_until_epoch_ms
        alone.kill("old")
        alone.start("new", "serve", DEEDS_VERSION="2.0.0")
        alone.ready("new")
        assert book.named("deeds_do:timer").delay_until_epoch_ms == armed
        assert (status("deeds_do", "timer"), alone.done(1)) == (State.DUE, 0)

        # A day passes.
        book.source.set_workflow_delay("deeds_do:timer", delay_until_epoch_ms=armed - DAY // timedelta(milliseconds=1))

        assert until(lambda: alone.done(1) == 1, 30)


def test_told_to_end_it_ends_within_ten_seconds_and_goes_on_after_the_next_start(alone):
    alone.start("serve", "serve")
    alone.ready("serve")
    alone.add_things((1,))
    with alone.book():
        enqueue("deeds_long", "1", key="one")
        assert until(lambda: alone.things()[1] == (1, 0), 30)
        code, took = alone.stop("serve")
        assert (code, took < 10) == (0, True)

        alone.start("serve", "serve")
        alone.ready("serve")

        assert until(lambda: alone.things()[1] == (2, 1), 30)
