"""What is better left alone while a shadow ban is suspected."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kagimori.core.doctor.advise import Advice, Likely, Step, Tries
from kagimori.core.doctor.holds import holds
from kagimori.knowledge import load_policy

SINCE = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NOBODY = Advice(
    step=Step("observe", "account_status"),
    rest=(),
    causes=(Likely("clock_skew", 0.9), Likely("shadowban", 0.05)),
    layers=(),
    tries=Tries("green", 4, 19, None, known=True),
    waits=(),
    expected_minutes=10.0,
    left_out=0.0,
)


def test_nothing_is_held_while_nothing_is_suspected():
    assert holds(NOBODY, SINCE, load_policy()) == ()


@pytest.mark.parametrize(
    "advice", [replace(NOBODY, causes=(Likely("shadowban", 0.4),)), replace(NOBODY, named=("shadowban", "clock_skew"))]
)
def test_a_suspicion_holds_links_for_a_day_and_set_up_for_three(advice):
    held = {hold.id: hold.ends - SINCE for hold in holds(advice, SINCE, load_policy())}

    assert held == {"link_posts": timedelta(hours=24), "set_up": timedelta(hours=72)}
