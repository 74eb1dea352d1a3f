"""The one box that finds accounts and people."""

import pytest
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.people import join, make_user

from kagimori.console.people.models import Person


def found(browser, team, words, **headers):
    return browser.get(f"/t/{team.key}/find/", {"q": words}, **headers)


@pytest.mark.parametrize("words", ["minato", "@MINATO", "ＭＩＮＡＴＯ", " minato_c "])
def test_an_account_is_found_whatever_the_width_and_case(as_ai, ai, team, words):
    add_account(team, "minato_coffee")

    assert "@minato_coffee" in found(as_ai, team, words).content.decode()


@pytest.mark.parametrize("words", ["サトウ", "さとう", "ｻﾄｳ"])
def test_a_person_is_found_in_either_kana(as_ai, team, words):
    Person.objects.create(team=team, name="サトウ ハル", added_at=timezone.now())

    assert "サトウ ハル" in found(as_ai, team, words).content.decode()


def test_nothing_of_another_team_is_found(as_chika, other_team, ai, team):
    add_account(team, "minato_coffee")

    assert found(as_chika, other_team, "minato").context["found"].count == 0
    assert found(as_chika, team, "minato").status_code == 404


def test_somebody_limited_to_tasks_finds_only_their_accounts(client, ai, team):
    limited = make_user("Dai")
    join(team, limited, "ads", access="limited")
    add_account(team, "minato_coffee")
    client.force_login(limited)

    shown = found(client, team, "a").context["found"]

    assert (shown.accounts, shown.people) == ((), ())


def test_while_one_types_only_the_list_is_sent(as_ai, ai, team):
    add_account(team, "minato_coffee")

    page = found(as_ai, team, "minato", HTTP_HX_REQUEST="true").content.decode()

    assert "@minato_coffee" in page
    assert "<html" not in page


def test_signs_of_the_database_are_only_signs(as_ai, ai, team):
    add_account(team, "minato_coffee")

    assert found(as_ai, team, "%").context["found"].count == 0
    assert found(as_ai, team, "x" * 5000).status_code == 200
