"""A name belongs to one live worker, and the work of the dead is found and taken over."""

from datetime import timedelta

import pytest
from django.db.models import F
from tests.fakes.waiting import until

from kagimori.console import work
from kagimori.console.work.engine import Engine
from kagimori.console.work.models import Worker
from kagimori.console.work.places import NameTaken, Place, claim, claim_any, dead_since
from kagimori.console.work.takeover import Heart, take_over

AT_ONCE = timedelta(0)


def grow_old(name):
    Worker.objects.filter(name=name).update(beat=F("beat") - timedelta(minutes=1))


def test_a_name_that_lives_is_refused(db):
    claim("tokyo", patience=AT_ONCE)

    with pytest.raises(NameTaken):
        claim("tokyo", patience=AT_ONCE)


def test_a_dead_ones_name_is_taken_and_it_knows_itself_replaced(db):
    first = claim("tokyo", patience=AT_ONCE)
    grow_old("tokyo")

    second = claim("tokyo", patience=AT_ONCE)

    assert (first.beat(), second.beat()) == (False, True)
    assert first.executor != second.executor


def test_without_a_wish_the_first_free_name_is_taken(db):
    places = [claim_any(), claim_any()]
    places[0].leave()

    assert [place.name for place in (*places, claim_any())] == ["worker-1", "worker-2", "worker-1"]


def test_whoever_leaves_late_takes_nobody_elses_place(db):
    first = claim("tokyo", patience=AT_ONCE)
    grow_old("tokyo")
    second = claim("tokyo", patience=AT_ONCE)

    first.leave()

    assert second.beat()


class Held:
    """An engine's book in which these processes hold work; keeps who was taken over."""

    def __init__(self, *holders):
        self.holding, self.handed_on = set(holders), []

    def holders(self):
        return self.holding

    def hand_on(self, holders):
        self.handed_on = sorted(holders)
        return len(self.handed_on)


def test_the_dead_are_taken_over_and_forgotten_the_living_are_not(db):
    living, dead = claim("living", patience=AT_ONCE), claim("dead", patience=AT_ONCE)
    grow_old("dead")
    held = Held(living.executor, dead.executor, "left:long-ago")

    assert take_over(held) == 2

    assert held.handed_on == [dead.executor, "left:long-ago"]
    assert [worker.name for worker in Worker.objects.all()] == ["living"]


def test_whoever_has_only_just_come_back_judges_nobody_who_has_a_row(db):
    late = claim("late", patience=AT_ONCE)
    grow_old("late")
    held = Held(late.executor, "left:long-ago")

    take_over(held, young_only=False)

    assert held.handed_on == ["left:long-ago"]
    assert late.beat()


def test_a_dead_one_is_remembered_until_its_work_is_handed_on(db):
    claim("dead", patience=AT_ONCE)
    grow_old("dead")
    held = Held("dead:x")
    held.hand_on = lambda _: 1 / 0

    with pytest.raises(ZeroDivisionError):
        take_over(held)

    assert Worker.objects.filter(name="dead").exists()


def test_a_worker_whose_place_is_gone_ends_itself(transactional_db):
    lost = []
    heart = Heart(Place("gone", "x"), lost=lambda: lost.append(True))
    heart.pause = 0.01
    heart.start()

    assert until(lambda: lost)
    heart.end()


def test_a_heart_is_steady_only_after_as_long_as_others_may_be_silent(transactional_db):
    heart = Heart(Place("tokyo", "x"))

    assert not heart.is_steady()
    heart.steady_since -= heart.silence + 1
    assert heart.is_steady()
    heart.last -= heart.silence  # a pause of our own
    assert not heart.is_steady()


def test_work_is_handed_on_from_a_dead_holder_and_from_nobody_else(heard, running):
    work.enqueue("test_note", "a", key="one")
    assert until(lambda: work.status("test_note", "one") is work.State.DONE)

    assert Engine.now.hand_on({"somebody"}) == 0
    # A schedule of the rooms may be under way at a full minute, and that is our own.
    assert Engine.now.holders() <= {"test"}
    assert heard == [("a",)]


def test_the_heart_beats_before_the_engine_is_there(transactional_db):
    place = claim("slow", patience=AT_ONCE)
    heart = Heart(place)
    heart.pause = 0.01
    heart.start()
    grow_old("slow")

    assert until(lambda: Worker.objects.filter(name="slow", beat__gte=dead_since()).exists())
    heart.end()
