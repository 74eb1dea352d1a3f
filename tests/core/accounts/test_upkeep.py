"""What is to be done about an app: nothing for one that is proven, right, locked and lately checked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kagimori.core.accounts.upkeep import Held, upkeep

NOW = datetime(2026, 11, 25, tzinfo=UTC)
QUARTER = timedelta(days=91)
FINE = Held(proven=True, drift_steps=1, checked_at=NOW, clock="yes", locked="yes", said_at=NOW)


def todo(app, now=NOW):
    return upkeep(app, now, every=QUARTER, window_steps=1)


def test_nothing_is_to_be_done_about_an_app_that_is_as_it_should_be():
    assert todo(FINE) == ()
    assert todo(FINE, NOW + QUARTER) == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"left": True}, ("left",)),
        ({"proven": False}, ("unproven",)),
        ({"drift_steps": 2}, ("clock_off",)),
        ({"drift_steps": -2, "proven": False}, ("clock_off",)),
        ({"checked_at": None}, ("unchecked",)),
        ({"locked": "no"}, ("unlocked",)),
        ({"clock": "no"}, ("by_hand",)),
        ({"said_at": None}, ("unasked",)),
        ({"locked": "unknown"}, ("unasked",)),
        ({"clock": "no", "locked": "no"}, ("unlocked", "by_hand")),
    ],
)
def test_each_thing_that_is_not_as_it_should_be_is_found(change, found):
    assert todo(replace(FINE, **change)) == found


def test_a_check_and_an_answer_count_for_a_quarter():
    late = NOW + QUARTER + timedelta(seconds=1)
    assert todo(FINE, late) == ("unchecked", "unasked")
