"""Teams and people by command on the server, and the table of rights."""

import json

import pytest
from click.testing import CliRunner
from django.test import Client
from tests.fakes.people import join, make_team, make_user

from kagimori.cli import people_invite, people_leave, people_list, rights, team
from kagimori.console.people.models import Membership, Team
from kagimori.console.timeline.models import Entry
from kagimori.core.people.roles import ROLES
from kagimori.knowledge import load_rights

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def opened(monkeypatch, settings, tmp_path):
    """The tests' own database stands in for the one that the commands would open."""
    settings.DATA = tmp_path
    for module in (people_invite, people_leave, people_list, team):
        monkeypatch.setattr(module, "open_database", lambda: None)
    monkeypatch.setattr("kagimori.cli.key_options.set_up", lambda: None)
    monkeypatch.setattr("kagimori.cli.key_options.choose", lambda _options: None)


@pytest.fixture
def minato():
    return make_team(make_user("Ai"), "Minato")


def run(command, *arguments):
    return CliRunner(catch_exceptions=False).invoke(command, [*arguments, "--json"])


def told(command, *arguments):
    return json.loads(run(command, *arguments).stdout)


def test_a_team_is_made_for_somebody_with_a_login():
    make_user("Ai")

    (made,) = told(team.make, "Minato", "--owner", "AI@example.jp")

    assert Team.objects.get(key=made["key"]).name == "Minato"
    assert Membership.objects.get().role == "owner"
    assert Entry.objects.get(kind="people.team_made").place == "cli"


def test_teams_are_listed_put_away_and_taken_out(minato):
    told(team.archive, minato.key)
    away = told(team.listing)
    told(team.restore, "Minato")

    assert [one["archived"] for one in away] == [True]
    assert [one["archived"] for one in told(team.listing)] == [False]


def test_a_name_that_two_teams_have_is_refused(minato):
    make_team(make_user("Chika"), "Minato")

    answer = run(people_list.listing, "Minato")

    assert answer.exit_code == 2
    assert json.loads(answer.stdout)["error"]["code"] == "people.team_unknown"


def test_the_people_of_a_team_are_listed_with_what_is_known(minato):
    join(minato, make_user("Ben", proven=False), "ads", access="limited")

    ai, ben = told(people_list.listing, minato.key)

    assert (ai["role"], ai["own_second_step"], ai["two_factor"]) == ("owner", True, "unknown")
    assert (ben["role"], ben["access"], ben["own_second_step"]) == ("ads", "limited", False)


def test_an_invitation_made_on_the_server_works(minato):
    link = told(people_invite.invite, minato.key, "dora@example.jp", "--role", "owner")["link"]

    assert Client().get(link[link.index("/join/") :]).status_code == 200


def test_the_limit_holds_on_the_server_too(minato):
    minato.partner_limit = 0
    minato.save()

    answer = run(people_invite.invite, minato.key, "dora@example.jp", "--role", "ads")

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["error"]["code"] == "people.partner_limit"


def test_somebody_leaves_by_command_but_never_the_last_owner(minato):
    join(minato, make_user("Ben"), "admin")

    assert told(people_leave.leave, minato.key, "BEN@example.jp", "--why", "gone")["left"] == "BEN@example.jp"
    assert (
        json.loads(run(people_leave.leave, minato.key, "ai@example.jp").stdout)["error"]["code"] == "people.last_owner"
    )
    assert Entry.objects.get(kind="people.person_left").why == "gone"


def test_the_table_of_rights_is_printed_whole():
    table = told(rights.rights)

    assert [role["id"] for role in table["roles"]] == list(ROLES)
    assert {right["id"] for right in table["rights"]} == set(load_rights().rights)


def test_the_table_of_rights_reads_as_words():
    text = CliRunner().invoke(rights.rights, []).stdout

    for right in load_rights().rights.values():
        assert right.words.ja in text or right.words.en in text
