"""What failed is told by name and in our words, never in a library's; and it can be started again once."""

import json
import sqlite3
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.fakes.waiting import until

from kagimori.console import work
from kagimori.console.work import flows, queries
from kagimori.console.work.registry import registry
from kagimori.core.errors import Unreachable
from kagimori.knowledge.errors import explain

SECRET = "hunter2-in-a-message"


def fail(monkeypatch, error, key="one"):
    def break_down(*_ids):
        raise error

    monkeypatch.setitem(registry.jobs, "test_break", break_down)
    work.enqueue("test_break", "a", "b", key=key)
    assert until(lambda: work.status("test_break", key) is work.State.FAILED)


def failed():
    return queries.overview(timezone.now()).failed


def test_a_failure_is_told_by_its_class_and_its_line_and_without_its_message(running, monkeypatch, caplog):
    fail(monkeypatch, ValueError(SECRET))

    (run,) = failed()
    assert (run.job, run.things, run.tries, run.worker) == ("test_break", 2, 1, "test")
    assert (run.failure.name, run.failure.code) == ("ValueError", "")
    assert SECRET not in json.dumps([run.failure.where, explain(run.failure.error, "en")])


def test_nothing_that_a_library_said_is_stored_or_logged(running, monkeypatch, caplog, settings):
    fail(monkeypatch, ValueError(SECRET))
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text

    if connection.vendor == "sqlite":
        with sqlite3.connect(settings.DATA / "work.sqlite3") as file:
            stored = "\n".join(file.iterdump())
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT error FROM dbos.workflow_status UNION ALL SELECT error FROM dbos.operation_outputs")
            stored = str(cursor.fetchall())
    assert "ValueError" in stored
    assert SECRET not in stored


def test_an_error_of_ours_is_told_in_our_words(running, monkeypatch, caplog):
    fail(monkeypatch, Unreachable(host="graph.example"))

    (run,) = failed()
    assert explain(run.failure.error, "en").startswith("graph.example did not answer.")


def test_what_failed_is_started_again_once_with_the_same_ids(heard, running, monkeypatch, caplog):
    fail(monkeypatch, ValueError())
    (run,) = failed()
    monkeypatch.setitem(registry.jobs, "test_break", lambda *ids: heard.append(ids))

    assert flows.find_failed(run.id) == run
    flows.start_again(run.id)
    flows.start_again(run.id)

    assert until(lambda: heard)
    work.enqueue("test_break", "end")
    assert until(lambda: ("end",) in heard)
    assert heard == [("a", "b"), ("end",)]
    assert failed() == ()
    with pytest.raises(flows.NotFailed):
        flows.find_failed(run.id)


def test_what_is_due_and_done_is_summed_up_by_job(heard, running):
    work.fan_out("test_note", map(str, range(100)), key="x", chunk=10)
    work.delay("test_note", "late", wait=timedelta(hours=1))
    assert until(lambda: len(heard) == 10)

    assert until(lambda: [(each.job, each.runs, each.things) for each in seen().done] == [("test_note", 10, 100)])
    assert [(each.job, each.runs) for each in seen().due] == [("test_note", 1)]


def seen():
    return queries.overview(timezone.now())


def test_every_schedule_tells_when_it_comes_next(running):
    times = {each.job: each for each in seen().times}

    assert set(times) == set(registry.times)
    assert all(each.next > timezone.now() - timedelta(seconds=1) for each in times.values())


def test_every_job_of_ours_has_words_for_people(running):
    ours = {name for name in registry.jobs if not name.startswith(("test_", "deeds_"))}

    assert ours - set(registry.words) == set()
