"""DOC-37: codes from SMS and from the app are both refused."""

import pytest
from tests.ledger.words import read, three_likeliest


@pytest.mark.row("DOC-37", part="the cache as a step within the first dozen")
@pytest.mark.parametrize(
    "text",
    [
        "SMSのコードも認証アプリのコードも両方とも無効と言われます",
        "both the SMS code and the authenticator code are refused",
    ],
)
def test_both_kinds_refused_leads_to_cache_and_clock_after_asking_about_a_hijack(text):
    (answer,) = read(text)

    assert {"clock_skew", "cache_bloat"} <= set(three_likeliest(answer))
    assert answer["first_step"] == {"id": "unknown_change_mail", "kind": "ask"}
