"""The pages of the Instagram accounts in a browser: no finding of axe, nothing wider than the screen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import join, make_team, make_user

from kagimori.console.accounts import flows
from kagimori.console.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(ai):
    return make_team(ai, "港コーヒー")


@pytest.fixture
def ben(team):
    user = make_user("Ben")
    join(team, user, "admin")
    return user


@pytest.fixture
def account(team, ai, ben):
    """An account in the middle of its life: tried, locked out, with people and campaigns."""
    now, by = timezone.now(), actor_of(ai)
    made = add_account(team, "minato.coffee", name="港コーヒー 本店", phone="03-1234-5678", email="shop@example.jp")
    for person, role in ((Person.objects.get(user=ai), "owner"), (Person.objects.get(user=ben), "admin")):
        flows.give_grant(made, person, role=role, by=by, now=now)
    flows.say(made, {"app": "yes", "sms": "no", "codes_kept": "no"}, by=by, now=now)
    flows.add_campaign(made, "春のセール", now - timedelta(days=2), None, by=by, now=now)
    flows.add_holder(made, Person.objects.get(user=ben), "店舗のスマートフォン", by=by, now=now)
    flows.lockout_begins(made, by, now, since=now - timedelta(hours=3))
    flows.record_try(made, by, now - timedelta(minutes=20), kind="sms", outcome="refused")
    return made


LOOKS = [(lang, width, scheme) for lang in ("ja", "en") for width in (390, 1280) for scheme in ("light", "dark")]


@pytest.mark.parametrize("looks", LOOKS, ids=str)
def test_the_page_of_an_account(visit, team, ai, account, looks):
    seen = visit(*looks)
    seen.enter(ai)
    seen.open(f"/t/{team.key}/accounts/{account.pk}/")

    seen.look("-".join(map(str, ("account", *looks))))
    assert seen.page.get_by_text("@minato.coffee").first.is_visible()


@pytest.mark.parametrize("looks", LOOKS[::3], ids=str)
@pytest.mark.usefixtures("account")
def test_the_list_and_what_hangs_on_it(visit, team, ai, looks):
    now, by = timezone.now(), actor_of(ai)
    held = add_account(team, "minato_tea", name="港ティー", phone="03-1234-5678")
    flows.note_hold(held, by, now, kind="lock")
    flows.begin_trial(add_account(team, "minato_books"), by, now)
    seen = visit(*looks)
    seen.enter(ai)
    for path, name in (
        ("", "list"),
        ("new/", "new"),
        ("import/", "import"),
        ("archived/", "archived"),
        (f"{held.pk}/", "held"),
    ):
        seen.open(f"/t/{team.key}/accounts/{path}")
        seen.look("-".join(map(str, ("accounts", name, *looks))))


def test_trying_works_without_scripts(visit, team, ai, account):
    seen = visit("ja", script=False)
    seen.enter(ai)
    seen.open(f"/t/{team.key}/accounts/{account.pk}/")
    seen.page.get_by_role("button", name="いまから試す").click()
    seen.page.get_by_role("button", name="入れた").click()

    account.refresh_from_db()
    assert account.locked_out_since is None


def test_a_pasted_list_is_shown_before_it_is_taken_over(visit, team, ai):
    seen = visit("ja")
    seen.enter(ai)
    seen.open(f"/t/{team.key}/accounts/import/")
    seen.page.get_by_role("textbox").fill("@minato_tea, 港ティー, 03-1234-5678\n港のお茶\nminato_tea")
    seen.page.get_by_role("button", name="一覧を読み取る").click()
    seen.look("accounts-preview-ja-390-light")
    seen.page.get_by_role("button", name="取りこむ").click()

    assert seen.page.get_by_role("link", name="@minato_tea").is_visible()
