"""Which language the process speaks, and where `--lang` may stand."""

import pytest

from kagimori.cli.language import choose, without_wish


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "ja"),
        (["doctor", "--lang", "en"], {"LANG": "ja_JP.UTF-8"}, "en"),
        (["--lang=ja"], {"KAGIMORI_LANG": "en"}, "ja"),
        ([], {"KAGIMORI_LANG": "en", "LANG": "ja_JP.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "ja"),
    ],
)
def test_the_first_wish_that_is_told_wins(arguments, environment, expected):
    assert choose(arguments, environment) == expected


def test_the_wish_may_stand_anywhere_and_is_taken_out():
    assert without_wish(["otp", "--lang", "en", "code", "--lang=ja", "--json"]) == ["otp", "code", "--json"]
