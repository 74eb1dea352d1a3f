"""VLT-08: holders are asked for clock, app lock and a code; drift, an unlocked or unanswered app are found."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.console.people.models import Person
from kagimori.console.vault.authenticators import flows
from kagimori.console.vault.models import App
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
QUARTER = "the check that opens by itself each quarter"


@pytest.fixture
def held(db):
    """An account whose key is in Ben's app; his browser."""
    ai, ben = make_user("Ai"), make_user("Ben")
    team = make_team(ai, "港コーヒー")
    join(team, ben, "admin")
    account, by, now = add_account(team, "minato_coffee"), actor_of(ai), timezone.now()
    auth = flows.begin(account, make_seed(KEY), "typed", had_picture=False, by=by, now=now)
    app = flows.note_app(auth, "google", "Benのスマホ", Person.objects.get(user=ben), by=by, now=now)
    flows.finish(auth, by=by, now=now, accepted=True)
    browser = browser_of(ben)
    browser.ids, browser.app = {"team": team.key, "account": account.pk}, app
    return browser


def page(browser):
    return browser.get(reverse("vault:authenticator", kwargs=browser.ids)).content.decode()


def send(browser, name, **fields):
    return browser.post(reverse(f"vault:{name}", kwargs=browser.ids | {"app": browser.app.pk}), fields)


def code(off_s=0):
    return code_at(make_seed(KEY), int(time.time()) + off_s).text


@pytest.mark.row("VLT-08", part=QUARTER)
def test_the_holder_is_asked_and_an_app_that_is_as_it_should_be_leaves_nothing_to_do(held):
    before = page(held)
    assert "まだ確かめていません" in before
    assert "持っている人に聞く" in before
    send(held, "app_check", code=code())
    send(held, "app_answer", clock="yes", locked="yes")
    after = page(held)
    assert "chip-care" not in after
    assert "時計は合っています" in after


@pytest.mark.row("VLT-08", part=QUARTER)
def test_a_clock_that_is_off_and_an_app_without_a_lock_are_findings_on_page_and_desk(held):
    said = send(held, "app_check", code=code(off_s=-600)).content.decode()
    assert "遅れています" in said
    send(held, "app_answer", clock="no", locked="no")
    found = page(held)
    for words in ("時計がずれています", "ロックがありません", "時計が手動です"):
        assert words in found
    assert App.objects.get().drift_steps in (-21, -20, -19)
    desk = held.get(f"/t/{held.ids['team']}/").content.decode()
    assert "確かめる認証アプリが1個あります" in desk


@pytest.mark.row("VLT-08", part=QUARTER)
def test_what_was_checked_and_said_a_quarter_ago_is_asked_for_anew(held):
    send(held, "app_check", code=code())
    send(held, "app_answer", clock="yes", locked="yes")
    App.objects.update(drift_at=timezone.now() - timedelta(days=92), said_at=timezone.now() - timedelta(days=92))
    found = page(held)
    assert "長いあいだ確かめていません" in found
    assert "持っている人に聞く" in found
