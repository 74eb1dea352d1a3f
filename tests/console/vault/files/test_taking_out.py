"""Keys taken out into files for other apps: logged first, sealed where asked for, readable by the peers."""

import base64
import json

import pyotp
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.urls import reverse
from tests.fakes.accounts import add_account
from tests.fakes.vaults import KEY, lay_key

from kagimori.console.timeline.models import Entry
from kagimori.core.otp.seed import make_seed

PASSWORD = "long enough, this"
pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    account = add_account(team, "minato_coffee")
    lay_key(account)
    return account


def out(browser, account, form="uris", **more):
    where = reverse("vault:files_out", kwargs={"team": account.team.key})
    asked = {"accounts": [str(account.pk)], "form": form, "password": "", "why": "new app", "understood": "on"}
    return browser.post(where, asked | more)


def test_lines_are_read_by_a_peer(as_ai, account):
    answer = out(as_ai, account)

    theirs = pyotp.parse_uri(answer.content.decode().strip())
    assert theirs.byte_secret() == make_seed(KEY).key.reveal()
    assert (theirs.issuer, theirs.name) == ("Instagram", "minato_coffee")
    assert answer["Cache-Control"] == "no-store"
    assert "attachment" in answer["Content-Disposition"]


def test_a_sealed_file_opens_with_its_password_alone(as_ai, account):
    answer = out(as_ai, account, "aegis-sealed", password=PASSWORD)

    assert KEY.encode() not in answer.content
    vault = json.loads(answer.content)
    (slot,), params = vault["header"]["slots"], vault["header"]["params"]
    key = Scrypt(bytes.fromhex(slot["salt"]), 32, slot["n"], slot["r"], slot["p"]).derive(PASSWORD.encode())
    db = json.loads(
        opened(opened(key, slot["key_params"], bytes.fromhex(slot["key"])), params, base64.b64decode(vault["db"]))
    )
    assert db["entries"][0]["info"]["secret"] == KEY


def opened(key, params, sealed):
    return AESGCM(key).decrypt(bytes.fromhex(params["nonce"]), sealed + bytes.fromhex(params["tag"]), None)


@pytest.mark.parametrize("form", ["aegis", "2fauth", "bitwarden"])
def test_other_forms_hold_the_key(as_ai, account, form):
    assert KEY in json.dumps(json.loads(out(as_ai, account, form).content))


def test_who_took_what_out_and_why_stands_in_the_timeline(as_ai, account):
    out(as_ai, account)

    one = Entry.objects.get(kind="vault.authenticator_exported")
    assert (one.subject, one.why, one.payload["what"]) == (f"account:{account.pk}", "new app", "uris")
    assert Entry.objects.get(kind="vault.file_written").payload["count"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"why": ""},
        {"understood": ""},
        {"accounts": []},
        {"form": "csv"},
        {"form": "aegis-sealed"},
        {"form": "aegis-sealed", "password": "short"},
    ],
)
def test_without_reason_yes_or_password_nothing_leaves(as_ai, account, wrong):
    answer = out(as_ai, account, **wrong)

    assert answer.status_code == 422
    assert KEY not in answer.content.decode()
    assert not Entry.objects.filter(kind="vault.file_written").exists()


def test_an_account_of_another_team_is_no_choice(as_ai, account, other_team):
    theirs = add_account(other_team, "harbour_books")
    lay_key(theirs)

    assert out(as_ai, account, accounts=[str(theirs.pk)]).status_code == 422
