"""VLT-03: codes in two places, in the cloud and on paper; the cipher is named, and nothing lies about in clear."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.codes import keep_codes
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.planted import forms_of_code
from tests.fakes.vaults import CODES

from kagimori.core.vault.keyset import TEMPLATES, Kind


@pytest.fixture
def browser(db):
    """Ai's browser; her account has a sheet."""
    ai = make_user("Ai")
    client = browser_of(ai)
    client.account = add_account(make_team(ai, "港コーヒー"), "minato_coffee")
    keep_codes(client.account, ai, now=timezone.now())
    return client


def at(browser, name):
    return reverse(f"vault:{name}", kwargs={"team": browser.account.team.key, "account": browser.account.pk})


def page(browser, name):
    return browser.get(at(browser, name), headers={"accept-language": "en"}).content.decode()


@pytest.mark.row("VLT-03")
def test_both_places_are_asked_for_and_a_missing_one_is_flagged_until_it_is_there(browser):
    missing = ("No copy in a password manager", "No copy on paper")
    assert all(word in page(browser, "codes") for word in missing)
    overview = reverse("vault:overview", kwargs={"team": browser.account.team.key})
    assert all(word in browser.get(overview, headers={"accept-language": "en"}).content.decode() for word in missing)

    browser.post(at(browser, "sheet_places"), {"kind": "manager", "words": "1Password, Marketing"})
    assert [word in page(browser, "codes") for word in missing] == [False, True]
    browser.post(at(browser, "sheet_places"), {"kind": "safe", "words": "fire-proof safe, waterproof paper"})

    assert not any(word in page(browser, "codes") for word in missing)
    assert "fire-proof safe" in page(browser, "codes")


@pytest.mark.row("VLT-03")
def test_the_page_names_the_cipher_that_seals_the_codes(browser):
    assert "XChaCha20-Poly1305" in page(browser, "codes")
    assert TEMPLATES[Kind.SEAL].type_url.endswith("XChaCha20Poly1305Key")


@pytest.mark.row("VLT-03")
def test_neither_a_dump_nor_the_data_folder_holds_a_code_in_clear(browser, tmp_path, settings):
    browser.post(at(browser, "code_use"), {"purpose": "login"}, follow=True)
    dump = tmp_path / "dump.json"
    call_command("dumpdata", output=str(dump))
    raw = dump.read_bytes()
    if connection.vendor == "sqlite":
        raw += "\n".join(connection.connection.iterdump()).encode()

    assert "minato_coffee" in raw.decode()
    assert not [form for code in CODES for form in forms_of_code(code) if form in raw]
