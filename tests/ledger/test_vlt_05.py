"""VLT-05: one QR code for several apps, each asked for its code; they agree; apps and holders stand by the account."""

import re
import time

import pytest
from django.urls import reverse
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.console.vault.models import App
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at
from kagimori.core.otp.uri import read_uri
from kagimori.knowledge import load_policy

KEY, OTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"
APPS = (("google", "Aiのスマホ"), ("microsoft", "Benのスマホ"), ("authy", "店のタブレット"))


@pytest.fixture
def browser(db):
    """Ai's browser; Ben is in her team."""
    ai = make_user("Ai")
    team = make_team(ai, "港コーヒー")
    people = [join(team, make_user(name), "admin") for name in ("Ben", "Dai")]
    client = browser_of(ai)
    client.account, client.people = add_account(team, "minato_coffee"), people
    return client


def at(browser, name):
    return reverse(f"vault:{name}", kwargs={"team": browser.account.team.key, "account": browser.account.pk})


def note_three(browser):
    browser.post(at(browser, "authenticator_new"), {"key": KEY})
    for number, (app, device) in enumerate(APPS):
        person = browser.people[min(number, 1)].pk
        browser.post(at(browser, "app_new"), {"app": app, "device": device, "person": person})
    return {app.app: app for app in App.objects.all()}


def code(key, app):
    """What an app with this key shows."""
    return {f"code-{app.pk}": code_at(make_seed(key), int(time.time())).text}


@pytest.mark.row("VLT-05")
def test_one_qr_code_serves_three_apps_and_each_proves_that_it_holds_the_same_key(browser):
    assert load_policy()["authenticator.apps"].count == 3
    apps = note_three(browser)
    shown = browser.post(at(browser, "authenticator_qr")).content.decode()
    (uri,) = set(re.findall(r'href="(otpauth://[^"]+)"', shown))
    assert read_uri(uri.replace("&amp;", "&")).key == make_seed(KEY).key

    codes = code(KEY, apps["google"]) | code(OTHER, apps["microsoft"]) | code(KEY, apps["authy"])
    answer = browser.post(at(browser, "authenticator_codes"), codes)
    assert answer.status_code == 422
    assert {app.app for app in App.objects.exclude(proven_at=None)} == {"google", "authy"}

    browser.post(at(browser, "authenticator_codes"), code(KEY, apps["microsoft"]))
    assert "3個のアプリに、同じキーが入っています" in browser.get(at(browser, "authenticator_setup")).content.decode()


@pytest.mark.row("VLT-05")
def test_apps_and_holders_stand_on_the_accounts_pages_one_that_is_missing_as_such(browser):
    apps = note_three(browser)
    browser.post(at(browser, "authenticator_codes"), code(KEY, apps["google"]) | code(KEY, apps["authy"]))
    browser.post(at(browser, "authenticator_finish"))
    page = browser.get(at(browser, "authenticator")).content.decode()
    for words in ("Google Authenticator", "Microsoft Authenticator", "Authy", "Aiのスマホ", "Ben", "Dai"):
        assert words in page
    assert page.count("未確認") == 1
    account = browser.get(reverse("accounts:account", args=[browser.account.team.key, browser.account.pk]))
    assert "確かめたアプリは2個です" in account.content.decode()
