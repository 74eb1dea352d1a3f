"""Jobs run, once, when they should, with the real engine."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from tests.fakes.waiting import until

from kagimori.console import work
from kagimori.console.work import engine
from kagimori.console.work.registry import Registry, registry

pytestmark = pytest.mark.slow


def test_a_job_runs_with_its_ids(heard, running):
    assert work.enqueue("test_note", "a", "b")

    assert until(lambda: heard == [("a", "b")])


def test_the_same_key_runs_once(heard, running):
    for _ in range(3):
        work.enqueue("test_note", "a", key="only")
    work.enqueue("test_note", "end")

    assert until(lambda: ("end",) in heard)
    assert heard.count(("a",)) == 1


def test_a_delayed_job_waits(heard, running):
    started = time.monotonic()
    work.delay("test_note", "late", wait=timedelta(seconds=1))

    assert until(lambda: heard)
    assert time.monotonic() - started >= 1


def test_a_delayed_job_survives_the_end_of_the_process(heard, running):
    work.delay("test_note", "later", wait=timedelta(seconds=1.5))

    engine.stop(patience=0)
    assert not work.enqueue("test_note", "nobody is here")
    engine.launch(executor="test", poll_seconds=0.05)

    assert until(lambda: heard == [("later",)])


def test_a_job_under_way_is_waited_for_when_the_engine_ends(heard, running, monkeypatch):
    begun, done = threading.Event(), threading.Event()

    def slow():
        begun.set()
        time.sleep(0.5)
        done.set()

    monkeypatch.setitem(registry.jobs, "test_slow", slow)
    work.enqueue("test_slow")
    assert begun.wait(10)

    engine.stop(patience=3)

    assert done.is_set()


def test_a_failing_job_does_not_stop_the_others(heard, running, monkeypatch, caplog):
    monkeypatch.setitem(registry.jobs, "test_break", lambda: 1 / 0)
    work.enqueue("test_break")
    work.enqueue("test_note", "after")

    assert until(lambda: heard)
    assert until(lambda: "work.failed" in caplog.text)


def test_a_database_that_is_away_for_a_moment_fails_no_job(heard, running, monkeypatch):
    away = [OperationalError("gone"), InterfaceError("closed")]

    def visit(*ids):
        if away:
            raise away.pop()
        heard.append(ids)

    monkeypatch.setattr(engine, "AWAY", (0, 0))
    monkeypatch.setitem(registry.jobs, "test_visit", lambda *ids: work.each(ids, visit))
    work.enqueue("test_visit", "a", key="one")

    assert until(lambda: work.status("test_visit", "one") is work.State.DONE)
    assert heard == [("a",)]


def test_a_job_may_hand_on_another(heard, running, monkeypatch):
    monkeypatch.setitem(registry.jobs, "test_first", lambda: work.enqueue("test_note", "second"))
    work.enqueue("test_first")

    assert until(lambda: heard == [("second",)])


def test_a_job_on_a_schedule_runs_by_itself(monkeypatch, transactional_db, settings, tmp_path):
    settings.DATA = tmp_path
    rang = threading.Event()
    monkeypatch.setitem(registry.jobs, "test_clock", rang.set)
    monkeypatch.setitem(registry.times, "test_clock", "* * * * * *")
    engine.launch(executor="test", poll_seconds=0.05)
    try:
        assert rang.wait(10)
    finally:
        engine.stop(patience=0)


def test_a_schedule_that_is_no_longer_in_the_code_is_dropped(running):
    running.dbos.create_schedule(schedule_name="gone", workflow_fn=running.scheduled, schedule="* * * * *", context="x")

    running.apply_times()

    assert {known["schedule_name"] for known in running.dbos.list_schedules()} == set(registry.times)


def test_finished_work_is_forgotten(heard, running):
    work.enqueue("test_note", "a")
    assert until(lambda: heard)

    assert until(lambda: running.tidy(timezone.now() + timedelta(minutes=1)) >= 1)


def test_a_job_that_nobody_wrote_is_refused():
    with pytest.raises(LookupError):
        work.enqueue("no_such_job")


def test_a_name_is_given_once():
    names = Registry()
    names.add("abc", print, None)

    with pytest.raises(ValueError, match="taken"):
        names.add("abc", repr, None)
    with pytest.raises(ValueError, match="short"):
        names.add("ab", print, None)
