"""The desk of a team: what needs doing, what to set up first, and that each sees only what is theirs."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import join, make_user

from kagimori.console.accounts import flows
from kagimori.console.people.models import Person

EN = {"HTTP_ACCEPT_LANGUAGE": "en"}


def desk(browser, team):
    return browser.get(f"/t/{team.key}/", **EN)


def test_a_held_account_comes_first(as_ai, ai, team):
    held, thin = add_account(team, "minato_coffee"), add_account(team, "minato_beans")
    flows.note_hold(held, actor_of(ai), timezone.now(), kind="lock")

    page = desk(as_ai, team)

    assert page.context["first"][0].words == "Do not try @minato_coffee yet"
    assert "2 accounts hang on too few people" in page.content.decode()
    assert f"@{thin.handle}" not in page.content.decode()


def test_a_last_day_that_comes_is_told_a_week_before(as_ai, team):
    last = timezone.localdate() + timedelta(days=5)
    Person.objects.create(team=team, name="Dai", ends_on=last, added_at=timezone.now())
    Person.objects.create(team=team, name="Emi", ends_on=last + timedelta(days=30), added_at=timezone.now())

    shown = desk(as_ai, team).content.decode()

    assert "Dai leaves on" in shown
    assert "Emi leaves on" not in shown


def test_nothing_of_another_team_stands_on_the_desk(as_chika, other_team, ai, team):
    flows.note_hold(add_account(team, "minato_coffee"), actor_of(ai), timezone.now(), kind="lock")

    assert "minato_coffee" not in desk(as_chika, other_team).content.decode()
    assert as_chika.get(f"/t/{team.key}/").status_code == 404


def test_the_checklist_names_what_is_missing_and_goes_away_by_itself(as_ai, ai, team):
    before = desk(as_ai, team).context["first_run"]
    add_account(team, "minato_coffee")
    join(team, make_user("Ben"), "admin")

    after = desk(as_ai, team).context["first_run"]

    assert [step.words for step in before.steps if not step.done][:2] == [
        "The first Instagram account is noted",
        "A second person could help out",
    ]
    assert after is None or {step.words for step in after.steps if not step.done} == {"It is known where to tell you"}


def test_somebody_who_only_looks_is_asked_to_set_nothing_up(team, client):
    viewer = make_user("Dai")
    join(team, viewer, "viewer")
    client.force_login(viewer)

    assert desk(client, team).context["first_run"] is None


def test_more_accounts_ask_no_more_questions(as_ai, ai, team, django_assert_max_num_queries):
    for number in range(12):
        flows.note_hold(add_account(team, f"shop_{number}"), actor_of(ai), timezone.now(), kind="lock")

    with django_assert_max_num_queries(36):
        desk(as_ai, team)


@pytest.mark.parametrize(("teams", "place"), [(1, "/t/{}/"), (2, None)])
def test_whoever_has_one_team_is_led_straight_to_it(as_ai, ai, team, other_team, teams, place):
    if teams == 2:
        join(other_team, ai, "viewer")

    answer = as_ai.get("/", **EN)

    assert answer.get("Location") == (place and place.format(team.key))
    if teams == 2:
        assert "Harbour Books" in answer.content.decode()


def test_a_stranger_is_led_to_the_doctor_and_shown_where_to_log_in(client, db):
    answer = client.get("/", follow=True, **EN)

    assert answer.redirect_chain[-1][0] == "/doctor/"
    assert 'href="/account/login/"' in answer.content.decode()


def test_whoever_is_in_no_team_is_told_what_comes_next(client, db):
    client.force_login(make_user("Dai"))

    page = client.get("/", **EN).content.decode()

    assert "You are in no team yet" in page
    assert 'href="/doctor/"' in page


def test_several_teams_stand_with_their_most_urgent_lines(as_ai, ai, team, other_team):
    join(other_team, ai, "admin")
    flows.note_hold(add_account(other_team, "todai_books"), actor_of(ai), timezone.now(), kind="lock")

    assert "Do not try @todai_books yet" in as_ai.get("/", **EN).content.decode()


def test_codes_that_are_missing_and_codes_that_nobody_knows_of_are_two_things(as_ai, ai, team):
    missing, _ = add_account(team, "minato_beans"), add_account(team, "minato_coffee")
    flows.say(missing, {"codes_kept": "no"}, by=actor_of(ai), now=timezone.now())

    page = desk(as_ai, team)
    lines = {todo.words: todo.url for todo in page.context["first"] + page.context["rest"]}

    assert lines["1 account has no backup codes kept"].endswith(f"/accounts/{missing.pk}/")
    assert "Of 1 account nobody knows whether its backup codes are kept" in lines
