"""The ways back in by command: a link for the first owner, a second step taken away, a link for a new password."""

import json

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from tests.fakes.logins import with_password
from tests.fakes.people import make_user

from kagimori.cli import start
from kagimori.cli.owner_link import owner_link
from kagimori.cli.people_reset import reset_2fa, reset_link
from kagimori.console.people import first_owner
from kagimori.console.timeline.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def opened(monkeypatch, settings, tmp_path):
    """The tests' own database stands in for the one that the commands would open."""
    settings.DATA = tmp_path
    for module in ("owner_link", "people_reset"):
        monkeypatch.setattr(f"kagimori.cli.{module}.open_database", lambda: None)
    monkeypatch.setattr("kagimori.cli.key_options.set_up", lambda: None)
    monkeypatch.setattr(start, "choose", lambda _options: None)
    monkeypatch.setattr("kagimori.cli.key_options.choose", lambda _options: None)


def run(command, *arguments):
    return CliRunner(catch_exceptions=False).invoke(command, [*arguments, "--json"])


def test_a_link_for_the_first_owner_works_and_is_kept_in_the_private_file(tmp_path):
    link = json.loads(run(owner_link).stdout)["link"]

    assert Client().get(link).status_code == 200
    assert (tmp_path / "first-owner-link").read_text().strip() == link
    assert (tmp_path / "first-owner-link").stat().st_mode & 0o077 == 0


def test_the_link_before_it_works_no_more():
    before = first_owner.offer("", timezone.now())

    run(owner_link)

    assert Client().get(before).status_code == 410


def test_where_an_owner_is_no_link_is_made_and_the_answer_says_what_to_do():
    make_user("Ai", is_owner=True)

    answer = run(owner_link)

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["error"]["code"] == "login.owner_there"
    assert "reset-2fa" in answer.stderr


def test_a_reset_takes_second_steps_and_sessions_away_and_stands_in_the_timeline():
    ben, browser = make_user("Ben", proven=False), Client()
    with_password(browser, ben.email)
    Authenticator.objects.create(user=ben, type="recovery_codes", data={"seed": "", "used_mask": 0})

    answer = run(reset_2fa, "BEN@example.jp", "--why", "lost the phone")

    assert json.loads(answer.stdout)["sessions_ended"] == 1
    assert not Authenticator.objects.filter(user=ben).exists()
    assert browser.get("/me/").headers["Location"].startswith("/account/login/")
    entry = Entry.objects.get(kind="people.two_factor_reset")
    assert (entry.place, entry.whom, entry.why) == ("cli", str(ben.opaque), "lost the phone")


@pytest.mark.parametrize("command", [reset_2fa, reset_link])
def test_an_unknown_address_is_refused(command):
    assert json.loads(run(command, "who@example.jp").stdout)["error"]["code"] == "login.nobody_there"


def test_a_link_sets_a_new_password_once():
    ben = make_user("Ben", proven=False)
    link = json.loads(run(reset_link, ben.email).stdout)["link"]
    path = link.removeprefix("http://127.0.0.1:8000")

    answer = Client().post(path, {"password": "eleven green bottles"})

    assert answer.headers["Location"].startswith("/account/second-step/")
    assert with_password(Client(), ben.email, "eleven green bottles").status_code == 302
    assert Client().get(path).status_code == 410
