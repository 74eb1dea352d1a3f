"""VLT-03: a printable sheet as PDF, with a record of who printed it and where it lies."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.codes import keep_codes
from tests.fakes.pdfs import text_of
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.vaults import CODES

LIES = "fire-proof safe, 3rd floor"


@pytest.mark.row("VLT-03")
def test_a_sheet_is_printed_and_the_record_says_by_whom_and_where_it_lies(db):
    ai = make_user("Ai")
    browser, account = browser_of(ai), add_account(make_team(ai, "港コーヒー"), "minato_coffee")
    keep_codes(account, ai, now=timezone.now())
    place = {"team": account.team.key, "account": account.pk}
    missing = "No copy on paper"
    codes = reverse("vault:codes", kwargs=place)
    assert missing in browser.get(codes, headers={"accept-language": "en"}).content.decode()

    wish = {
        "kind": "sheet",
        "why": "the safe",
        "place": "safe",
        "words": "fire-proof safe, 3rd floor",
        "language": "ja",
    }
    text = " ".join(text_of(browser.post(reverse("vault:print", kwargs=place), wish).content).split())
    record = browser.get(reverse("vault:papers", kwargs=place), headers={"accept-language": "en"}).content.decode()

    assert all(f"{code[:4]} {code[4:]}" in text for code in CODES)
    assert "水に強い紙" in text
    assert LIES in record
    assert "Ai" in record
    assert not any(code in record or f"{code[:4]} {code[4:]}" in record for code in CODES)
    assert missing not in browser.get(codes, headers={"accept-language": "en"}).content.decode()
