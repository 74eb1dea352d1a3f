"""VLT-02: a new sheet is got under guidance, by the path that is right today; it makes the old one void."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.codes import keep_codes
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.vaults import CODES

from kagimori.console.vault.models import BackupCode, CodesDraft, CodeSheet
from kagimori.knowledge import load_menus

NEW = [f"{number:08}" for number in range(31415926, 31415936)]
# The article's own way there, by its stations.
SAID = {
    "ja": ("設定", "セキュリティ", "二段階認証", "追加の設定", "バックアップコード", "新しいコードを取得"),
    "en": ("Settings", "Security", "Two-factor", "Additional settings", "Backup codes", "Get new codes"),
}


@pytest.fixture
def browser(db):
    """Ai's browser; her account has a sheet, of which eight codes are left."""
    ai = make_user("Ai")
    client = browser_of(ai)
    client.account = add_account(make_team(ai, "港コーヒー"), "minato_coffee")
    keep_codes(client.account, ai, now=timezone.now())
    return client


def at(browser, name, **ids):
    return reverse(f"vault:{name}", kwargs={"team": browser.account.team.key, "account": browser.account.pk} | ids)


def text_of(browser, address, lang):
    page = browser.get(address, headers={"accept-language": lang}).content.decode()
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", page)))


@pytest.mark.row("VLT-02")
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("os", ["ios", "android", "web"])
def test_the_page_leads_by_todays_path_and_names_what_is_often_said_beside_it(browser, lang, os):
    text = text_of(browser, f"{at(browser, 'sheet_renew')}?os={os}", lang)
    path = load_menus()["backup_codes"][os]
    said = text.split("よく言われること" if lang == "ja" else "Often said")[1]

    assert path.words.to(lang) in text
    assert f"{path.proof.checked:%Y-%m-%d}" in text
    assert ("Accounts Center" if lang == "en" else "アカウントセンター") in path.words.to(lang)
    assert all(station in said for station in SAID[lang])
    assert ("今は違います" if lang == "ja" else "Not so any more") in said


@pytest.mark.row("VLT-02")
def test_the_guide_ends_in_pasting_and_the_new_sheet_retires_the_old_one(browser):
    assert at(browser, "sheet_new") in browser.get(at(browser, "sheet_renew")).content.decode()
    browser.post(at(browser, "sheet_new"), {"text": "\n".join(NEW)})
    browser.post(at(browser, "sheet_check", pasted=CodesDraft.objects.get().pk), {})

    old, new = CodeSheet.objects.order_by("generation")
    assert old.retired_at
    assert old.retired_why == "replaced"
    assert (new.retired_at, new.size) == (None, len(NEW))
    assert set(old.codes.values_list("state", flat=True)) == {"retired"}
    taken = browser.post(at(browser, "code_use"), {"purpose": "login"}, follow=True).content.decode()
    assert "31415926" in re.sub(r"</span><span>", "", taken)
    refused = browser.post(at(browser, "code_paper"), {"which": CODES[0], "worked": "yes"}, follow=True)
    assert refused.status_code == 200
    assert not BackupCode.objects.filter(state="used").exists()
