"""Three workers and the console on one PostgreSQL: what happens when some of them die, sleep or are told to end."""

import random
import signal
import time
from datetime import timedelta

import httpx2
import pytest
from tests.fakes.waiting import until
from tests.fakes.works import gaps, kills

from kagimori.console.work import State, delay, enqueue, fan_out, status

pytestmark = pytest.mark.postgres
NAMES = ("a", "b", "c")
MINUTE = 60


def holder_of(works, run):
    """The worker that holds a job, by name."""
    rows = works.ask("SELECT executor_id FROM dbos.workflow_status WHERE workflow_uuid = ? AND status = 'PENDING'", run)
    return rows[0][0].split(":")[0] if rows else None


@pytest.fixture
def workers(shared):
    """Three of them, at work."""
    for name in NAMES:
        shared.start(name)
    for name in NAMES:
        shared.ready(name)
    return shared


def test_whoever_is_killed_nothing_is_lost_and_nothing_is_done_twice(workers, record_property):
    chance, many = random.Random(20261125), 1000
    workers.add_things(range(many))

    with workers.book():
        assert fan_out("deeds_do", map(str, range(many)), key="first") == 20
        for round_ in range(kills(6)):
            fresh = range(many, many + 200)
            many += 200
            workers.add_things(fresh)
            fan_out("deeds_do", map(str, fresh), key=f"more:{round_}", chunk=10)
            time.sleep(chance.uniform(0.3, 2))
            name = chance.choice(NAMES)
            workers.kill(name)
            workers.start(name, "worker")
        finished = workers.all_done()

    things = workers.things()
    assert finished, workers.ask("SELECT status, executor_id, count(*) FROM dbos.workflow_status GROUP BY 1, 2")
    assert {done for _, done in things.values()} == {1}
    record_property("looked at again", sum(runs for runs, _ in things.values()) - many)
    assert gaps(workers.seconds_rung()) == []


def test_the_work_of_the_dead_and_of_the_sleeping_goes_on_within_a_minute(workers, record_property):
    workers.add_things((1, 2))
    with workers.book():
        enqueue("deeds_long", "1", key="one")
        assert until(lambda: workers.things()[1] == (1, 0), 30)
        dead = holder_of(workers, "deeds_long:one")
        workers.kill(dead)
        enqueue("deeds_long", "2", key="two")
        assert until(lambda: workers.things()[2] == (1, 0), 30)
        asleep = holder_of(workers, "deeds_long:two")
        workers.processes[asleep].send_signal(signal.SIGSTOP)

        took = until(lambda: workers.done(1) == 1 and workers.done(2) == 1, MINUTE)
        workers.processes[asleep].send_signal(signal.SIGCONT)

    assert took is not None
    record_property("seconds until it went on", took)
    assert workers.processes[asleep].wait(timeout=15) == 75
    assert workers.things() == {1: (2, 1), 2: (2, 1)}
    assert gaps(workers.seconds_rung()) == []


def test_a_name_comes_back_to_whoever_is_started_with_it_after_a_crash(shared):
    shared.start("a")
    shared.ready("a")
    first = shared.ask("SELECT holder FROM work_worker WHERE name = 'a'")
    shared.kill("a")
    shared.ask("UPDATE work_worker SET beat = beat - interval '1 minute'")

    shared.start("a")

    assert "Worker a " in shared.ready("a")
    assert shared.ask("SELECT holder FROM work_worker WHERE name = 'a'") != first


def test_told_to_end_a_worker_ends_within_ten_seconds_and_another_goes_on_at_once(shared):
    shared.start("a")
    shared.ready("a")
    shared.add_things((1,))
    with shared.book():
        enqueue("deeds_long", "1", key="one")
        assert until(lambda: shared.things()[1] == (1, 0), 30)
        shared.start("b")
        shared.ready("b")

        code, took = shared.stop("a")

        assert (code, took < 10) == (0, True)
        assert until(lambda: shared.done(1) == 1, 30)


def test_a_days_timer_outlives_restarts_and_an_upgrade(shared):
    day = 24 * 3600
    shared.start("a", DEEDS_VERSION="1.0.0")
    shared.ready("a")
    shared.add_things((1,))
    with shared.book() as book:
        delay("deeds_do", "1", key="timer", wait=timedelta(seconds=day))
        armed = book.named("deeds_do:timer").delay_until_epoch_ms
        shared.kill("a")
        shared.start("b", DEEDS_VERSION="2.0.0")
        shared.ready("b")
        assert book.named("deeds_do:timer").delay_until_epoch_ms == armed
        assert abs(armed / 1000 - time.time() - day) < MINUTE
        assert status("deeds_do", "timer") is State.DUE

        # A day passes.
        book.source.set_workflow_delay("deeds_do:timer", delay_until_epoch_ms=armed - day * 1000)

        assert until(lambda: shared.done(1) == 1, 30)


def test_connections_stay_bounded_with_three_workers_and_the_console_under_load(workers, record_property):
    address = workers.serve_web()
    workers.add_things(range(600))
    with workers.book():
        fan_out("deeds_do", map(str, range(600)), key="load", chunk=10)
        held = 0
        with httpx2.Client() as visitor:
            while not all(done for _, done in workers.things().values()):
                assert visitor.get(f"{address}/status/").status_code == 200
                question = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                held = max(held, workers.ask(question)[0][0])

    record_property("connections", held)
    assert held <= 3 * 14 + 10 + 2 + 1  # what work/database.py says, the test's own book and its question


def test_a_database_that_goes_away_for_a_moment_costs_nobody_its_place(workers):
    held = sorted(workers.ask("SELECT name, holder FROM work_worker"))
    workers.add_things(range(300))
    with workers.book():
        fan_out("deeds_do", map(str, range(300)), key="cut", chunk=10)
        for _ in range(3):
            time.sleep(0.5)
            workers.ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

        assert workers.all_done()

    assert {done for _, done in workers.things().values()} == {1}
    assert sorted(workers.ask("SELECT name, holder FROM work_worker")) == held
    assert [process.poll() for process in workers.processes.values()] == [None] * 3
