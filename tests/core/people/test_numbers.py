"""One stored form for every way of writing a phone number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.people.numbers import NumberUnusable, normal, shown


@pytest.mark.parametrize(
    "typed",
    [
        "03-3580-3311",
        "０３（３５８０）３３１１",
        "+81 3 3580 3311",
        "0335803311",
        "03‐3580‐3311",
        "tel:+81-3-3580-3311",
    ],
)
def test_every_way_of_writing_comes_out_as_one(typed):
    assert normal(typed) == "+81335803311"


def test_a_number_of_another_country_keeps_its_country():
    assert normal("+44 20 7946 0958") == "+442079460958"
    assert normal("020 7946 0958", "GB") == "+442079460958"


@pytest.mark.parametrize("typed", ["", "12", "no number", "+99912345678", "9" * 4000])
def test_what_nobody_could_call_is_refused(typed):
    with pytest.raises(NumberUnusable):
        normal(typed)


def test_readers_see_their_own_country_without_its_code():
    assert shown("+81335803311") == "03-3580-3311"
    assert shown("+81335803311", "GB") == "+81 3-3580-3311"
    assert shown("+442079460958") == "+44 20 7946 0958"
    assert shown("hidden") == "hidden"


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    try:
        number = normal(text)
    except NumberUnusable:
        return
    assert number.startswith("+")
    assert normal(shown(number, "GB"), "JP") == number or normal(shown(number, "GB"), "GB") == number
