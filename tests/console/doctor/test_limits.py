"""How often, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.browsers import begin

from kagimori.console.doctor import limits
from kagimori.console.doctor.models import Knock
from kagimori.knowledge import load_policy


def test_one_address_is_stopped_at_its_limit(person):
    most = load_policy()["web.open_address"].count
    answers = [person.post("/doctor/", {"problem": "not_me"}).status_code for _ in range(most + 1)]

    assert answers == [302] * most + [429]


def test_another_address_is_not_bothered(person, stranger):
    for _ in range(load_policy()["web.open_address"].count + 1):
        person.post("/doctor/", {"problem": "not_me"})

    assert stranger.post("/doctor/", {"problem": "not_me"}, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_all_together_are_stopped_too(rf, db):
    now = timezone.now()
    most = load_policy()["web.open_all"].count
    Knock.objects.create(
        address="everybody", deed="open", hour=now.replace(minute=0, second=0, microsecond=0), count=most
    )

    with pytest.raises(limits.TooOften):
        limits.knock(rf.post("/doctor/"), "open", now)


def test_the_next_hour_counts_anew(rf, db):
    now = timezone.now().replace(minute=59)
    for _ in range(load_policy()["web.open_address"].count):
        limits.knock(rf.post("/"), "open", now)

    limits.knock(rf.post("/"), "open", now + timedelta(minutes=2))


def test_no_address_is_kept_in_clear(person):
    begin(person)

    assert not Knock.objects.filter(address__contains="127.0.0.1").exists()


def test_without_login_a_console_on_the_network_stays_shut(person, settings):
    settings.OPEN_DOCTOR = settings.ALONE = False

    assert person.get("/doctor/").status_code == 403
    assert person.get("/doctor/paste/").status_code == 403


def test_figures_are_for_members_where_others_can_reach_the_console(person, settings):
    settings.OPEN_DOCTOR, settings.ALONE = True, False

    assert person.get("/doctor/").status_code == 200
    assert person.get("/doctor/stats/").status_code == 403
    assert person.get("/doctor/stats.json").status_code == 403
