"""`kagimori accounts` on the command line: counters are proven, readiness is told."""

import json

import pytest
from click.testing import CliRunner
from tests.fakes.accounts import add_account
from tests.fakes.people import make_team, make_user

from kagimori.cli.accounts_readiness import readiness
from kagimori.cli.accounts_recount import recount
from kagimori.console.accounts.models import InstagramAccount

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def opened(monkeypatch):
    """The tests' own database stands in for the one that the commands would open."""
    monkeypatch.setattr("kagimori.cli.key_options.choose", lambda _options: None)
    monkeypatch.setattr("kagimori.cli.key_options.set_up", lambda: None)


@pytest.fixture
def account():
    return add_account(make_team(make_user("Ai"), "Minato Coffee"), "minato_coffee", phone="03-1234-5678")


def run(command, *arguments):
    return CliRunner(catch_exceptions=False).invoke(command, arguments)


def test_right_counters_end_with_nought(account):
    done = run(recount, "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"differences": [], "repaired": False})


def test_a_wrong_counter_ends_with_one_and_is_named(account):
    InstagramAccount.objects.update(tries=7)
    done = run(recount, "--json")

    assert done.exit_code == 1
    row = {"of": str(account.pk), "counter": "tries", "stands": 7, "counted": 0}
    assert json.loads(done.stdout)["differences"] == [row]
    account.refresh_from_db()
    assert account.tries == 7


def test_a_repair_puts_it_right_once(account):
    InstagramAccount.objects.update(holders=2)
    assert run(recount, "--repair").exit_code == 1
    assert run(recount).exit_code == 0


def test_readiness_wants_a_name_or_all(account):
    assert run(readiness).exit_code == 2
    assert run(readiness, "x", "--all").exit_code == 2


def test_an_account_that_no_team_has_is_an_error_with_what_to_do(account):
    done = run(readiness, "nobody_here", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["error"]["code"] == "accounts.unknown"


def test_readiness_is_told_in_words(account):
    done = run(readiness, "https://instagram.com/Minato_Coffee")
    assert done.exit_code == 1
    assert "@minato_coffee (Minato Coffee)" in done.stdout
    assert done.stdout.count("?") == 3
