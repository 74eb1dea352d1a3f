"""A new sheet on the pages: pasted or from a file, looked at without a value, then kept; where it lies, and counted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.console.vault.sheets.conftest import read, sent
from tests.fakes.accounts import actor_of
from tests.fakes.vaults import CODES

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.people.models import Person
from kagimori.console.vault.codes import flows
from kagimori.console.vault.models import BackupCode, CodesDraft, CodeSheet, SheetPlace

pytestmark = pytest.mark.django_db
TEN = tuple(f"{number:08}" for number in range(31415926, 31415936))
PASTED = "\n".join([*[f"• {code[:4]} {code[4:]}" for code in TEN], TEN[0], "1234567"])


def kept(browser, at, text=PASTED):
    """Paste, look, keep; return the page of the look."""
    page = sent(browser, at("sheet_new"), {"text": text})
    draft = CodesDraft.objects.get()
    assert browser.post(at("sheet_check", pasted=draft.pk), {"issued_on": "2026-11-20"}).status_code == 302
    return page


def test_what_was_found_is_told_before_anything_is_kept_and_no_value_with_it(as_ai, at):
    page = sent(as_ai, at("sheet_new"), {"text": PASTED})

    assert "10 codes were found." in page
    assert "1 stood there twice" in page
    assert "Line 12: fewer than 8 digits" in page
    assert not any(code in page or f"{code[:4]} {code[4:]}" in page for code in (*TEN, "1234567"))
    assert not CodeSheet.objects.exists()


def test_a_yes_keeps_them_and_leads_to_where_they_lie(as_ai, at, account):
    sent(as_ai, at("sheet_new"), {"text": PASTED})
    page = sent(as_ai, at("sheet_check", pasted=CodesDraft.objects.get().pk), {"issued_on": "2026-11-20"})

    sheet = CodeSheet.objects.get()
    assert (sheet.size, str(sheet.issued_on)) == (10, "2026-11-20")
    assert InstagramAccount.objects.get(pk=account.pk).codes_left == 10
    assert "Where the sheet lies" in page
    assert "Delete the screenshot" in page
    assert not CodesDraft.objects.exists()


def test_a_file_is_read_as_what_is_pasted(as_ai, at):
    file = SimpleUploadedFile("codes.csv", "\ufeff1,31415926\r\n2,27182818\r\n".encode("utf-16-le"))
    page = sent(as_ai, at("sheet_new"), {"file": file})

    assert "2 codes were found." in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"text": "  "}, "Paste the codes, or choose a file."),
        ({"text": "nothing of the kind"}, "No code of 8 digits was found"),
        ({"text": "1 " * 20_001}, "at most"),
        ({"file": SimpleUploadedFile("codes.txt", b"0" * 100_001)}, "too big for a list of codes"),
        ({"file": SimpleUploadedFile("codes.png", b"\x89PNG\r\n\x1a\n\0\0\0\xff" * 9)}, "text"),
    ],
)
def test_what_holds_no_codes_is_refused_in_place(as_ai, at, data, said):
    answer = as_ai.post(at("sheet_new"), data, headers={"accept-language": "en"})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not CodesDraft.objects.exists()


def test_codes_that_could_not_be_read_are_not_written_back(as_ai, at):
    answer = as_ai.post(at("sheet_new"), {"text": "3141592 2718281"})

    assert "3141592" not in answer.content.decode()


def test_old_codes_are_named(as_ai, at, sheet):
    page = sent(as_ai, at("sheet_new"), {"text": f"{CODES[0]}\n31415926\n27182818"})

    assert "1 is known from an older sheet" in page
    assert f"They replace sheet No. {sheet.generation}" in page


def test_somebody_elses_paste_is_nobodys(as_ai, at, ben, account):
    draft = flows.read_codes(account, TEN[0], by=actor_of(ben), now=timezone.now())

    assert as_ai.get(at("sheet_check", pasted=draft.pk)).status_code == 404
    as_ai.post(at("sheet_check", pasted=draft.pk), {})
    assert not CodeSheet.objects.exists()


def test_a_second_yes_keeps_nothing_twice_and_says_so(as_ai, at):
    kept(as_ai, at)
    gone = "00000000-0000-0000-0000-000000000001"

    assert "Paste it again." in sent(as_ai, at("sheet_check", pasted=gone), {})
    assert CodeSheet.objects.count() == 1


def test_a_day_to_come_is_no_day_on_which_codes_were_made(as_ai, at):
    sent(as_ai, at("sheet_new"), {"text": PASTED})
    page = sent(as_ai, at("sheet_check", pasted=CodesDraft.objects.get().pk), {"issued_on": "2999-01-01"})

    assert "This day is still to come." in page
    assert not CodeSheet.objects.exists()


def test_both_places_are_asked_for_until_both_are_there(as_ai, at, sheet, ai, account):
    assert "No copy in a password manager" in read(as_ai, at("codes"))
    owner = Person.objects.get(user=ai)
    sent(as_ai, at("sheet_places"), {"kind": "manager", "words": "vault Marketing", "person": owner.pk})
    page = read(as_ai, at("codes"))
    assert "No copy in a password manager" not in page
    assert "No copy on paper" in page
    sent(as_ai, at("sheet_places"), {"kind": "safe", "words": "third floor", "person": ""})

    page = read(as_ai, at("codes"))
    assert "No copy" not in page
    assert "third floor" in page
    row = InstagramAccount.objects.get(pk=account.pk)
    assert (row.codes_digital, row.codes_on_paper) == (1, 1)


def test_a_place_that_is_gone_is_missing_again(as_ai, at, sheet, ai):
    place = flows.note_place(sheet, "safe", words="", person=None, by=actor_of(ai), now=timezone.now())
    page = sent(as_ai, at("sheet_place_end", kept=place.pk))

    assert "missing" in page
    assert SheetPlace.objects.get().gone_at
    assert as_ai.post(at("sheet_place_end", kept=place.pk)).status_code == 404


def test_another_teams_person_holds_no_sheet_of_ours(as_ai, at, sheet, chika, other_team):
    stranger = Person.objects.get(user=chika)
    answer = as_ai.post(at("sheet_places"), {"kind": "safe", "words": "", "person": stranger.pk})

    assert answer.status_code == 422
    assert not SheetPlace.objects.exists()


@pytest.mark.usefixtures("sheet")
def test_an_equal_count_is_said_and_a_different_one_raises_the_alarm(as_ai, at):
    assert "both 8" in sent(as_ai, at("sheet_count"), {"shown": 8})
    page = sent(as_ai, at("sheet_count"), {"shown": 6})

    assert "Instagram shows 6, here stand 8." in page
    assert at("sheet_renew") in page


@pytest.mark.usefixtures("sheet")
def test_a_sheet_that_was_seen_is_made_void(as_ai, at, account):
    as_ai.post(at("sheet_retire"), {"why": "leaked"})

    assert CodeSheet.objects.get().retired_why == "leaked"
    assert set(BackupCode.objects.values_list("state", flat=True)) == {"retired"}
    assert InstagramAccount.objects.get(pk=account.pk).codes_left is None
    assert "Get them at Instagram" in read(as_ai, at("codes"))


def test_a_void_sheet_needs_a_reason(as_ai, at, sheet):
    as_ai.post(at("sheet_retire"), {})

    sheet.refresh_from_db()
    assert sheet.retired_at is None


@pytest.mark.usefixtures("sheet")
def test_the_panel_of_the_account_shows_what_is_left_and_leads_on(as_ai, at, account):
    url = reverse("accounts:account", kwargs={"team": account.team.key, "account": account.pk})
    page = read(as_ai, url)

    assert "8 of 8 codes left" in page
    assert at("code_use") in page
