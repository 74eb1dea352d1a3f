"""VLT-10: codes go out encrypted and come back; each quarter they are to be counted and made anew."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.codes import keep_codes, left
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.planted import forms_of_code, found
from tests.fakes.vaults import CODES

from kagimori.console.vault.codes.queries import sheet_of
from kagimori.knowledge import load_policy

PASSPHRASE = "harbour violin cactus seventeen"


@pytest.fixture
def ai(db):
    return make_user("Ai")


@pytest.fixture
def account(ai):
    made = add_account(make_team(ai, "港コーヒー"), "minato_coffee")
    keep_codes(made, ai, now=timezone.now())
    return made


@pytest.mark.row("VLT-10")
def test_an_encrypted_export_is_read_back_into_a_new_console(ai, account):
    browser, spare = browser_of(ai), add_account(make_team(ai, "新しいチーム"), "minato_coffee")
    wish = {"passphrase": PASSPHRASE, "again": PASSPHRASE, "why": "every quarter"}

    file = browser.post(reverse("vault:export", args=[account.team.key]), wish).content
    sent = BytesIO(file)
    sent.name = "vault.age"
    looked = browser.post(reverse("vault:restore", args=[spare.team.key]), {"sent": sent, "passphrase": PASSPHRASE})
    browser.post(looked.url)

    assert found(set().union(*map(forms_of_code, CODES)), {"file": file}) == []
    assert left(spare) == len(CODES)


@pytest.mark.row("VLT-10")
def test_each_quarter_a_sheet_is_due_to_be_counted(ai, account):
    due = sheet_of(account).count_due_on - timezone.now().date()

    assert due == load_policy()["codes.count_every"].span
    assert due.days == 91
