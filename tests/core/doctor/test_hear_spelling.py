"""Slips of the finger and sloppy forms."""

import pytest

from kagimori.core.doctor.hear_spelling import Vocabulary, respell
from kagimori.core.doctor.hear_text import normalise

KNOWN = {
    "en": Vocabulary(frozenset({"authenticator", "send", "sent", "locked", "verification"}), ("recover",)),
    "ja": Vocabulary(frozenset({"アカウント", "パスワード"}), ("",) * 0),
}


def respelt(text):
    return respell(normalise(text), KNOWN, {"wont": "won't"}).normal


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("authenticater", "authenticator"),
        ("verficiation", "verification"),
        ("sned it", "send it"),
        ("wont send", "won't send"),
        ("アカウソト", "アカウント"),
    ],
)
def test_it_puts_a_slip_right(typed, right):
    assert respelt(typed) == right


@pytest.mark.parametrize("typed", ["recovers", "sand", "blocked", "looked", "アカ", "zebra"])
def test_it_leaves_known_short_and_far_words_alone(typed):
    assert respelt(typed) == ("locked" if typed == "looked" else typed)


def test_what_was_put_right_is_still_quoted_as_typed():
    plain = respell(normalise("my authenticater is gone"), KNOWN, {})
    start = plain.normal.index("authenticator")

    assert plain.quote(start, start + len("authenticator")) == "authenticater"
