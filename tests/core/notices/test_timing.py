"""Quiet hours end where they should, and gaps grow until it is given up."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kagimori.core.notices.timing import Patience, Quiet

TOKYO = ZoneInfo("Asia/Tokyo")
NIGHT = Quiet(time(22), time(7), TOKYO)
PATIENCE = Patience(4, timedelta(minutes=1), timedelta(minutes=3))
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "over"),
    [
        (NIGHT, datetime(2026, 11, 25, 14, 0, tzinfo=UTC), datetime(2026, 11, 25, 22, 0, tzinfo=UTC)),  # 23:00 there
        (NIGHT, datetime(2026, 11, 25, 20, 0, tzinfo=UTC), datetime(2026, 11, 25, 22, 0, tzinfo=UTC)),  # 05:00 there
        (NIGHT, datetime(2026, 11, 25, 13, 0, tzinfo=UTC), datetime(2026, 11, 25, 22, 0, tzinfo=UTC)),  # 22:00 sharp
        (NIGHT, datetime(2026, 11, 25, 22, 0, tzinfo=UTC), datetime(2026, 11, 25, 22, 0, tzinfo=UTC)),  # 07:00 sharp
        (NIGHT, NOW, NOW),
        (Quiet(time(9), time(17), TOKYO), NOW, datetime(2026, 11, 25, 8, 0, tzinfo=UTC)),
        (Quiet(time(9), time(9), TOKYO), NOW, NOW),
        (Quiet(None, None, TOKYO), NOW, NOW),
    ],
)
def test_quiet_hours_end_in_the_person_s_own_zone(quiet, now, over):
    assert quiet.over_at(now) == over


def test_gaps_double_up_to_the_longest_and_then_it_is_given_up():
    gaps = [PATIENCE.next_try(tries, NOW) for tries in (1, 2, 3, 4)]

    assert gaps == [NOW + timedelta(minutes=1), NOW + timedelta(minutes=2), NOW + timedelta(minutes=3), None]


def test_the_other_side_may_ask_for_a_longer_gap_but_not_for_any():
    assert PATIENCE.next_try(1, NOW, asked=timedelta(seconds=100)) == NOW + timedelta(seconds=100)
    assert PATIENCE.next_try(1, NOW, asked=timedelta(days=9)) == NOW + timedelta(minutes=3)
