"""DOC-19: bursts of log-ins and links, in people's own words."""

import pytest
from tests.ledger.words import read, share


@pytest.mark.row("DOC-19", part="the plan that holds link posts, its countdowns and its sources")
@pytest.mark.parametrize(
    ("text", "calm"),
    [
        ("短時間に大量のリンクを送ったら2段階認証が設定できない", "2段階認証が設定できない"),
        ("I posted many links in a short time and cannot turn on 2FA", "I cannot turn on 2FA"),
    ],
)
def test_bursts_of_links_raise_the_shadow_ban(text, calm):
    burst, without = read(text, calm)

    assert share(burst, "shadowban") > share(without, "shadowban")
    assert burst["layer"][0]["id"] == "account"
