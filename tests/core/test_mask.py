"""What may be kept of a person's own words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.mask import BLOT, mask


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("code 123456 refused", f"code {BLOT} refused"),
        ("code 123 456 refused", f"code {BLOT} refused"),
        ("コードは１２３４５６です", f"コードは{BLOT}です"),
        ("080-1234-5678に届かない", f"{BLOT}に届かない"),
        ("+81 80 1234 5678", BLOT),
        ("backup 1234 5678", f"backup {BLOT}"),
        ("mail ai@example.com please", f"mail {BLOT} please"),
        ("メールはai@example.jpです", f"メールは{BLOT}です"),
        ("otpauth://totp/IG:ai?secret=JBSWY3DPEHPK3PXP&issuer=IG", BLOT),
        ("key JBSW Y3DP EHPK 3PXP", f"key {BLOT}"),
        ("my password is sakura!", f"my password is {BLOT}"),
        ("Password: hana2", f"Password: {BLOT}"),
        ("パスワードは「sakura」です", f"パスワードは「{BLOT}」です"),
    ],
)
def test_it_blots_out_what_must_not_be_kept(typed, kept):
    assert mask(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "my password is wrong, it says try again in 24 hours",
        "パスワードは合ってるはずなのに",
        "I bought an iPhone 15 in 2024",
        "6桁のコードが来ない",
        "please help somebody took over this account yesterday",
    ],
)
def test_it_leaves_what_tells_of_the_trouble(typed):
    assert mask(typed) == typed


@given(st.text(max_size=400))
def test_no_six_digits_in_a_row_survive(typed):
    assert not re.search(r"\d{6}", mask(typed))


@given(st.integers(min_value=100_000, max_value=10**15), st.text(max_size=40), st.text(max_size=40))
def test_a_number_is_gone_whatever_stands_around_it(number, before, after):
    assert str(number) not in mask(before + str(number) + after)


@given(st.text(max_size=200))
def test_what_is_masked_once_holds_nothing_more_to_mask(typed):
    assert mask(mask(typed)) == mask(typed)


@pytest.mark.parametrize("piece", ["1 ", "a@", "password is ", "AAAA ", "1-", "otpauth:", "パスワードは"])
def test_a_long_hostile_text_takes_no_longer_than_its_length(piece):
    assert isinstance(mask(piece * 4000), str)
