"""Learning from closed cases: a small, bounded, removable correction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kagimori.core.doctor.case import Case, Event
from kagimori.core.doctor.learn import Overlay, OverlayShape, apply, learn
from kagimori.knowledge import load_book

BOOK = load_book("real")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def recovered(cause: str, *deeds: tuple[str, str], outcome: str = "recovered") -> Case:
    opened = Event(NOON, "opened", "real", more={"goal": "login", "method": "app"})
    did = [Event(NOON + timedelta(minutes=i), "did", id_, value) for i, (id_, value) in enumerate(deeds, start=1)]
    closed = Event(NOON + timedelta(hours=1), "closed", value=outcome, more={"causes": [cause]})
    return Case("c", (opened, *did, closed))


def test_a_cause_that_keeps_coming_back_becomes_commoner_and_the_others_rarer():
    overlay = learn(BOOK, [recovered("clock_skew")] * 10)

    before = BOOK.causes["clock_skew"].common["login.app"]
    assert before < overlay.common["clock_skew"]["login.app"] == pytest.approx((before * 50 + 10) / 60)
    assert overlay.common["stale_secret"]["login.app"] < BOOK.causes["stale_secret"].common["login.app"]


def test_no_number_of_cases_moves_a_chance_beyond_the_limit():
    overlay = learn(BOOK, [recovered("beta_profile")] * 5000)

    assert overlay.common["beta_profile"]["login.app"] == pytest.approx(BOOK.causes["beta_profile"].common["login"] * 4)


def test_a_step_that_a_failed_try_followed_cures_less():
    case = recovered("clock_skew", ("clock_auto_on", "worked"), ("login_app", "failed"), ("login_app", "worked"))

    overlay = learn(BOOK, [case] * 5)

    assert overlay.cures["clock_auto_on"]["clock_skew"] < BOOK.actions["clock_auto_on"].cures["clock_skew"]


def test_a_case_that_was_handed_off_teaches_nothing():
    assert learn(BOOK, [recovered("outage", outcome="hand_off")]) == Overlay()


def test_the_same_cases_give_the_same_bytes_and_the_book_is_untouched():
    cases = [recovered("vpn", ("vpn_off", "worked"), ("login_app", "worked"))] * 3
    before = dict(BOOK.causes["vpn"].common)

    first, second = learn(BOOK, cases), learn(BOOK, cases)

    assert first.to_json() == second.to_json() == Overlay.from_json(first.to_json()).to_json()
    assert apply(BOOK, first).causes["vpn"].common["login.app"] > before["login"]
    assert dict(BOOK.causes["vpn"].common) == before
    assert apply(BOOK, Overlay()).causes == BOOK.causes


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cases":1,"common":{"vpn":{"login":2}},"cures":{}}'])
def test_a_broken_overlay_is_refused(text):
    with pytest.raises(OverlayShape):
        Overlay.from_json(text)
