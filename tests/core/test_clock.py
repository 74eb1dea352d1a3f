"""A clock's offset from round trips: the truth always lies within what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.clock import Offset, Trip, offset_of, together
from kagimori.core.errors import BadInput

NOW = 1_763_971_215.0
ROUNDING = 1e-6  # a double holds today's seconds to a quarter of a microsecond
delays = st.floats(0, 30)
aheads = st.floats(-(10**6), 10**6)
ways = st.lists(st.tuples(st.floats(0, 100), delays, delays, delays), min_size=1, max_size=12)


def trip(ahead, start, out, inside, back):
    sent = NOW + start
    return Trip(sent + ahead, sent + out, sent + out + inside, sent + out + inside + back + ahead)


@given(aheads, ways)
def test_the_truth_lies_within_the_uncertainty(ahead, ways):
    told = offset_of([trip(ahead, *way) for way in ways], resolution_s=ROUNDING)

    assert abs(told.ahead_s - ahead) <= told.uncertainty_s + ROUNDING


@given(aheads, ways)
def test_it_is_never_less_sure_than_half_the_quickest_trip(ahead, ways):
    told = offset_of([trip(ahead, *way) for way in ways], resolution_s=ROUNDING)

    assert told.uncertainty_s <= min(out + back for _, out, _, back in ways) / 2 + 2 * ROUNDING


@given(aheads, ways, ways)
def test_more_trips_never_make_it_less_sure(ahead, some, more):
    few = [trip(ahead, *way) for way in some]
    many = few + [trip(ahead, *way) for way in more]

    assert offset_of(many, resolution_s=1e-3).uncertainty_s <= offset_of(few, resolution_s=1e-3).uncertainty_s


def test_a_phone_that_is_ahead_has_a_positive_offset():
    assert offset_of([Trip(asked=160.0, received=100.5, answered=100.5, heard=161.0)]) == Offset(60.0, 0.5)


def test_whole_milliseconds_are_allowed_for():
    rounded = [Trip(0.001, 0.0, 0.0, 0.001), Trip(5.0, 5.0, 5.0, 5.0)]

    assert offset_of(rounded, resolution_s=0.001).ahead_s == pytest.approx(0.0005)


@pytest.mark.parametrize(
    "trips",
    [
        [],
        [Trip(1.0, 0.0, 0.0, 0.5)],
        [Trip(0.0, 1.0, 0.5, 2.0)],
        [Trip(float("nan"), 0.0, 0.0, 0.0)],
        [Trip(0.0, 0.0, 0.0, float("inf"))],
        [Trip(0.0, 0.0, 0.0, 0.1), Trip(100.0, 10.0, 10.0, 100.1)],
        [Trip(0.0, 0.0, 0.0, 1.0)] * 1001,
    ],
)
def test_it_refuses_trips_that_cannot_be(trips):
    with pytest.raises(BadInput) as caught:
        offset_of(trips)

    assert caught.value.fields["field"] == "trips"


def test_one_liar_among_three_does_not_move_the_median():
    told = together([Offset(0.010, 0.02), Offset(3600.0, 0.01), Offset(0.012, 0.03)])

    assert told.ahead_s == 0.012
    assert told.uncertainty_s < 0.05


def test_without_a_measurement_there_is_nothing_to_tell():
    with pytest.raises(BadInput):
        together([])
