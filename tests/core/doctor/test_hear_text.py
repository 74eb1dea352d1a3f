"""The comparable form of a text and the way back to the person's own characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.doctor.hear_text import LIMIT_BYTES, normalise


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("ﾊﾟｽﾜｰﾄﾞ", "パスワード"),
        ("ＳＭＳ１２３", "sms123"),
        ("can’t", "can't"),
        ("a\u200bb\u0007c", "abc"),
        ("多　い   blanks", "多 い blanks"),
        ("髙橋", "高橋"),
    ],
)
def test_it_makes_widths_cases_and_rare_forms_equal(typed, normal):
    assert normalise(typed).normal == normal


def test_it_quotes_the_persons_own_characters():
    plain = normalise("私のﾊﾟｽﾜｰﾄﾞが")
    start = plain.normal.index("パスワード")

    assert plain.quote(start, start + len("パスワード")) == "ﾊﾟｽﾜｰﾄﾞ"


def test_a_full_stop_inside_a_word_ends_no_sentence():
    plain = normalise("see mail.com now. then")

    assert plain.sentence[0] == plain.sentence[plain.normal.index("now")]
    assert plain.sentence[0] != plain.sentence[plain.normal.index("then")]


def test_it_reads_eight_kilobytes_and_says_that_it_cut():
    plain = normalise("あ" * LIMIT_BYTES)

    assert plain.cut
    assert len(plain.normal.encode()) <= LIMIT_BYTES


@given(st.text())
def test_every_character_has_a_place_in_the_original(typed):
    plain = normalise(typed)

    assert len(plain.normal) == len(plain.origin) == len(plain.sentence)
    assert list(plain.origin) == sorted(plain.origin)
    assert all(0 <= place < len(plain.original) for place in plain.origin)
