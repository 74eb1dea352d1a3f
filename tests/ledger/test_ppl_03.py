"""PPL-03: somebody limited to tasks is refused all else by page and API; rights unused for a quarter are found."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of, join, make_team, make_user
from tests.fakes.programs import program_of

from kagimori.console.accounts.flows import give_grant
from kagimori.console.people.models import Membership, RightUse

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_user("Ai", is_owner=True)


@pytest.fixture
def team(owner):
    return make_team(owner, "Minato Coffee")


@pytest.fixture
def theirs(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def other(team):
    return add_account(team, "minato_beans")


@pytest.fixture
def limited(owner, team, theirs):
    """An ads operator who may note tries on one account, and nothing else."""
    user = make_user("Kenji")
    person = join(team, user, "ads", access="limited")
    wishes = {"role": "ads", "access": "limited", "tasks": ["tries.record"]}
    give_grant(theirs, person, **wishes, by=actor_of(owner), now=timezone.now())
    return user


@pytest.mark.row("PPL-03", part="as findings of an audit")
def test_by_page_the_own_account_opens_and_nothing_else(limited, team, theirs, other):
    browser, home = browser_of(limited), f"/t/{team.key}/"

    def code(path):
        return browser.get(f"{home}{path}").status_code

    assert code(f"accounts/{theirs.pk}/") == 200
    assert code(f"accounts/{other.pk}/") in (403, 404)
    assert {code(path) for path in ("people/", "people/matrix/", "people/invitations/", "settings/", "timeline/")} == {
        403
    }
    assert [row.handle for row in browser.get(f"{home}accounts/").context["page"].rows] == ["minato_coffee"]


@pytest.mark.row("PPL-03", part="as findings of an audit")
def test_by_the_api_the_given_task_works_and_nothing_else(limited, team, theirs, other):
    program, api = program_of(limited, team), f"/api/v1/teams/{team.key}"

    def post(path, **body):
        return program.post(f"{api}{path}", body, content_type="application/json").status_code

    assert post(f"/accounts/{theirs.pk}/tries/begin", kind="app") == 201
    assert post(f"/accounts/{other.pk}/tries/begin", kind="app") in (403, 404)
    assert post(f"/accounts/{theirs.pk}/campaigns", name="Spring") == 403
    assert post("/people", name="Somebody") == 403
    assert {
        program.get(f"{api}{path}").status_code for path in ("/people", "/timeline", "/invitations", "/tokens")
    } == {403}


@pytest.mark.row("PPL-03", part="as findings of an audit")
def test_what_was_not_used_for_a_quarter_stands_on_the_persons_page(owner, team):
    ben = make_user("Ben")
    person = join(team, ben, "admin")
    Membership.objects.filter(user=ben).update(since=timezone.now() - timedelta(days=200))
    RightUse.objects.create(team=team, user=ben, right="people.see", last_on=timezone.localdate())

    uses = (
        browser_of(owner).get(f"/t/{team.key}/people/{person.pk}/", headers={"accept-language": "en"}).context["uses"]
    )

    idle = {use.words for use in uses if use.idle}
    assert "Invite people" in idle
    assert "See who reaches what" not in idle
