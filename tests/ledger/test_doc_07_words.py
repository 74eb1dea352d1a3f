"""DOC-07: refused credentials, a grey button, an error and a reload, in people's own words."""

import pytest
from tests.ledger.words import read, three_likeliest

PLAN = "the remedy in the plan"


@pytest.mark.row("DOC-07", part=PLAN)
@pytest.mark.parametrize("text", ["「無効な資格情報」と出ます", "it says invalid credentials"])
def test_refused_credentials_are_a_matter_of_case_and_pasting(text):
    (answer,) = read(text)

    assert {"password_case", "paste_space"} <= set(three_likeliest(answer))


@pytest.mark.row("DOC-07", part=PLAN)
@pytest.mark.parametrize("text", ["2段階認証の設定ボタンが灰色で押せません", "the set-up button is greyed out"])
def test_a_grey_button_is_a_matter_of_waiting_for_the_sync(text):
    (answer,) = read(text)

    assert "password_sync" in three_likeliest(answer)
    assert answer["goal"] == "setup"


@pytest.mark.row("DOC-07", part=PLAN)
@pytest.mark.parametrize("text", ["エラーのあとリロードを繰り返します", "an error, and then the page reloads"])
def test_an_error_and_a_reload_are_a_matter_of_the_cache(text):
    (answer,) = read(text)

    assert "cache_bloat" in three_likeliest(answer)
