"""Entries are added with their deed, never changed, and heard once."""

import logging
from datetime import UTC, datetime

import pytest
from django.db import transaction

from kagimori.console.timeline import flows, queries
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
BY = Actor("5f0c7c52-0000-4000-8000-000000000001", "web", "192.0.2.7")
HEARD = []
TABLE = {"test.rang": (f"{__name__}.note",), "test.broke": (f"{__name__}.fail", f"{__name__}.note")}

pytestmark = pytest.mark.django_db


def note(entry):
    HEARD.append((entry.kind, entry.number))


def fail(_entry):
    raise RuntimeError


@pytest.fixture(autouse=True)
def _hearers(settings):
    settings.TIMELINE_HEARERS = f"{__name__}.TABLE"
    HEARD.clear()


def test_entries_are_numbered_without_a_gap():
    numbers = [flows.append("test.rang", at=NOW, by=BY, subject="bell").number for _ in range(3)]

    assert numbers == [1, 2, 3]
    assert [entry.number for entry in queries.after(1, most=5)] == [2, 3]
    assert [entry.number for entry in queries.about("bell")] == [3, 2, 1]


def test_an_entry_is_never_changed_or_deleted():
    entry = flows.append("test.rang", at=NOW, by=BY)

    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


@pytest.mark.django_db(transaction=True)
def test_an_entry_without_its_deed_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        flows.append("test.rang", at=NOW, by=BY)


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_is_taken_back_leaves_no_entry():
    with transaction.atomic():
        flows.append("test.rang", at=NOW, by=BY)
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


def test_each_entry_is_heard_once():
    flows.append("test.rang", at=NOW, by=BY)
    flows.append("test.other", at=NOW, by=BY)

    assert flows.tell_all() == 1
    assert flows.tell_all() == 0
    assert HEARD == [("test.rang", 1)]


def test_a_hearer_that_fails_holds_up_nobody_else_and_hears_again(caplog):
    flows.append("test.broke", at=NOW, by=BY)

    with caplog.at_level(logging.CRITICAL):
        assert flows.tell_all() == 1
        assert flows.tell_all() == 0
    assert HEARD == [("test.broke", 1)]
