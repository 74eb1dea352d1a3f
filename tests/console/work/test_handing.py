"""Work is handed on once, shared out in chunks, and what a chunk does happens once for each thing."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from sqlalchemy.exc import OperationalError
from tests.fakes.waiting import until

from kagimori.console import work
from kagimori.console.work import book, engine
from kagimori.console.work.book import Book
from kagimori.console.work.done import once
from kagimori.console.work.handing import SomeFailed
from kagimori.console.work.models import Done
from kagimori.console.work.running import handing_on

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


def test_a_thousand_due_things_are_shared_out_in_chunks_and_only_once(heard, running):
    due = [str(number) for number in range(1000)]

    assert work.fan_out("test_note", due, key="2026-11-25") == 20
    work.fan_out("test_note", reversed(due), key="2026-11-25")

    assert until(lambda: len(heard) == 20)
    work.enqueue("test_note", "end")
    assert until(lambda: ("end",) in heard)
    assert sorted(number for chunk in heard[:20] for number in chunk) == sorted(due)


def test_other_things_under_the_same_key_are_not_lost(heard, running):
    work.fan_out("test_note", ["1", "2"], key="hour", chunk=2)
    work.fan_out("test_note", ["1", "2", "3"], key="hour", chunk=2)

    assert until(lambda: any("3" in chunk for chunk in heard))


def test_one_thing_that_fails_keeps_none_of_the_others(caplog):
    done = []

    def deed(one):
        if one == "2":
            raise ZeroDivisionError
        done.append(one)

    with pytest.raises(SomeFailed) as told:
        work.each(["1", "2", "3"], deed)

    assert done == ["1", "3"]
    assert told.value.fields == {"failed": 1, "whole": 3, "first": "ZeroDivisionError"}


def test_the_state_of_what_was_handed_on_can_be_asked(heard, running):
    work.delay("test_note", "a", wait=timedelta(hours=1), key="later")
    work.enqueue("test_note", "b", key="now")

    assert work.status("test_note", "later") is work.State.DUE
    assert until(lambda: work.status("test_note", "now") is work.State.DONE)
    assert work.status("test_note", "never") is None


def test_a_process_without_an_engine_hands_on_and_another_does_it(heard, transactional_db, settings, tmp_path):
    settings.DATA = tmp_path
    with handing_on():
        assert work.enqueue("test_note", "from the web")
        assert heard == []
    assert not work.enqueue("test_note", "nobody is there")

    engine.launch(executor="test", poll_seconds=0.05)
    try:
        assert until(lambda: heard == [("from the web",)])
    finally:
        engine.stop(patience=0)


def test_a_database_that_is_away_hurts_nobody_who_hands_on(monkeypatch, heard):
    def away(*_):
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(Book, "now", Book(None, away, lambda: None))

    assert not work.enqueue("test_note", "a")


def test_an_effect_happens_once_however_many_come(transactional_db):
    def both():
        with transaction.atomic():
            firsts.append(once("weekly:1", now=NOW))
        connection.close()

    firsts = []
    comers = [threading.Thread(target=both) for _ in range(6)]
    for comer in comers:
        comer.start()
    for comer in comers:
        comer.join()

    assert sorted(firsts) == [False] * 5 + [True]


def test_an_effect_that_is_undone_may_happen_again(transactional_db):
    with transaction.atomic():
        assert once("weekly:1", now=NOW)
        transaction.set_rollback(True)

    with transaction.atomic():
        assert once("weekly:1", now=NOW)


def test_an_effect_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(TransactionManagementError):
        once("weekly:1", now=NOW)


def test_old_keys_are_forgotten(db):
    Done.objects.create(key="old", at=NOW - timedelta(days=1000))
    Done.objects.create(key="young", at=NOW)

    from kagimori.console.work.jobs import forget_old

    forget_old()

    assert [done.key for done in Done.objects.all()] == ["young"]


def test_nothing_is_read_where_nothing_was_written(db, settings, tmp_path):
    settings.DATA = tmp_path

    with book.reading() as read:
        assert read is None or connection.vendor == "postgresql"
    assert list(tmp_path.iterdir()) == []
