"""PPL-04 through the API: each role may do what the table of roles says, and is refused everything else."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.console.addresses import ask, operations
from tests.fakes.people import join, make_team, make_user
from tests.fakes.rows import rows_of

from kagimori.console.doors.api import INSTALLATION
from kagimori.console.people.tokens import flows
from kagimori.core.people.roles import ROLES
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_rights

pytestmark = pytest.mark.django_db
OPERATIONS = tuple(one for one in operations() if one.right != INSTALLATION)
INSIDE = tuple(right for right in load_rights().rights.values() if not right.outside)


def program_of(team, user):
    """Return a client with a token on which every right stands."""
    rights = [right.id for right in INSIDE]
    life = timedelta(days=1)
    _row, secret = flows.make(team, user, Actor.itself(), timezone.now(), name="x", rights=rights, life=life)
    return Client(headers={"authorization": f"Bearer {secret.reveal().decode()}"})


@pytest.fixture
def owner():
    return make_user("Ai")


@pytest.fixture
def team(owner):
    return make_team(owner, "Minato Coffee")


@pytest.mark.row("PPL-04")
@pytest.mark.parametrize("role", ROLES)
def test_a_role_holds_exactly_the_rights_of_the_table(role, team):
    somebody = make_user("Emi")
    join(team, somebody, role)

    held = program_of(team, somebody).get("/api/v1/me").json()["rights"]

    assert held == [right.id for right in INSIDE if role in right.roles]


@pytest.mark.row("PPL-04")
@pytest.mark.parametrize("role", ROLES)
def test_the_api_lets_a_role_do_that_and_refuses_the_rest(role, team, owner):
    ids = rows_of(team, owner)
    somebody = make_user("Emi")
    join(team, somebody, role)
    program, held = program_of(team, somebody), load_rights().of(role)

    wrong = []
    for one in OPERATIONS:
        answer, changed = ask(program, one.method, one.at(**ids), data="{}", content_type="application/json")
        refused = answer.status_code == 403 and json.loads(answer.content)["error"]["code"] == "api.not_allowed"
        if refused == (one.right in held) or (refused and changed) or answer.status_code >= 500:
            wrong.append((one.id, answer.status_code))

    assert wrong == []


@pytest.mark.row("PPL-04")
def test_the_table_says_the_same_to_everybody(team, owner):
    told = program_of(team, owner).get("/api/v1/rights").json()

    assert {right["id"]: set(right["roles"]) for right in told} == {
        right.id: set(right.roles) for right in load_rights().rights.values()
    }
