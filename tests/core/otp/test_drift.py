"""How far a clock is off, from a code that it showed."""

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.errors import CodeShape
from kagimori.core.otp.drift import candidates, coincidence, find_offset, offset_span_s, offsets, reach_in_steps
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

SEED = make_seed("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
NOW = 1_700_000_009


@given(st.integers(-2880, 2880))
def test_the_true_offset_is_among_those_found(offset):
    code = code_at(SEED, NOW + offset * 30).text

    assert offset in offsets(SEED, code, NOW, reach_steps=2880)


def test_the_nearest_offset_is_told():
    assert find_offset(SEED, code_at(SEED, NOW + 300).text, NOW, reach_steps=2880) == 10


def test_no_offset_is_news_and_not_an_error():
    shown = {code_at(SEED, NOW + step * 30).text for step in range(-20, 21)}
    code = next(f"{number:06d}" for number in range(10**6) if f"{number:06d}" not in shown)

    assert find_offset(SEED, code, NOW, reach_steps=20) is None


def test_it_stops_at_the_first_step_of_all():
    assert find_offset(SEED, code_at(SEED, 0).text, 65, reach_steps=2880) == -2
    assert find_offset(SEED, "000000", 65, reach_steps=10) is None


def test_it_refuses_a_misshapen_code_before_it_searches():
    with pytest.raises(CodeShape):
        offsets(SEED, "1234567", NOW, reach_steps=2880)


def test_a_day_each_way_is_5761_codes():
    assert candidates(reach_in_steps(SEED, 86_400)) == 5761


def test_the_chance_of_a_coincidence_grows_with_the_search():
    assert coincidence(1, 6) == pytest.approx(1e-6)
    assert coincidence(5761, 6) == pytest.approx(0.005744, rel=1e-3)


@given(at=st.integers(10**6, 2 * 10**9), ahead_s=st.integers(-80_000, 80_000))
def test_the_span_holds_the_true_offset(at, ahead_s):
    offset = (at + ahead_s) // 30 - at // 30

    low, high = offset_span_s(SEED, at, offset)

    assert low <= ahead_s < high
    assert high - low == 30


def test_it_finds_what_the_peer_made():
    code = pyotp.TOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").generate_otp(NOW // 30 - 37)

    assert find_offset(SEED, code, NOW, reach_steps=40) == -37
