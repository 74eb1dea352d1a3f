"""Authenticators brought over from another app's files, as a person goes through the pages."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.console.vault.authenticators.test_reading_keys import picture
from tests.fakes.accounts import add_account
from tests.fakes.vaults import KEY, lay_key

from kagimori.console.timeline.models import Entry
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.models import Authenticator, KeysDraft

FIXTURES = Path(__file__).parents[3] / "vectors" / "otp_files"
EXPECTED = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
OTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
COFFEE = f"otpauth://totp/Instagram:minato_coffee?secret={KEY}&issuer=Instagram"
MAIL = f"otpauth://totp/Mail:ai%40example.jp?secret={OTHER}&issuer=Mail"
pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def other(team):
    return add_account(team, "minato_tea")


def at(team, name="files", **more):
    return reverse(f"vault:{name}", kwargs={"team": team.key, **more})


def send(browser, team, *files, password="", name="files", **more):
    sent = [SimpleUploadedFile(name, raw if isinstance(raw, bytes) else raw.encode()) for name, raw in files]
    return browser.post(at(team, name, **more), {"sent": sent, "password": password})


def keep(browser, answer, **chosen):
    return browser.post(answer.url, chosen)


def test_a_key_of_an_app_in_use_is_kept_and_used(as_ai, team, account):
    read = send(as_ai, team, ("aegis.txt", f"{COFFEE}\n{MAIL}"))
    page = as_ai.get(read.url).content.decode()

    assert f'<option value="{account.pk}" selected>@minato_coffee</option>' in page
    assert page.count("selected") == 1
    assert "Instagram – minato_coffee" in page
    assert KEY not in page
    assert OTHER not in page

    done = keep(as_ai, read, **{"account-0": str(account.pk), "used-0": "on"})

    assert done.url == at(team, "authenticator", account=account.pk)
    assert queries.living(account).way == "file"
    assert not KeysDraft.objects.exists()
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"vault.file_read", "vault.authenticator_begun", "vault.authenticator_kept"} <= kinds


def test_beside_a_key_in_use_another_one_waits_to_be_proven(as_ai, team, account):
    before = lay_key(account, OTHER)
    read = send(as_ai, team, ("a", COFFEE))

    done = keep(as_ai, read, **{"account-0": str(account.pk), "used-0": "on"})

    assert done.url == at(team, "authenticator_setup", account=account.pk)
    assert queries.living(account) == before
    assert queries.pending(account) is not None


def test_a_key_that_nobody_uses_yet_waits_to_be_proven(as_ai, team, account):
    keep(as_ai, send(as_ai, team, ("a", COFFEE)), **{"account-0": str(account.pk)})

    assert queries.living(account) is None
    assert queries.pending(account) is not None


def test_a_key_that_is_known_already_is_said_and_not_chosen(as_ai, team, account):
    lay_key(account)
    read = send(as_ai, team, ("a", COFFEE))

    page = as_ai.get(read.url).content.decode()
    assert "@minato_coffee" in page
    assert "selected" not in page

    again = keep(as_ai, read, **{"account-0": str(account.pk)})
    assert again.status_code == 422
    assert Authenticator.objects.count() == KeysDraft.objects.count() == 1


def test_one_refused_entry_keeps_none(as_ai, team, account, other):
    lay_key(other, OTHER)
    read = send(as_ai, team, ("a", f"{COFFEE}\n{MAIL}"))

    done = keep(as_ai, read, **{"account-0": str(account.pk), "account-1": str(other.pk)})

    assert done.status_code == 422
    assert "@minato_tea" in done.content.decode()
    assert queries.pending(account) is None


@pytest.mark.parametrize("chosen", [{}, {"account-0": "x"}, {"account-7": "ours"}])
def test_without_a_choice_nothing_is_kept(as_ai, team, account, chosen):
    read = send(as_ai, team, ("a", COFFEE))
    chosen = {name: value.replace("ours", str(account.pk)) for name, value in chosen.items()}

    assert keep(as_ai, read, **chosen).status_code == 422
    assert not Authenticator.objects.exists()


def test_two_entries_for_one_account_are_refused(as_ai, team, account):
    read = send(as_ai, team, ("a", f"{COFFEE}\n{MAIL}"))

    done = keep(as_ai, read, **{"account-0": str(account.pk), "account-1": str(account.pk)})

    assert done.status_code == 422
    assert not Authenticator.objects.exists()


def test_what_was_read_is_its_readers_alone_and_ends(as_ai, as_ben, team, account):
    read = send(as_ai, team, ("a", COFFEE))

    assert as_ben.get(read.url).status_code == 302
    assert as_ai.get(read.url).status_code == 200
    KeysDraft.objects.update(until=KeysDraft.objects.get().made_at - timedelta(minutes=1))
    assert as_ai.get(read.url).status_code == 302
    assert keep(as_ai, read, **{"account-0": str(account.pk)}).status_code == 302
    assert not Authenticator.objects.exists()


def test_what_was_read_can_be_forgotten(as_ai, team):
    read = send(as_ai, team, ("a", COFFEE))

    as_ai.post(read.url + "forget")

    assert not KeysDraft.objects.exists()


def test_a_sealed_file_asks_for_its_password_and_opens_with_it(as_ai, team):
    raw, told = (FIXTURES / "aegis_sealed.json").read_bytes(), EXPECTED["aegis_sealed.json"]

    without = send(as_ai, team, ("aegis.json", raw))
    wrong = send(as_ai, team, ("aegis.json", raw), password="wrong wrong")

    assert (without.status_code, wrong.status_code) == (422, 422)
    assert 'id="id_password_error"' in without.content.decode()
    assert "wrong wrong" not in wrong.content.decode()
    page = as_ai.get(send(as_ai, team, ("aegis.json", raw), password=told["password"]).url).content.decode()
    assert "Instagram – ai" in page
    assert "Steam / dai" in page  # of no use at Instagram, and named


def test_pictures_of_one_transfer_belong_together_in_any_order(as_ai, team, account):
    parts = [(f"{n}.png", (FIXTURES / f"google_part_{n}.png").read_bytes()) for n in (3, 1, 2)]

    missing = send(as_ai, team, *parts[:2])
    assert missing.status_code == 422
    assert "2" in missing.content.decode()
    assert not KeysDraft.objects.exists()

    read = send(as_ai, team, *parts)
    assert "Instagram – ai" in as_ai.get(read.url).content.decode()
    keep(as_ai, read, **{"account-0": str(account.pk), "used-0": "on"})
    assert queries.picture_left(account) is not None


def test_a_picture_of_one_code_is_read_too(as_ai, team):
    assert send(as_ai, team, ("qr.png", picture(COFFEE))).status_code == 302


def test_from_an_accounts_page_the_only_entry_of_instagram_is_its_own(as_ai, team, account):
    uri = f"otpauth://totp/Instagram:somebody?secret={KEY}"

    read = send(as_ai, team, ("a", uri), name="files_of_account", account=account.pk)

    assert f'<option value="{account.pk}" selected>' in as_ai.get(read.url).content.decode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello, this is nothing",
        b'{"authenticator_tokens": [{"encrypted_seed": "x"}]}',
        b"otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ&image=https%3A%2F%2F127.0.0.1%2Fx.png",
        b"\x89PNG\r\n\x1a\n broken",
        (FIXTURES / "aegis_plain.json").read_bytes()[:200],
        f"otpauth://hotp/a?secret={OTHER}&counter=1".encode(),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_kept(as_ai, team, raw):
    answer = (
        send(as_ai, team, ("good.txt", COFFEE), ("strange.bin", raw))
        if raw[:13] != b"otpauth://hot"
        else send(as_ai, team, ("strange.bin", raw))
    )

    assert answer.status_code == 422
    assert not KeysDraft.objects.exists()
    assert OTHER not in answer.content.decode()


def test_files_that_are_too_large_together_are_refused(as_ai, team, settings):
    settings.UPLOAD_MOST = 1000

    answer = send(as_ai, team, ("a", COFFEE), ("b", b"x" * 999))

    assert answer.status_code == 422
    assert not KeysDraft.objects.exists()


def test_no_key_lies_in_the_clear_anywhere(as_ai, team):
    send(as_ai, team, ("a", COFFEE))

    draft = KeysDraft.objects.get()
    assert KEY.encode() not in bytes(draft.sealed)
    assert KEY not in json.dumps(draft.shown)
