"""The fast twin is equal to the plain sums."""

from base64 import b32encode

import pyotp
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kagimori.core.otp.fast import accepts, code_number, code_text, matching, outward
from kagimori.core.otp.seed import ALGORITHMS, Seed
from kagimori.core.otp.totp import code_at_counter, verify
from kagimori.core.secret import Secret

keys = st.binary(min_size=1, max_size=200)
moments = st.integers(0, 2**37)


@given(key=keys, step=st.integers(0, 2**50), digits=st.integers(6, 8), algorithm=st.sampled_from(ALGORITHMS))
@example(key=b"k" * 65, step=1, digits=6, algorithm="sha1")
@example(key=b"k" * 129, step=1, digits=8, algorithm="sha512")
def test_one_code_is_the_plain_one(key, step, digits, algorithm):
    seed = Seed(Secret(key), digits=digits, algorithm=algorithm)

    assert f"{code_number(key, step, digits, algorithm):0{digits}d}" == code_at_counter(seed, step)


@given(key=keys, step=st.integers(0, 2**50), digits=st.integers(6, 8), algorithm=st.sampled_from(ALGORITHMS))
@example(key=b"k" * 65, step=1, digits=6, algorithm="sha1")
@example(key=b"k" * 129, step=1, digits=8, algorithm="sha512")
def test_a_search_finds_the_step_that_made_the_code(key, step, digits, algorithm):
    wanted = code_number(key, step, digits, algorithm)

    assert step in matching(key, wanted, range(max(0, step - 3), step + 4), digits=digits, algorithm=algorithm)


@given(key=keys, unix_s=moments, shift=st.integers(-3, 3))
@example(key=b"k" * 65, unix_s=59, shift=0)
def test_acceptance_is_the_plain_one(key, unix_s, shift):
    seed, secret = Seed(Secret(key)), b32encode(key).decode()
    code = code_at_counter(seed, max(0, unix_s // 30 + shift))

    assert accepts(secret, code, unix_s) == (verify(seed, code, unix_s, window_steps=1) is not None)


@given(key=st.binary(min_size=14, max_size=64), unix_s=moments)
def test_the_peer_makes_the_same_code(key, unix_s):
    secret = b32encode(key).decode()

    assert code_text(secret, unix_s) == pyotp.TOTP(secret).generate_otp(unix_s // 30)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "+12345", "1_2345"])
def test_a_misshapen_code_is_not_accepted(code):
    assert not accepts("GEZDGNBVGY3TQOJQ", code, 59)


def test_it_looks_at_now_first_and_then_outward():
    assert outward(2) == (0, -1, 1, -2, 2)
