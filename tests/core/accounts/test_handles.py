"""User names as people paste them."""

import pytest

from kagimori.core.accounts.handles import HandleUnusable, normal


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("minato.coffee", "minato.coffee"),
        ("@Minato_Coffee", "minato_coffee"),
        ("＠ｍｉｎａｔｏ．ｃｏｆｆｅｅ", "minato.coffee"),
        (" minato_coffee\u3000", "minato_coffee"),
        ("https://www.instagram.com/Minato.Coffee/?hl=ja", "minato.coffee"),
        ("instagram.com/minato_coffee", "minato_coffee"),
        ("http://m.instagram.com/_u/minato_coffee#top", "minato_coffee"),
        ("https://instagram.com/stories/minato_coffee/123/", "minato_coffee"),
        ("https://ig.me/m/minato_coffee", "minato_coffee"),
    ],
)
def test_a_user_name_comes_out_in_its_one_form(typed, meant):
    assert normal(typed, longest=30) == meant


@pytest.mark.parametrize(
    "typed", ["", "@", "港コーヒー", "minato-coffee", "a" * 31, "https://www.instagram.com/p/Cabc/", "ai@example.jp"]
)
def test_what_is_no_user_name_is_refused(typed):
    with pytest.raises(HandleUnusable):
        normal(typed, longest=30)
