"""VLT-06: a chooser by situation, each claim with its verdict; a lost phone leads to others who have the codes."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.console.vault.authenticators import flows
from kagimori.core.otp.seed import make_seed

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def ai(db):
    return make_user("Ai")


@pytest.fixture
def team(ai):
    return make_team(ai, "港コーヒー")


@pytest.fixture
def browser(ai, team):
    return browser_of(ai)


def situation(page, id_):
    """The part of the page about one situation."""
    return page.partition(f'id="s-{id_}"')[2].partition("</section>")[0]


@pytest.mark.row("VLT-06")
def test_each_situation_has_its_apps_and_each_claim_its_verdict(browser, team):
    page = browser.get(reverse("vault:apps_chooser", args=[team.key])).content.decode()
    assert "Google Authenticator" in situation(page, "one_person")
    assert "1Password / Bitwarden" in situation(page, "on_a_computer")
    for id_ in ("one_person", "several_devices", "team", "on_a_computer", "phone_lost"):
        assert "Authy<" not in situation(page, id_)
    claim = page.partition("パソコンでコードを見られる")[2].partition("</details>")[0]
    assert "正しくない" in claim
    assert "2024年3月19日" in claim
    assert page.count("<q>") == 7
    assert page.count('class="state state-') == 7


@pytest.mark.row("VLT-06")
def test_a_lost_phone_leads_from_the_account_to_the_other_holders_and_the_codes(browser, team, ai):
    account = add_account(team, "minato_coffee")
    ben = join(team, make_user("Ben"), "admin")
    by, now = actor_of(ai), timezone.now()
    auth = flows.begin(account, make_seed(KEY), "typed", had_picture=False, by=by, now=now)
    flows.note_app(auth, "google", "Benのスマホ", ben, by=by, now=now)
    flows.finish(auth, by=by, now=now, accepted=True)

    ids = {"team": team.key, "account": account.pk}
    lost = reverse("vault:phone_lost", kwargs=ids)
    assert lost in browser.get(reverse("accounts:account", kwargs=ids)).content.decode()
    page = browser.get(lost).content.decode()
    assert page.index("Benのスマホ") < page.index("バックアップコード")
    assert "Googleアカウントに同期していれば" in page
