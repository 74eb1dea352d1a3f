"""The number of a print: what was misread is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kagimori.core.vault.paper import HOW_MANY, SIGNS, NumberWrong, number, read_number

drawn = some.integers(0, HOW_MANY - 1)


@given(drawn)
def test_a_number_is_read_back_however_it_is_typed(which):
    made = number(which)

    assert read_number(made) == made
    assert read_number(f" {made.lower().replace('-', ' ')} ") == made
    assert read_number(made.translate({ord(sign): ord(sign) + 0xFEE0 for sign in SIGNS})) == made
    assert read_number(made.replace("0", "O").replace("1", "l")) == made


@given(drawn, some.integers(0, 9), some.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_noticed(which, place, sign):
    plain = number(which).replace("-", "")
    wrong = plain[:place] + sign + plain[place + 1 :]

    if wrong != plain:
        with pytest.raises(NumberWrong):
            read_number(wrong)


@given(drawn, some.integers(0, 7), some.integers(0, 7))
def test_two_signs_that_changed_places_are_always_noticed(which, one, other):
    signs = list(number(which).replace("-", ""))
    signs[one], signs[other] = signs[other], signs[one]

    if "".join(signs) != number(which).replace("-", ""):
        with pytest.raises(NumberWrong):
            read_number("".join(signs))


@pytest.mark.parametrize("typed", ["", "7QXD", "7QXD-4VTR-5", "7QXD-4VTR-5A", "U" * 10, "7QXD-4VTR-520", "鍵" * 10])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(NumberWrong):
        read_number(typed)
