"""An owner of the installation sees what failed and starts it again; nobody else sees any of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.fakes.waiting import until

from kagimori.console import work
from kagimori.console.timeline.models import Entry
from kagimori.console.work import queries
from kagimori.console.work.models import Worker
from kagimori.console.work.registry import registry

PAGE, AGAIN = "/installation/jobs/", "/installation/jobs/again/"


@pytest.fixture
def broken(running, monkeypatch, caplog):
    """A job that failed, and what it was called with when it no longer does."""
    calls = []
    monkeypatch.setitem(registry.jobs, "test_break", lambda *_: 1 / 0)
    work.enqueue("test_break", "a", key="one")
    assert until(lambda: work.status("test_break", "one") is work.State.FAILED)
    monkeypatch.setitem(registry.jobs, "test_break", lambda *ids: calls.append(ids))
    return calls


def test_the_owner_sees_what_failed_and_why_without_a_trace(broken, as_ai):
    page = as_ai.get(PAGE, headers={"Accept-Language": "en"}).content.decode()

    assert "test_break" in page
    assert "ZeroDivisionError" in page
    assert "division by zero" not in page
    assert "Traceback" not in page


def test_pressed_twice_it_runs_once_more_and_is_told_once(broken, as_ai, ai):
    (run,) = queries.overview(timezone.now()).failed

    as_ai.post(AGAIN, {"run": run.id})
    answer = as_ai.post(AGAIN, {"run": run.id}, follow=True, headers={"Accept-Language": "en"})

    assert until(lambda: broken == [("a",)])
    assert "need not be run again" in answer.content.decode()
    entry = Entry.objects.get(kind="work.run_again")
    assert (entry.actor, entry.payload) == (str(ai.opaque), {"job": "test_break"})
    assert 'name="run"' not in as_ai.get(PAGE).content.decode()


def test_nobody_but_the_owner_of_the_installation_comes_near(as_ben, as_chika, client, db):
    for browser in (as_ben, as_chika):
        assert browser.get(PAGE).status_code == 404
        assert browser.post(AGAIN, {"run": "x"}).status_code == 404
    assert client.get(PAGE).status_code == 302
    assert client.post(AGAIN, {"run": "x"}).status_code == 302


def test_where_nothing_ever_ran_the_page_says_so(as_ai, settings, tmp_path):
    settings.DATA = tmp_path

    page = as_ai.get(PAGE, headers={"Accept-Language": "ja"}).content.decode()

    assert "順番を待っています" in page


def test_the_page_asks_as_often_for_a_hundred_workers_as_for_one(as_ai, running, django_assert_max_num_queries):
    now = timezone.now()
    as_ai.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        as_ai.get(PAGE)
    Worker.objects.bulk_create(
        Worker(name=f"w{number}", holder="x", machine="m", since=now, beat=now) for number in range(100)
    )

    with django_assert_max_num_queries(len(one)):
        assert "w99" in as_ai.get(PAGE).content.decode()
