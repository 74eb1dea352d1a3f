"""DOC-18: the console counts accounts per phone number across the team, and warns before the sixth."""

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, make_team, make_user

from kagimori.console.accounts.models import InstagramAccount

pytestmark = pytest.mark.django_db
NUMBER = "03-1234-5678"


@pytest.fixture
def team():
    return make_team(make_user("Ai"), "Minato Coffee")


@pytest.fixture
def browser(team):
    return browser_of(team.memberships.get().user)


def filled(team, accounts):
    return [add_account(team, f"shop_{number}", phone=NUMBER) for number in range(accounts)]


@pytest.mark.row("DOC-18")
def test_the_page_of_an_account_tells_how_many_share_its_number(browser, team):
    account = filled(team, 3)[0]
    page = browser.get(f"/t/{team.key}/accounts/{account.pk}/").context["page"]
    assert "3" in page.number_note
    assert "5" in page.number_note


@pytest.mark.row("DOC-18")
def test_the_sixth_account_is_warned_of_before_it_is_noted(browser, team):
    filled(team, 5)
    sixth = {"handle": "shop_6", "phone": NUMBER}

    warned = browser.post(f"/t/{team.key}/accounts/new/", sixth)
    assert warned.status_code == 422
    assert "phone" in warned.context["form"].errors
    assert InstagramAccount.objects.count() == 5
    assert browser.post(f"/t/{team.key}/accounts/new/", sixth | {"anyway": "on"}).status_code == 302


@pytest.mark.row("DOC-18")
def test_the_list_marks_a_number_that_is_full_and_finds_those_that_are_shared(browser, team):
    filled(team, 5)
    add_account(team, "alone", phone="03-9876-5432")

    rows = browser.get(f"/t/{team.key}/accounts/", {"only": "number"}).context["page"].rows
    assert len(rows) == 5
    assert all(any("5" in mark for mark in row.marks) for row in rows)
