"""PPL-02, PPL-11 and PPL-12 on the page of an account and on the command line."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.cli.accounts_readiness import readiness
from kagimori.console.accounts import flows

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def team():
    return make_team(make_user("Ai"), "Minato Coffee")


@pytest.fixture
def ai(team):
    return team.memberships.get(role="owner").user


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def command(monkeypatch):
    """The test's own database stands in for the one that the command would open."""
    monkeypatch.setattr("kagimori.cli.key_options.choose", lambda _options: None)
    monkeypatch.setattr("kagimori.cli.key_options.set_up", lambda: None)

    def run(*arguments):
        done = CliRunner(catch_exceptions=False).invoke(readiness, [*arguments, "--json"])
        return done.exit_code, json.loads(done.stdout)

    return run


def page_of(user, team, account):
    return browser_of(user).get(f"/t/{team.key}/accounts/{account.pk}/").context["page"]


def give(team, account, ai, *roles):
    for number, role in enumerate(roles):
        person = join(team, make_user(f"P{number}"), "admin")
        flows.give_grant(account, person, role=role, by=actor_of(ai), now=timezone.now())


@pytest.mark.row("PPL-02")
def test_the_page_names_what_the_team_of_an_account_lacks(team, ai, account):
    give(team, account, ai, "owner", "admin")
    page = page_of(ai, team, account)

    assert [(has, wanted) for _word, has, wanted in page.layers] == [(1, 1), (1, 2), (0, 1)]
    assert len(page.gaps) == 2


@pytest.mark.row("PPL-02")
def test_one_owner_two_admins_and_one_ads_operator_have_no_gap(team, ai, account):
    give(team, account, ai, "owner", "admin", "admin", "ads")
    assert page_of(ai, team, account).gaps == ()


@pytest.mark.row("PPL-11", part="the monthly report comes with the audits")
def test_minutes_without_access_stand_on_the_page_with_the_campaigns_that_ran(team, ai, account):
    browser, now = browser_of(ai), timezone.now()
    flows.add_campaign(account, "Spring sale", now - 9 * HOUR, None, by=actor_of(ai), now=now)
    since = timezone.localtime(now - timedelta(minutes=50))
    browser.post(f"/t/{team.key}/accounts/{account.pk}/locked-out", {"since": f"{since:%Y-%m-%dT%H:%M}"})
    browser.post(f"/t/{team.key}/accounts/{account.pk}/back-in")

    shown = page_of(ai, team, account).locked
    assert 49 <= shown.rows[0].minutes <= 51
    assert shown.rows[0].campaigns == ("Spring sale",)
    assert shown.since is None


@pytest.mark.row("PPL-12")
def test_nobody_has_said_anything_is_unknown_on_page_and_command_line(team, ai, account, command):
    assert [row.told.state.kind for row in page_of(ai, team, account).board] == ["unknown"] * 3
    code, told = command("minato_coffee")
    assert code == 1
    assert {part["state"] for part in told["accounts"][0]["parts"].values()} == {"unknown"}


@pytest.mark.row("PPL-12")
def test_the_board_says_who_said_so_and_when_and_what_comes_next(team, ai, account, command):
    browser_of(ai).post(f"/t/{team.key}/accounts/{account.pk}/say", {"name": "codes_kept", "state": "no"})
    codes = page_of(ai, team, account).board[0]
    assert (codes.told.by, codes.told.at.date()) == ("Ai", timezone.now().date())
    assert codes.then

    _code, told = command("--all")
    assert told["accounts"][0]["next"] == "codes"
    assert told["accounts"][0]["parts"]["codes"] | {"at": ""} == {
        "state": "no",
        "source": "person",
        "by": "Ai",
        "at": "",
    }


@pytest.mark.row("PPL-12")
def test_an_account_with_all_three_is_ready(team, ai, account, command):
    give(team, account, ai, "admin", "admin")
    for name in ("codes_kept", "api_renewal"):
        browser_of(ai).post(f"/t/{team.key}/accounts/{account.pk}/say", {"name": name, "state": "yes"})

    code, told = command("@Minato_Coffee")
    assert (code, told["accounts"][0]["ready"]) == (0, True)
    assert [row.then for row in page_of(ai, team, account).board] == ["", "", ""]
