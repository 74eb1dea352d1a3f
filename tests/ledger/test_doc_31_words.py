"""DOC-31: the router at home, and codes abroad or without a signal, in people's own words."""

import pytest
from tests.ledger.words import read, three_likeliest

PLAN = "both as steps of a plan, by expected minutes"


@pytest.mark.row("DOC-31", part=PLAN)
@pytest.mark.parametrize(
    "text", ["自宅のルーターだけSMSのコードが届かない", "the code comes over 4G but not with my home router"]
)
def test_a_router_is_heard(text):
    (answer,) = read(text)

    assert "router_dns" in three_likeliest(answer)


@pytest.mark.row("DOC-31", part=PLAN)
@pytest.mark.parametrize("text", ["海外にいてSMSのコードが届きません", "I am abroad and no SMS code arrives"])
def test_whoever_is_abroad_is_led_away_from_sms(text):
    (answer,) = read(text)

    assert three_likeliest(answer)[0] == "intl_sms_block"
    assert answer["first_step"]["id"] in {"code_abroad", "number_current"}


@pytest.mark.row("DOC-31", part=PLAN)
@pytest.mark.parametrize("text", ["圏外でSMSのコードが届きません", "no signal here, so no SMS code"])
def test_no_signal_is_heard(text):
    (answer,) = read(text)

    assert three_likeliest(answer)[0] == "airplane"
