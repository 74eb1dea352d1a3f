"""PPL-04: one table of roles, printed by page, command line and API, and followed by the API role by role."""

import json

import pytest
from click.testing import CliRunner
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, join, make_team, make_user
from tests.fakes.programs import program_of

from kagimori.cli.rights import rights
from kagimori.core.people.roles import ROLES
from kagimori.knowledge import load_rights

pytestmark = pytest.mark.django_db
# A request for each right that the API asks for, harmless where it is allowed.
ASKED = {
    "team.see": ("GET", "", {}),
    "team.manage": ("POST", "/domains", {"domain": "minato.example"}),
    "people.see": ("GET", "/people", {}),
    "people.invite": ("GET", "/invitations", {}),
    "people.record": ("POST", "/people", {"name": "Sato"}),
    "people.manage": ("POST", "/people/{person}/leave", {"why": ""}),
    "grants.manage": ("POST", "/accounts/{account}/grants", {"person": "{person}", "role": "ads", "access": "full"}),
    "accounts.see": ("GET", "/accounts/{account}", {}),
    "accounts.manage": ("POST", "/accounts", {"handle": "minato_beans"}),
    "accounts.archive": ("DELETE", "/accounts/{account}", {}),
    "tries.see": ("GET", "/accounts/{account}/light", {}),
    "tries.record": ("POST", "/accounts/{account}/tries/begin", {"kind": "app"}),
    "cases.work": ("GET", "/accounts/{account}/cases", {}),
    "timeline.see": ("GET", "/timeline", {}),
    "tokens.manage": ("GET", "/tokens", {}),
}


@pytest.fixture
def team():
    return make_team(make_user("Ai", is_owner=True), "Minato Coffee")


def user_with(team, role):
    user = make_user(f"The-{role}")
    join(team, user, role)
    return user


@pytest.mark.row("PPL-04", part="the question of the audit about each role's backup duty")
@pytest.mark.parametrize("right", sorted(ASKED))
@pytest.mark.parametrize("role", ROLES)
def test_the_api_allows_and_refuses_by_the_table(team, role, right):
    method, path, body = ASKED[right]
    ids = {"account": str(add_account(team, "minato_coffee").pk), "person": str(join(team, make_user("Leo"), "ads").pk)}
    sent = {name: value.format(**ids) for name, value in body.items()}
    program = program_of(user_with(team, role), team)

    answer = program.generic(
        method, f"/api/v1/teams/{team.key}{path.format(**ids)}", json.dumps(sent), content_type="application/json"
    )

    allowed = role in load_rights().rights[right].roles
    assert (answer.status_code < 300) is allowed, answer.content
    assert (answer.status_code == 403) is not allowed


@pytest.mark.row("PPL-04", part="the question of the audit about each role's backup duty")
def test_the_page_prints_every_right_and_each_roles_duty(team):
    page = browser_of(user_with(team, "viewer")).get(f"/t/{team.key}/rights/").content.decode()

    for right in load_rights().rights.values():
        assert right.words.ja in page
    for role in load_rights().roles.values():
        assert role.backup_duty.ja in page


@pytest.mark.row("PPL-04", part="the question of the audit about each role's backup duty")
def test_the_command_line_prints_the_same_table():
    told = json.loads(CliRunner().invoke(rights, ["--json"]).stdout)

    assert {right["id"]: set(right["roles"]) for right in told["rights"]} == {
        right.id: set(right.roles) for right in load_rights().rights.values()
    }


@pytest.mark.row("PPL-04", part="the question of the audit about each role's backup duty")
@pytest.mark.parametrize(
    ("right", "roles"),
    [
        ("meta.delete", {"owner"}),
        ("grants.manage", {"owner"}),
        ("codes.manage", {"owner"}),
        ("meta.post", {"admin"}),
        ("meta.insights", {"admin"}),
        ("authenticator.manage", {"owner", "admin"}),
        ("meta.ads", {"admin", "ads"}),
        ("meta.payment", {"ads"}),
    ],
)
def test_the_table_says_what_the_article_says(right, roles):
    assert load_rights().rights[right].roles == roles
