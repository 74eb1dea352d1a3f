"""A case that the command line sends."""

from datetime import UTC, datetime, timedelta

import pytest

from kagimori.console.doctor.models import Case, CaseEvent
from kagimori.core.doctor import case as core
from kagimori.core.doctor.case import Event

NOW = datetime.now(UTC)


def sent(*events, **opening):
    first = Event(NOW - timedelta(minutes=9), "opened", "real", more={"goal": "login", "method": "app"} | opening)
    return core.Case("x", (first, *events)).to_json_lines()


def send(browser, lines):
    return browser.post("/doctor/send", lines, content_type="application/jsonl")


def test_a_sent_case_is_kept_and_answered_with_a_link_that_opens_it(person):
    answer = Event(NOW - timedelta(minutes=8), "answered", "clock_auto", "manual")

    response = send(person, sent(answer))

    link = response.json()["link"]
    assert response.status_code == 201
    assert person.get(link).status_code == 200
    assert CaseEvent.objects.count() == 2


def test_what_was_typed_is_masked_again(person):
    send(person, sent(text="my number is 090 1234 5678"))

    assert "1234" not in CaseEvent.objects.get().line


@pytest.mark.parametrize(
    "event",
    [
        Event(NOW - timedelta(minutes=1), "answered", "no_such_question", "yes"),
        Event(NOW - timedelta(minutes=1), "answered", "clock_auto", "<script>"),
        Event(NOW - timedelta(minutes=1), "did", "clear_cache", "exploded"),
        Event(NOW - timedelta(minutes=1), "waited", value="nan"),
        Event(NOW + timedelta(days=1), "answered", "clock_auto", "auto"),
    ],
)
def test_an_event_that_is_none_of_ours_is_refused_and_nothing_kept(person, event):
    response = send(person, sent(event))

    assert response.status_code == 422
    assert response.json()["error"]["code"] == "doctor.case_shape"
    assert not Case.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", '{"at": "2026-01-01T00:00:00+00:00", "kind": "closed"}', "\0" * 50])
def test_what_is_no_case_is_refused(person, body):
    assert send(person, body).status_code == 422


def test_weights_without_bounds_are_dropped(person):
    send(person, sent(causes={"clock_skew": 1e300, "vpn": 3.0, "nobody": 2.0}))

    assert '"causes": {"vpn": 3.0}' in CaseEvent.objects.get().line


def test_a_closed_case_stays_closed(person):
    send(person, sent(Event(NOW - timedelta(minutes=1), "closed", value="recovered", more={"causes": ["clock_skew"]})))

    assert Case.objects.get().outcome == "recovered"
