"""The ways around a page: those that are open to this person, and no others."""

import pytest
from tests.fakes.people import browser_of, join, make_user

EN = {"HTTP_ACCEPT_LANGUAGE": "en"}


def ways(browser, team):
    frame = browser.get(f"/t/{team.key}/menu/", **EN).context["frame"]
    return {entry.words for group in frame.groups for entry in group.entries}


@pytest.mark.parametrize(
    ("role", "open_", "shut"),
    [
        ("admin", {"Today", "People"}, {"Team settings", "Work by itself"}),
        ("ads", {"Today", "I cannot log in"}, {"People", "Team settings"}),
        ("auditor", {"Today", "People"}, {"Team settings", "Keys for programs"}),
    ],
)
def test_the_menu_shows_what_the_role_may_open(team, role, open_, shut):
    user = make_user("Dai")
    join(team, user, role)

    shown = ways(browser_of(user), team)

    assert open_ <= shown
    assert not shut & shown


def test_every_way_in_the_menu_can_be_gone(as_ai, team):
    frame = as_ai.get(f"/t/{team.key}/menu/", **EN).context["frame"]

    answers = {entry.url: as_ai.get(entry.url).status_code for group in frame.groups for entry in group.entries}

    assert {url: status for url, status in answers.items() if status != 200} == {}


def test_pages_without_a_team_keep_the_ways_of_the_last_one(as_ai, ai, team, other_team):
    join(other_team, ai, "viewer")
    as_ai.get(f"/t/{other_team.key}/")

    assert as_ai.get("/doctor/").context["frame"].team == "Harbour Books"


def test_before_the_second_step_is_on_no_team_is_named(team, client):
    user = make_user("Dai", proven=False)
    join(team, user, "viewer")
    client.force_login(user)

    frame = client.get("/doctor/").context["frame"]

    assert (frame.team, frame.groups, frame.teams) == ("", (), ())


def test_an_owner_without_a_team_reaches_everything_from_a_phone(client, db):
    client.force_login(make_user("Dai", is_owner=True))

    frame = client.get("/me/", **EN).context["frame"]

    assert [entry.words for entry in frame.bar] == ["Your teams", "My settings", "I cannot log in"]
    assert "Work by itself" in {entry.words for entry in frame.own}
