"""DOC-36: white from the start, or no field for the code; white after the code is another matter."""

import pytest
from tests.ledger.words import read, share, three_likeliest

PLAN = "the steps to both versions in the plan"


@pytest.mark.row("DOC-36", part=PLAN)
@pytest.mark.parametrize(
    "text",
    [
        "認証画面が最初から真っ白です",
        "コードの入力欄が表示されません",
        "the verification page is blank right from the start",
        "there is no field to enter the code",
    ],
)
def test_white_from_the_start_or_no_field_leads_to_the_versions(text):
    (answer,) = read(text)

    assert three_likeliest(answer)[0] == "app_outdated"
    assert "os_old" in three_likeliest(answer)


@pytest.mark.row("DOC-36", part=PLAN)
def test_white_after_the_code_stays_with_the_vpn():
    after, start = read("コードを入れた後に画面が真っ白", "最初から画面が真っ白")

    assert share(after, "vpn") > share(start, "vpn")
    assert three_likeliest(after)[0] == "vpn"
