"""DOC-14: no SMS, an invalid code, a white page after the code, in people's own words."""

import pytest
from tests.ledger.words import read, three_likeliest

PLAN = "the remedy in the plan"


@pytest.mark.row("DOC-14", part=PLAN)
@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("SMSのコードが届かない", "sms_filter"),
        ("the SMS with the code does not arrive", "sms_filter"),
        ("6桁のコードが無効と出る", "clock_skew"),
        ("it says the six-digit code is invalid", "clock_skew"),
        ("コードを入れた後、画面が真っ白になります", "vpn"),
        ("after I enter the code the page goes white", "vpn"),
    ],
)
def test_the_symptoms_own_words_put_its_cause_among_three(text, cause):
    (answer,) = read(text)

    assert cause in three_likeliest(answer)
