"""DOC-13: a low-cost SIM that bars international SMS, in people's own words."""

import pytest
from tests.ledger.words import read, three_likeliest


@pytest.mark.row("DOC-13", part="the ways out of it weighed with their minutes")
@pytest.mark.parametrize(
    "text",
    [
        "格安SIMで国際SMSが受信拒否になっていて、コードが届きません",
        "budget SIM, international SMS is barred, and the code never comes",
    ],
)
def test_a_low_cost_line_that_bars_international_sms_stands_first(text):
    (answer,) = read(text)

    assert three_likeliest(answer)[0] == "intl_sms_block"
    assert answer["layer"][0]["id"] == "sms"
