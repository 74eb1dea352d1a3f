"""Teams: made by the installation's owner, strictly apart, put away and taken out again."""

from datetime import UTC, datetime

import pytest
from tests.fakes.people import browser_of, make_user

from kagimori.console.people.models import Membership, Team, TeamDomain, TeamNumber
from kagimori.console.people.teams import flows
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def test_the_first_owner_names_the_team_and_is_in_it():
    owner = make_user("Ai", is_owner=True)
    browser = browser_of(owner)

    answer = browser.post("/installation/teams/new/", {"name": "Minato Coffee"})

    team = Team.objects.get()
    assert answer.url == f"/t/{team.key}/"
    assert Membership.objects.get(team=team).role == "owner"
    assert team.persons.get().user == owner


def test_a_team_is_made_with_its_entry(ai):
    team = flows.make("Harbour", ai, by=Actor(str(ai.opaque), "web"), now=NOW)

    entry = Entry.objects.get(kind="people.team_made")
    assert (entry.team, entry.subject) == (str(team.pk), f"team:{team.pk}")


def test_only_the_installations_owner_makes_teams(as_ben, as_chika):
    assert as_ben.get("/installation/teams/new/").status_code == 404
    assert as_chika.post("/installation/teams/new/", {"name": "Mine"}).status_code == 404


def test_looking_after_the_installation_opens_no_team(as_ai, other_team):
    assert other_team.name in as_ai.get("/installation/teams/").content.decode()
    assert as_ai.get(f"/t/{other_team.key}/people/").status_code == 404


def test_a_team_that_is_put_away_opens_to_nobody_and_comes_back(as_ai, team):
    as_ai.post(f"/installation/teams/{team.pk}/archive/")
    gone = as_ai.get(f"/t/{team.key}/people/").status_code

    as_ai.post(f"/installation/teams/{team.pk}/restore/")

    assert gone == 404
    assert as_ai.get(f"/t/{team.key}/people/").status_code == 200


def test_domains_and_numbers_of_the_company_are_kept_in_one_form(as_ai, team):
    page = f"/t/{team.key}/settings/"

    as_ai.post(f"{page}domains/", {"domain": "@Minato.Example"})
    as_ai.post(f"{page}numbers/", {"number": "03-3580-3311", "note": "desk"})

    assert TeamDomain.objects.get().domain == "minato.example"
    assert TeamNumber.objects.get().number == "+81335803311"
    assert "03-3580-3311" in as_ai.get(page).content.decode()


def test_a_public_mail_service_is_refused_with_the_reason(as_ai, team):
    answer = as_ai.post(f"/t/{team.key}/settings/domains/", {"domain": "gmail.com"}, headers={"accept-language": "en"})

    assert answer.status_code == 422
    assert "open to everybody" in answer.content.decode()


def test_another_teams_domain_cannot_be_taken_away(as_ai, team, other_team):
    theirs = TeamDomain.objects.create(team=other_team, domain="harbour.example")

    as_ai.post(f"/t/{team.key}/settings/domains/{theirs.pk}/")

    assert TeamDomain.objects.filter(pk=theirs.pk).exists()


def test_settings_are_stored_and_the_limit_is_no_higher_than_the_policys(as_ai, team):
    wished = {"name": "Minato", "language": "en", "time_zone": "Europe/London", "partner_limit": "3"}

    assert as_ai.post(f"/t/{team.key}/settings/", wished).status_code == 302
    assert as_ai.post(f"/t/{team.key}/settings/", wished | {"partner_limit": "26"}).status_code == 422
    team.refresh_from_db()
    assert (team.name, team.language, team.time_zone, team.partner_limit) == ("Minato", "en", "Europe/London", 3)
