"""Whoever writes to the database without the key is found out, and the first bad entry is named."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction

from kagimori.console.timeline import flows, proof
from kagimori.console.timeline.models import Chain, Entry, Head
from kagimori.core.people.standing import Actor
from kagimori.core.timeline.chain import mark

NOW = datetime(2026, 11, 25, 9, 0, 0, 123456, tzinfo=UTC)
BY = Actor("5f0c7c52-0000-4000-8000-000000000001", "web", "192.0.2.7")
TEAM = "5f0c7c52-0000-4000-8000-0000000000aa"
OTHER = "5f0c7c52-0000-4000-8000-0000000000bb"

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(settings):
    settings.TIMELINE_HEARERS = "tests.console.timeline.test_proof.NOBODY"
    return [flows.append("test.rang", at=NOW, by=BY, team=TEAM if odd else "", count=odd) for odd in (0, 1, 1, 0, 1, 1)]


def faults():
    return {(found.team, found.fault.problem, found.fault.number) for found in proof.prove_all() if found.fault}


def test_untouched_chains_hold_and_are_counted(entries):
    found = list(proof.prove_all())

    assert [(one.team, one.entries, one.fault) for one in found] == [("", 2, None), (TEAM, 4, None)]
    assert proof.prove_numbers() is None


@pytest.mark.parametrize(
    "change",
    [{"kind": "test.sang"}, {"actor": ""}, {"why": "no"}, {"payload": {"count": 2}}, {"at": NOW.replace(year=2025)}],
)
def test_a_changed_row_is_named(entries, change):
    Entry.objects.filter(number=3).update(**change)

    assert faults() == {(TEAM, "changed", 3)}


def test_a_row_moved_to_another_team_breaks_both(entries):
    Entry.objects.filter(number=3).update(team="", position=9)

    assert faults() == {("", "added", 3), (TEAM, "missing", None)}


def test_a_missing_row_is_noticed_in_its_chain_and_in_the_numbers(entries):
    Entry.objects.filter(number=2).delete()

    assert faults() == {(TEAM, "missing", None)}
    assert proof.prove_numbers().number == 2


def test_an_added_row_is_named(entries):
    Head.objects.update(newest=7)
    Entry.objects.create(number=7, at=NOW, kind="test.rang", team=TEAM, position=5, mac=entries[5].mac)

    assert faults() == {(TEAM, "added", 7)}


def test_an_added_row_whose_head_was_moved_along_does_not_fit(entries):
    Entry.objects.create(number=7, at=NOW, kind="test.rang", team=TEAM, position=5, mac=entries[5].mac)
    Chain.objects.filter(team=TEAM).update(position=5)

    assert faults() == {(TEAM, "changed", 7)}


def test_a_row_without_a_stamp_is_named(entries):
    Head.objects.update(newest=7)
    Entry.objects.create(number=7, at=NOW, kind="test.rang", team=TEAM)

    assert faults() == {(TEAM, "unchained", 7)}


def test_rows_from_before_there_were_chains_are_left_in_peace(settings):
    Head.objects.create(pk=1, newest=1)
    Entry.objects.create(number=1, at=NOW, kind="test.rang")

    flows.append("test.rang", at=NOW, by=BY)

    assert faults() == set()
    assert proof.prove_numbers() is None


def test_swapped_rows_are_named(entries):
    second, third = (entries[place].pk for place in (1, 2))
    Entry.objects.filter(pk=second).update(position=99)
    Entry.objects.filter(pk=third).update(position=1)
    Entry.objects.filter(pk=second).update(position=2)

    assert faults() == {(TEAM, "changed", 3)}


def test_what_was_cut_off_at_the_end_is_seen_by_a_mark_that_was_kept(entries):
    kept = mark(entries[5].mac)
    assert proof.prove_mark(6, kept) is None

    Entry.objects.filter(number=6).delete()
    Chain.objects.filter(team=TEAM).update(position=3, mac=entries[4].mac)
    Head.objects.update(newest=5)

    assert faults() == set()
    assert proof.prove_mark(6, kept).problem == "head"


def test_a_head_that_goes_further_than_its_chain_is_noticed(entries):
    Chain.objects.filter(team=TEAM).update(position=5)

    assert faults() == {(TEAM, "missing", None)}


def test_the_deed_that_is_taken_back_takes_its_place_in_the_chain_back(entries):
    with transaction.atomic():
        flows.append("test.rang", at=NOW, by=BY, team=TEAM)
        transaction.set_rollback(True)
    flows.append("test.rang", at=NOW, by=BY, team=TEAM)

    assert faults() == set()
    assert proof.prove_numbers() is None


@pytest.mark.parametrize("name", ["name", "password", "api_token", "person_email", "seed", "code"])
def test_what_tells_a_secret_or_a_name_is_refused(name):
    with pytest.raises(ValueError, match=name):
        flows.append("test.rang", at=NOW, by=BY, **{name: "x"})


def test_a_reason_is_masked():
    entry = flows.append("test.rang", at=NOW, by=BY, why="code 123456, password is hunter2")

    assert "123456" not in entry.why
    assert "hunter2" not in entry.why


NOBODY = {}


def test_the_head_is_sent_out_once_a_day_and_its_mark_proves_the_record(entries):
    sent = flows.send_head(NOW)

    assert (sent.payload["newest"], flows.send_head(NOW + timedelta(minutes=5))) == (6, None)
    assert proof.prove_mark(sent.payload["newest"], sent.payload["mark"]) is None
    assert flows.send_head(NOW + timedelta(days=1)).payload["newest"] == 7


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_no_gap_and_no_fork(settings):
    settings.TIMELINE_HEARERS = "tests.console.timeline.test_proof.NOBODY"
    start = threading.Barrier(6)

    def write(team):
        start.wait()
        try:
            for _entry in range(10):
                with transaction.atomic():
                    flows.append("test.rang", at=NOW, by=BY, team=team)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(team,)) for team in ("", "", TEAM, TEAM, TEAM, OTHER)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert faults() == set()
    assert (proof.prove_numbers(), proof.count()) == (None, 60)
    assert {(one.team, one.entries) for one in proof.prove_all()} == {("", 20), (TEAM, 30), (OTHER, 10)}
