"""A case and its form on disk."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.doctor.case import Case, CaseShape, Event

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_events_survive_being_written_and_read():
    case = Case("c1", (Event(NOON, "opened", more={"goal": "login", "text": "届かない"}),))
    case = case.with_event(Event(NOON + timedelta(minutes=2), "did", "login_sms", "failed", error="sms_missing"))

    assert Case.from_json_lines("c1", case.to_json_lines().splitlines()) == case


def test_undone_takes_back_the_newest_step_only():
    asked = Event(NOON, "answered", "vpn_on", "yes")
    done = Event(NOON, "did", "vpn_off", "worked")
    case = Case("c1", (Event(NOON, "opened"), asked, done, Event(NOON, "waited", value="3"), Event(NOON, "undone")))

    assert [event.kind for event in case.standing] == ["opened", "answered", "waited"]


def test_minutes_count_from_the_opening_and_never_run_backwards():
    case = Case("c1", (Event(NOON, "opened"),))

    assert case.minute(NOON + timedelta(minutes=7, seconds=30)) == 7.5
    assert case.minute(NOON - timedelta(minutes=1)) == 0.0


@pytest.mark.parametrize("line", ["", "x", "[]", "{}", '{"at":"2026-11-25T12:00:00","kind":"opened"}', '{"at":1}'])
def test_a_broken_line_is_named(line):
    with pytest.raises(CaseShape) as caught:
        Event.from_json(line, number=7)

    assert caught.value.fields["line"] == 7


@given(st.text())
def test_any_text_is_an_event_or_a_named_fault(line):
    with suppress(CaseShape):
        Event.from_json(line)
