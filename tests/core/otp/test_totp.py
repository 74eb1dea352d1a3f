"""Codes against the tables of the standards, and the window in which one is right."""

import json
from base64 import b32encode
from pathlib import Path

import pytest

from kagimori.core.errors import BadInput, CodeShape, SeedShape
from kagimori.core.otp.fast import code_number
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at, code_at_counter, verify

VECTORS = Path(__file__).parents[2] / "vectors"
BY_COUNTER = json.loads((VECTORS / "rfc4226.json").read_text())
BY_TIME = json.loads((VECTORS / "rfc6238.json").read_text())
TIMED = [
    (algorithm, key, row["unix_s"], row[algorithm])
    for algorithm, key in BY_TIME["keys_ascii"].items()
    for row in BY_TIME["rows"]
]
SEED = make_seed("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")


def base32(ascii_key):
    return b32encode(ascii_key.encode()).decode()


@pytest.mark.parametrize(("counter", "expected"), list(enumerate(BY_COUNTER["codes"])))
def test_codes_by_counter_are_those_of_the_standard(counter, expected):
    seed = make_seed(base32(BY_COUNTER["key_ascii"]), digits=BY_COUNTER["digits"])

    assert code_at_counter(seed, counter) == expected


@pytest.mark.parametrize(("algorithm", "key", "unix_s", "expected"), TIMED)
def test_codes_by_time_are_those_of_the_standard(algorithm, key, unix_s, expected):
    seed = make_seed(base32(key), digits=BY_TIME["digits"], algorithm=algorithm, period_s=BY_TIME["period_s"])

    assert code_at(seed, unix_s).text == expected
    assert code_number(key.encode(), unix_s // BY_TIME["period_s"], BY_TIME["digits"], algorithm) == int(expected)


def test_a_code_says_from_when_to_when_it_is_right():
    code = code_at(SEED, 1_700_000_009)

    assert (code.valid_from, code.valid_to) == (1_699_999_980, 1_700_000_010)


def test_a_code_hides_itself_when_printed():
    code = code_at(SEED, 59)

    assert code.text not in repr(code)
    assert code.text not in f"{code}"


@pytest.mark.parametrize(("shift_s", "window", "expected"), [(0, 0, 0), (-30, 1, -1), (30, 1, 1), (60, 1, None)])
def test_it_finds_the_step_of_a_code_within_the_window_only(shift_s, window, expected):
    code = code_at(SEED, 1_700_000_009 + shift_s).text

    assert verify(SEED, code, 1_700_000_009, window_steps=window) == expected


def test_it_does_not_look_before_the_first_step_of_all():
    assert verify(SEED, "755224", 59, window_steps=3) == -1


@pytest.mark.parametrize("code", ["", "12345", "1234567", "12345x", "１２３４５６", " 12345", "-12345", "1_2345"])
def test_it_refuses_a_code_that_is_not_six_plain_digits(code):
    with pytest.raises(CodeShape):
        verify(SEED, code, 0, window_steps=1)


@pytest.mark.parametrize("moment", [-1, 10**20])
def test_it_refuses_a_moment_outside_the_calendar(moment):
    with pytest.raises(BadInput) as caught:
        code_at(SEED, moment)

    assert caught.value.fields["field"] == "at"


def test_it_makes_no_code_by_time_for_an_entry_that_counts():
    with pytest.raises(SeedShape) as caught:
        code_at(SEED._replace(kind="hotp"), 59)

    assert caught.value.fields["field"] == "type"
