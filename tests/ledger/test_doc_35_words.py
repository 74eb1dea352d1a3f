"""DOC-35: two-step verification that cannot be switched on however often it is tried."""

import pytest
from tests.ledger.words import read


@pytest.mark.row("DOC-35", part="account status among the first questions of a plan")
@pytest.mark.parametrize(
    "text",
    [
        "何度やっても2段階認証をオンにできません",
        "two-factor cannot be switched on however often I try",
    ],
)
def test_these_words_raise_the_account_layer(text):
    (answer,) = read(text)

    assert answer["layer"][0]["id"] == "account"
    assert answer["goal"] == "setup"
    assert answer["first_step"]["id"] in {"account_status", "lock_notice"}
