"""In a browser: a code that leaves the screen when its time is over, a share, and the key that is shown once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import join, make_team, make_user
from tests.fakes.vaults import lay_key, lay_sheet

from kagimori.console.accounts.flows import note_hold
from kagimori.console.people.models import Person
from kagimori.console.vault.authenticators import flows as authenticators
from kagimori.console.vault.models import App, Authenticator, CodeShown, Share

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("ja", 390, "light"), ("en", 1280, "dark"), ("ja", 1280, "dark"), ("en", 390, "light")]
WORDS = {
    "ja": {
        "show": "コードを見る",
        "all": "それでもコードを見る",
        "now": "今のコードを見る",
        "share": "コードを共有する",
        "reveal": "キーを表示する",
        "over": "時間切れ",
    },
    "en": {
        "show": "Show the code",
        "all": "Show the code all the same",
        "now": "Show the code that is right now",
        "share": "Share the codes",
        "reveal": "Reveal the key",
        "over": "expired",
    },
}


@pytest.fixture
def team(ai):
    return make_team(ai, "港コーヒー")


@pytest.fixture
def emi(team):
    user = make_user("Emi")
    join(team, user, "viewer", access="limited")
    return user


@pytest.fixture
def account(ai, team):
    account = add_account(team, "minato.coffee", name="港コーヒー 本店")
    key = lay_key(account, by=str(ai.opaque))
    app = authenticators.note_app(
        key, "google", "Aiのスマホ", Person.objects.get(user=ai), by=actor_of(ai), now=timezone.now()
    )
    App.objects.filter(pk=app.pk).update(proven_at=timezone.now(), drift_steps=1, drift_at=timezone.now())
    return account


def at(account, name="authenticator_show"):
    return reverse(f"vault:{name}", args=[account.team.key, account.pk])


def name_of(on):
    return "-".join(map(str, on))


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def shows_a_code(page, words):
    """Return whether six digits stand there; one whose last second ran out meanwhile is asked for anew."""
    if page.locator("#code").inner_text() == words["over"]:
        press(page, words["now"])
    return re.fullmatch(r"\d{6}", page.locator("#code").inner_text()) is not None


@pytest.mark.parametrize("on", LOOKS)
def test_a_code_is_asked_for_shown_and_looked_at(visit, ai, emi, account, on):
    one, words, look = visit(*on), WORDS[on[0]], name_of(on)
    one.enter(ai)
    one.open(at(account))
    one.look(f"ask-{look}")
    press(one.page, words["show"])
    assert shows_a_code(one.page, words)
    one.look(f"code-{look}")
    press(one.page, words["now"])
    assert CodeShown.objects.count() in {1, 2, 3}

    one.open(at(account, "share_new"))
    one.page.select_option("#id_member", str(emi.opaque))
    one.page.fill("#id_purpose", "夏のキャンペーンの投稿")
    one.look(f"share-{look}")
    press(one.page, words["share"])
    one.look(f"page-{look}")
    one.open(at(account, "authenticator_reveal"))
    one.look(f"reveal-{look}")
    one.page.fill("#id_why", "カメラのないタブレットに入れる")
    press(one.page, words["reveal"])
    assert one.page.locator(".qr path").count() == 1
    one.look(f"key-{look}")
    one.open(at(account, "authenticator_reveal"))
    assert one.page.locator(".qr").count() == 0

    other = visit(*on)
    other.enter(emi)
    other.open(reverse("vault:shared_with_me", args=[account.team.key]))
    other.look(f"shared-{look}")
    other.page.locator("main a.button").click()
    press(other.page, words["show"])
    assert shows_a_code(other.page, words)
    other.look(f"shared-code-{look}")


@pytest.mark.parametrize("on", LOOKS[:2])
def test_the_warning_stands_before_the_code(visit, ai, account, on):
    note_hold(account, actor_of(ai), timezone.now(), kind="lock")
    one = visit(*on)
    one.enter(ai)
    one.open(at(account))
    one.look(f"warned-{name_of(on)}")
    press(one.page, WORDS[on[0]]["all"])
    assert one.page.locator("#code").count() == 1


@pytest.mark.parametrize("on", LOOKS[:2])
def test_when_its_time_is_over_the_code_is_gone_from_the_page(visit, ai, account, on):
    Authenticator.objects.update(period_s=4)
    one = visit(*on)
    one.enter(ai)
    one.open(at(account))
    press(one.page, WORDS[on[0]]["show"])
    codes = [one.page.locator(name).inner_text() for name in ("#code", "#next")]
    assert all(code.isdigit() for code in codes)
    one.page.locator("#next", has_text=WORDS[on[0]]["over"]).wait_for(timeout=10_000)
    assert not any(code in one.page.content() for code in codes)
    assert one.page.locator("[data-copy]").count() == 0
    one.look(f"over-{name_of(on)}")


def test_without_javascript_it_works_by_buttons(visit, ai, account):
    one, words = visit("ja", script=False), WORDS["ja"]
    one.enter(ai)
    one.open(at(account))
    press(one.page, words["show"])
    assert shows_a_code(one.page, words)
    press(one.page, words["now"])
    assert shows_a_code(one.page, words)


@pytest.mark.parametrize("on", LOOKS[:2])
def test_after_a_takeover_the_page_leads_to_what_is_missing(visit, ai, account, on):
    lay_sheet(account)
    now = timezone.now()
    span = {"begins_at": now, "until": now + timedelta(days=1), "given_at": now}
    Share.objects.create(account=account, user=str(ai.opaque), purpose="posts", **span)
    one, look = visit(*on), name_of(on)
    one.enter(ai)
    one.open(at(account, "reset"))
    one.look(f"reset-{look}")
    one.page.fill("#id_why", "ほかの人がログインしていた")
    one.page.locator("main button.button-danger").click()
    one.page.wait_for_load_state()
    assert one.page.locator(".state-danger").count() == 2
    one.look(f"anew-{look}")
    assert not Share.objects.filter(revoked_at=None).exists()
