"""Tokens by command on the server: printed once, listed by their first letters, taken back."""

import json

import pytest
from click.testing import CliRunner
from django.test import Client
from tests.fakes.people import make_team, make_user

from kagimori.cli import tokens
from kagimori.console.timeline.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def opened(monkeypatch, settings, tmp_path):
    """The tests' own database stands in for the one that the commands would open."""
    settings.DATA = tmp_path
    monkeypatch.setattr(tokens, "open_database", lambda: None)
    monkeypatch.setattr("kagimori.cli.key_options.set_up", lambda: None)
    monkeypatch.setattr("kagimori.cli.key_options.choose", lambda _options: None)


@pytest.fixture
def minato():
    return make_team(make_user("Ai"), "Minato")


def run(*arguments):
    return CliRunner().invoke(tokens.tokens, [*arguments, "--json"])


def make(*more):
    return run("make", "--user", "AI@example.jp", "--team", "Minato", "--right", "team.see", *more)


def test_a_token_is_printed_once_and_works(minato):
    made = json.loads(make("--days", "3").stdout)

    me = Client(headers={"authorization": f"Bearer {made['token']}"}).get("/api/v1/me").json()
    assert (me["team"], me["rights"]) == (minato.key, ["team.see"])
    assert made["token"] not in run("list", "Minato").stdout
    assert Entry.objects.get(kind="tokens.made").place == "cli"


def test_it_is_listed_and_taken_back(minato):
    make()
    (row,) = json.loads(run("list", minato.key).stdout)

    assert run("revoke", minato.key, row["id"]).exit_code == 0
    assert json.loads(run("list", minato.key).stdout)[0]["ends_at"] is None
    assert run("revoke", minato.key, row["id"]).exit_code == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (["--right", "no.right"], "tokens.right_unknown"),
        (["--days", "4000"], "tokens.life_wrong"),
        (["--user", "nobody@example.jp"], "tokens.user_unknown"),
    ],
)
def test_what_cannot_be_is_refused_in_words(minato, wrong, code):
    answer = make(*wrong)

    assert (answer.exit_code, json.loads(answer.stdout)["error"]["code"]) == (2, code)
