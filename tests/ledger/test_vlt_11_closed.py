"""VLT-11: the printed sheet and the encrypted file work while the console is down."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.codes import keep_codes
from tests.fakes.command import kagimori
from tests.fakes.pdfs import text_of
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.vaults import CODES

PASSPHRASE = "harbour violin cactus seventeen"


@pytest.mark.row("VLT-11")
def test_sheet_and_file_give_the_codes_where_there_is_no_console(db, tmp_path):
    ai = make_user("Ai")
    browser, account = browser_of(ai), add_account(make_team(ai, "港コーヒー"), "minato_coffee")
    keep_codes(account, ai, now=timezone.now())
    place = {"team": account.team.key, "account": account.pk}
    paper = browser.post(reverse("vault:print", kwargs=place), {"kind": "sheet", "why": "x", "language": "ja"}).content
    wish = {"passphrase": PASSPHRASE, "again": PASSPHRASE, "why": "x"}
    file = tmp_path / "vault.age"
    file.write_bytes(browser.post(reverse("vault:export", args=[account.team.key]), wish).content)

    # A home with neither data folder nor database.
    opened = kagimori("vault", "open", str(file), home=tmp_path / "nowhere", text=f"{PASSPHRASE}\n")

    for code in CODES:
        assert f"{code[:4]} {code[4:]}" in " ".join(text_of(paper).split())
        assert f"{code[:4]} {code[4:]}" in opened.stdout
