"""STA-03: while a login service is down nobody is sent to log in; the case goes on by itself when it ends."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from kagimori.console.doctor.models import CaseEvent
from kagimori.console.status import flows
from kagimori.console.status.models import Reading as Row
from kagimori.console.timeline.flows import tell_all
from kagimori.core.doctor.case import Event
from kagimori.core.status import Reading, Service, state_of

WORDS = "認証アプリのコードを入れると「コードが違います」と言われてログインできない"
MOST_STEPS = 15
ANSWERS = {"failed_last_hour": "0"}

pytestmark = pytest.mark.django_db


def platform_says(word, org="facebook-login", minutes_ago=0.0):
    """Let the page be read with this word, and let the timeline tell it, as the schedules do."""
    at = timezone.now() - timedelta(minutes=minutes_ago)
    flows.keep(Reading(at, (Service(org, "Platform Status", word, state_of(word)),)))
    tell_all()


def page(client, case):
    return client.get(case).context["page"]


def logs_in(shown):
    """Whether the page sends somebody to log in; a backup code, once an hour, is what the article leaves open."""
    return shown.step is not None and shown.step.is_try and shown.step.id != "login_backup"


def answer(client, case):
    """Give the answer of somebody who does as told, has not tried to log in, and knows nothing more."""
    shown = page(client, case)
    done = "not_possible" if shown.step.is_try else "worked"
    value = done if shown.step.kind == "act" else ANSWERS.get(shown.step.id, "unknown")
    said = {"position": shown.position, "kind": shown.step.kind, "step": shown.step.id, "value": value}
    assert client.post(f"{case}answer", said).status_code == 302


def pass_time(minutes):
    """Let everything that has happened be longer ago."""
    ago = timedelta(minutes=minutes)
    Row.objects.update(at=F("at") - ago)
    for event in CaseEvent.objects.all():
        told = Event.from_json(event.line)
        event.at, event.line = event.at - ago, replace(told, at=told.at - ago).to_json()
        event.save()


def comes_to_a_login(client, case):
    """Walk on until the page sends to log in; False where it does not within some steps."""
    for _ in range(MOST_STEPS):
        shown = page(client, case)
        if logs_in(shown):
            return True
        if shown.step is None or shown.step.kind == "wait":
            return False
        answer(client, case)
    return False


@pytest.fixture
def case(client):
    """A case that has come to the point where logging in is the next step."""
    platform_says("Resolved", minutes_ago=3)
    case = client.post("/doctor/", {"words": WORDS}).headers["Location"]
    assert comes_to_a_login(client, case)
    return case


@pytest.mark.row("STA-03")
def test_an_outage_takes_the_login_away_and_its_end_brings_it_back(client, case):
    platform_says("High disruptions", minutes_ago=2)
    held = page(client, case)
    pass_time(45)
    platform_says("High disruptions", minutes_ago=1)
    still_held = page(client, case)
    platform_says("Resolved")

    assert held.platform.sentence
    assert (logs_in(held), logs_in(still_held)) == (False, False)
    assert comes_to_a_login(client, case)


@pytest.mark.row("STA-03")
def test_a_waiting_page_is_told_that_the_state_has_changed(client, case):
    platform_says("High disruptions", minutes_ago=2)
    held = page(client, case)
    platform_says("Resolved")

    pulse = client.get(f"{case}pulse", {"position": held.position, "state": held.platform.name})

    assert pulse.headers["HX-Refresh"] == "true"


@pytest.mark.row("STA-03")
def test_nothing_that_is_answered_meanwhile_leads_to_a_login(client, case):
    platform_says("High disruptions", minutes_ago=2)

    assert not comes_to_a_login(client, case)


@pytest.mark.row("STA-01")
@pytest.mark.parametrize("word", ["Low disruptions", "Medium disruptions", "High disruptions"])
def test_an_outage_of_a_login_service_changes_the_plan_of_a_case(client, case, word):
    platform_says(word, minutes_ago=1)

    assert not logs_in(page(client, case))


@pytest.mark.row("STA-01")
def test_trouble_near_by_is_shown_as_a_hint_and_holds_nobody_up(client, case):
    platform_says("High disruptions", org="graph-api", minutes_ago=1)
    shown = page(client, case)

    assert shown.platform.sentence
    assert not shown.platform.holds
    assert shown.step.kind != "wait"


@pytest.mark.row("STA-01")
def test_what_could_not_be_read_changes_no_plan(client, case):
    before = page(client, case).step.id
    flows.keep(Reading(timezone.now(), problem="timeout"))
    tell_all()
    shown = page(client, case)

    assert (shown.step.id, shown.platform.name) == (before, "unknown")
