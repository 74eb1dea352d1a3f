"""Keys in base32 as people copy them, and the shapes that are refused."""

from base64 import b32encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.errors import SeedShape
from kagimori.core.otp.seed import LONGEST_KEY_SIGNS, check_algorithm, decode_key, encode_key, make_seed
from kagimori.core.secret import Secret


@given(st.binary(min_size=1, max_size=80))
def test_a_key_comes_back_as_it_went_out(key):
    assert decode_key(encode_key(Secret(key)).reveal().decode()) == key


@given(st.binary(min_size=1, max_size=40))
def test_blanks_hyphens_padding_and_case_do_not_matter(key):
    text = b32encode(key).decode().lower()
    grouped = " ".join(text[i : i + 4] for i in range(0, len(text), 4))

    assert decode_key(grouped + "\n") == decode_key("-".join(text)) == key


@pytest.mark.parametrize(
    "text", ["", "=", "AAAA1AAA", "AAAA_AAA", "+AAAAAAA", "あAAA", "AAAAАAAA", "A" * 17, "A", "AAA"]
)
def test_it_refuses_what_is_no_key_and_names_the_field(text):
    with pytest.raises(SeedShape) as caught:
        decode_key(text)

    assert caught.value.fields["field"] == "secret"
    assert text not in str(caught.value) or len(text) < 2


def test_it_says_where_the_wrong_sign_stands():
    with pytest.raises(SeedShape) as caught:
        decode_key("ABCD 0FGH")

    assert caught.value.fields["found"] == "#6"


def test_it_refuses_a_key_that_is_longer_than_any():
    with pytest.raises(SeedShape):
        decode_key("A" * (LONGEST_KEY_SIGNS + 8))


@given(st.text(max_size=60))
def test_any_text_is_a_key_or_refused(text):
    with suppress(SeedShape):
        assert decode_key(text)


@pytest.mark.parametrize(
    ("shape", "field"),
    [
        ({"digits": 5}, "digits"),
        ({"digits": 9}, "digits"),
        ({"digits": True}, "digits"),
        ({"digits": "6"}, "digits"),
        ({"period_s": 0}, "period"),
        ({"period_s": 86_401}, "period"),
        ({"period_s": 30.0}, "period"),
        ({"algorithm": "MD5"}, "algorithm"),
        ({"algorithm": None}, "algorithm"),
    ],
)
def test_it_refuses_a_shape_that_no_app_makes(shape, field):
    with pytest.raises(SeedShape) as caught:
        make_seed("GEZDGNBVGY3TQOJQ", **shape)

    assert caught.value.fields["field"] == field


@pytest.mark.parametrize("name", ["SHA256", "sha-256", "HmacSHA256", "Sha256"])
def test_it_knows_a_hash_by_its_common_names(name):
    assert check_algorithm(name) == "sha256"


def test_a_seed_hides_its_key_when_printed():
    seed = make_seed("GEZDGNBVGY3TQOJQ")

    assert "1234" not in repr(seed)
    assert "GEZD" not in repr(seed)
