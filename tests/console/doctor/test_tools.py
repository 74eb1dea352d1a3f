"""The tools beside the cases."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.browsers import begin, browser

from kagimori.console.doctor import system
from kagimori.console.doctor.models import CaseEvent
from kagimori.knowledge import load_moves

CHROME_FROZEN = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"
ANDROID_11 = "Mozilla/5.0 (Linux; Android 11; SO-41A) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36"


def trips(ahead, count=8, there=0.03):
    """Round trips of a phone whose clock is so many seconds ahead."""
    now = timezone.now().timestamp()
    return json.dumps(
        [[now + i + ahead, now + i + there, now + i + there, now + i + ahead + 2 * there] for i in range(count)]
    )


@pytest.mark.parametrize(
    ("ahead", "words", "value"),
    [(0, "This clock is right", "under_5s"), (42, "42 seconds ahead", "over_30s"), (-12, "12 seconds behind", "5-30s")],
)
def test_a_phones_clock_is_measured_by_round_trips(person, ahead, words, value):
    page = person.post("/doctor/clock/", {"trips": trips(ahead)}).context["page"]

    assert page.measured.words.startswith(words)
    assert page.measured.value == value


def test_the_switch_is_shown_only_where_the_clock_is_wrong(person):
    right = person.post("/doctor/clock/", {"trips": trips(0)}).context["page"].measured
    wrong = person.post("/doctor/clock/", {"trips": trips(90)}).context["page"].measured

    assert not right.lines
    assert wrong.lines


@pytest.mark.parametrize(
    "sent", ["", "[]", "x", "[[1,2]]", "[[1,2,3,4,5]]", '{"a":1}', "[[9,2,3,1]]", "[[1e999,2,3,4]]", "7"]
)
def test_broken_measurements_are_told_kindly(person, sent):
    response = person.post("/doctor/clock/", {"trips": sent})

    assert response.status_code == 422
    assert "measure once more" in response.content.decode()


def test_a_clock_that_was_read_off_counts_seconds_not_zones(person):
    shown = timezone.localtime() + timedelta(hours=9, seconds=40)
    page = person.post("/doctor/clock/", {"shown": f"{shown:%H:%M:%S}"}).context["page"]

    assert 38 <= int(re.search(r"\d+", page.measured.words)[0]) <= 42


def test_a_measured_clock_answers_the_open_case(person):
    address = begin(person)
    page = person.post("/doctor/clock/", {"trips": trips(50)}).context["page"]

    said = {"position": page.measured.position, "kind": "observe", "step": "clock_offset", "value": page.measured.value}
    person.post(f"{address}answer", said)

    assert '"over_30s"' in CaseEvent.objects.get(position=1).line


def test_a_phone_is_sent_here_by_a_code_only_where_it_could_come(person, settings):
    alone = person.get("/doctor/clock/", headers={"host": "localhost:8000"}).content.decode()
    settings.PUBLIC_URL = "https://k.example"
    served = person.get("/doctor/clock/").content.decode()

    assert "--public-url" in alone
    assert "https://k.example/doctor/clock/" in served


def test_the_paste_field_has_no_name_and_no_form(person):
    page = person.get("/doctor/paste/").content.decode()
    field = re.search(r'<input id="pasted"[^>]*>', page)[0]
    main = page.split("<main")[1].split("</main>")[0]

    assert "name=" not in field
    assert "<form" not in main


def test_the_old_phone_goes_last(person):
    phases = [phase.id for phase in person.get("/doctor/new-phone/").context["page"].phases]

    assert phases == ["today", "move", "prove", "after"]
    assert [move.phase for move in load_moves() if move.id == "wipe_old"] == ["after"]


def test_a_new_number_changes_the_plan(person):
    plain = person.get("/doctor/new-phone/").context["page"].minutes
    changed = person.get("/doctor/new-phone/?number_changes=yes").context["page"].minutes

    assert changed > plain


@pytest.mark.parametrize(
    ("agent", "os"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 15_8_2 like Mac OS X)", "ios"),
        ("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X)", "ios"),
        (ANDROID_11, "android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "web"),
        ("", "web"),
    ],
)
def test_the_system_is_read_from_the_browser(rf, agent, os):
    assert system.of(rf.get("/", headers={"user-agent": agent})) == os


def test_a_hidden_version_is_taken_from_the_hint(rf):
    request = rf.get("/", headers={"user-agent": CHROME_FROZEN, system.ASKED_FOR: '"14.0.0"'})

    assert system.told(request) == "Android 14.0.0"


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "page",
    [
        "",
        "clock/",
        "paste/",
        "old-phone/",
        "new-phone/",
        "drafts/",
        "drafts/appeal/",
        "drafts/problem/",
        "drafts/outage/",
        "stats/",
        "causes/",
    ],
)
def test_no_page_holds_inline_script_or_style(lang, page):
    text = browser(lang).get(f"/doctor/{page}").content.decode()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", text)
    assert f'<html lang="{lang}"' in text
