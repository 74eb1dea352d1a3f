"""The encrypted file on pages: written, refused, looked at, read back."""

from io import BytesIO

import pytest
from django.urls import reverse
from tests.fakes.accounts import add_account
from tests.fakes.codes import left
from tests.fakes.people import browser_of, join, make_team, make_user
from tests.fakes.planted import forms_of_code, forms_of_key, forms_of_text, found
from tests.fakes.vaults import CODES, KEY

from kagimori.console.notices.models import Notice
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.codes.queries import sheet_of
from kagimori.console.vault.models import KeysDraft
from kagimori.core.secret import Secret
from kagimori.core.vault import export as form
from kagimori.gateways import age

pytestmark = pytest.mark.django_db
PASSPHRASE = "harbour violin cactus seventeen"
ENGLISH = {"headers": {"accept-language": "en"}}


def wish(**changes):
    return {"passphrase": PASSPHRASE, "again": PASSPHRASE, "why": "for the bank"} | changes


def export(browser, team, **changes):
    return browser.post(reverse("vault:export", args=[team.key]), wish(**changes), **ENGLISH)


def sent(browser, team, content, passphrase=PASSPHRASE):
    file = BytesIO(content)
    file.name = "vault.age"
    return browser.post(reverse("vault:restore", args=[team.key]), {"sent": file, "passphrase": passphrase}, **ENGLISH)


def read(content):
    return form.read(age.unlock(content, Secret(PASSPHRASE.encode())))


def test_the_file_opens_with_the_passphrase_and_holds_no_code_in_clear(as_ai, team, account):
    answer = export(as_ai, team, keys="on")

    assert answer.headers["Content-Disposition"].endswith('.age"')
    assert "no-store" in answer.headers["Cache-Control"]
    (one,) = read(answer.content).accounts
    assert [code.value.reveal().decode() for code in one.sheet.codes] == list(CODES)
    assert KEY in one.key.reveal().decode()
    forms = set().union(forms_of_key(KEY), *map(forms_of_code, CODES))
    assert found(forms, {"file": answer.content}) == []


def test_keys_are_in_it_only_where_that_was_ticked(as_ai, team, account):
    assert read(export(as_ai, team).content).accounts[0].key is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"passphrase": "cactus 17", "again": "cactus 17"}, "too short"),
        ({"again": PASSPHRASE + "."}, "not the same"),
        ({"passphrase": "minato_coffee 2026!", "again": "minato_coffee 2026!"}, "a name"),
        ({"why": ""}, "required"),
    ],
)
def test_a_weak_passphrase_or_no_reason_is_refused_and_never_written_back(as_ai, team, account, changes, said):
    answer = export(as_ai, team, **changes)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    typed = changes.get("passphrase", PASSPHRASE)
    assert found(forms_of_text(typed), {"page": answer.content}) == []
    assert not Entry.objects.filter(kind="vault.exported").exists()


def test_where_the_deed_cannot_be_logged_no_file_leaves(as_ai, team, account, monkeypatch):
    def fails(*_args, **_kwargs):
        raise OSError("no room on the disk")

    as_ai.raise_request_exception = False
    monkeypatch.setattr("kagimori.console.accounts.flows.telling.append", fails)

    answer = export(as_ai, team)

    assert answer.status_code == 500
    assert age.MAGIC not in answer.content


def test_only_chosen_accounts_go_out_and_none_of_another_team(as_ai, ai, team, account, other_team):
    theirs = add_account(other_team, "harbour_books")

    assert export(as_ai, team, accounts=[str(theirs.pk)]).status_code == 422
    assert [one.handle for one in read(export(as_ai, team, accounts=[str(account.pk)]).content).accounts] == [
        "minato_coffee"
    ]


def test_who_may_not_manage_codes_gets_no_file(team, account):
    seer = make_user("Dan")
    join(team, seer, "viewer")

    assert export(browser_of(seer), team).status_code == 403


def test_the_page_names_the_cipher(as_ai, team, account):
    page = as_ai.get(reverse("vault:export", args=[team.key]), **ENGLISH).content.decode()

    assert "ChaCha20-Poly1305" in page
    assert "scrypt" in page


def test_a_file_is_looked_at_first_and_then_read_back(as_ai, ai, team, account):
    content = export(as_ai, team, keys="on").content
    spare = make_team(ai, "Spare")
    target = add_account(spare, "minato_coffee")

    answer = sent(as_ai, spare, content)
    page = as_ai.get(answer.url, **ENGLISH)

    assert "8 come back as a new sheet" in page.content.decode()
    assert "its key comes back" in page.content.decode()
    assert sheet_of(target) is None
    forms = set().union(forms_of_key(KEY), *map(forms_of_code, CODES))
    row = KeysDraft.objects.get()
    assert found(forms, {"page": page.content, "draft": bytes(row.sealed), "shown": str(row.shown)}) == []

    as_ai.post(answer.url)

    assert left(target) == 8
    assert not KeysDraft.objects.exists()


def test_it_can_be_left_as_it_is(as_ai, ai, team, account):
    content = export(as_ai, team).content
    answer = sent(as_ai, team, content)

    as_ai.post(answer.url, {"forget": "1"})

    assert not KeysDraft.objects.exists()
    assert not Entry.objects.filter(kind="vault.read_back").exists()


def test_nobody_else_sees_what_waits(as_ai, team, account):
    join(team, fay := make_user("Fay"), "owner")
    answer = sent(as_ai, team, export(as_ai, team).content)

    assert browser_of(fay).get(answer.url).url == reverse("vault:restore", args=[team.key])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "damaged"),
        (age.MAGIC + b"\n-> scrypt", "damaged"),
    ],
)
def test_what_is_no_such_file_is_refused(as_ai, team, account, content, said):
    answer = sent(as_ai, team, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_wrong_passphrase_is_told_beside_its_field(as_ai, team, account):
    answer = sent(as_ai, team, export(as_ai, team).content, "another one that is long")

    assert answer.status_code == 422
    assert "passphrase is wrong" in answer.content.decode()
    assert not KeysDraft.objects.exists()


def test_a_foreign_document_is_refused(as_ai, team, account):
    answer = sent(as_ai, team, age.lock(Secret(b'{"format": "other"}'), Secret(PASSPHRASE.encode())))

    assert answer.status_code == 422
    assert "no export" in answer.content.decode()


def test_a_file_of_9_mb_is_refused_on_the_page(as_ai, team, account):
    answer = sent(as_ai, team, b"x" * (9 * 1024 * 1024))

    assert answer.status_code == 422
    assert "kagimori vault restore" in answer.content.decode()
    assert not Notice.objects.exists()
