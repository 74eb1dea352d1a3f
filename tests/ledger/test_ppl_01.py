"""PPL-01: invited by mail, no access before the own second step, at most 25, and the right path at Meta."""

import re
from functools import partial

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.fakes.at_once import at_once
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.console.people.invitations import sending
from kagimori.console.people.models import Invitation

GUEST = {"email": "dora@example.jp", "role": "ads", "access": "full", "kind": "employee", "language": "en"}


@pytest.fixture
def owner(db):
    return make_user("Ai", is_owner=True)


@pytest.fixture
def team(owner):
    return make_team(owner, "Minato Coffee")


def invite(browser, team, **guest):
    return browser.post(f"/t/{team.key}/people/invitations/new/", GUEST | guest)


@pytest.mark.row("PPL-01")
def test_the_invited_get_a_mail_and_see_nothing_before_their_own_second_step(owner, team, settings):
    settings.MAIL_SENT, settings.PUBLIC_URL = True, "http://testserver"
    invite(browser_of(owner), team)
    sending.send(Invitation.objects.get().pk, timezone.now())
    link = re.search(r"http://testserver(/join/\S+)", mail.outbox[0].body)[1]

    guest = Client()
    guest.post(link, {"name": "Dora", "password": "a long enough pass phrase"})

    assert mail.outbox[0].to == ["dora@example.jp"]
    assert guest.get(f"/t/{team.key}/").headers["Location"].startswith("/account/second-step/")


@pytest.mark.row("PPL-01")
def test_the_twenty_sixth_is_refused_with_the_reason(owner, team):
    for number in range(25):
        join(team, make_user(f"Guest{number}"), "admin")

    answer = invite(browser_of(owner), team)

    assert answer.status_code == 422
    assert "25" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.row("PPL-01")
@pytest.mark.django_db(transaction=True)
def test_of_many_invited_at_once_only_as_many_as_there_are_places_are_invited(owner, team):
    for number in range(23):
        join(team, make_user(f"Guest{number}"), "ads")
    browser = browser_of(owner)
    browser.get(f"/t/{team.key}/people/")

    def one(number):
        return invite(browser_of(owner), team, email=f"new{number}@example.jp").status_code

    codes = at_once([partial(one, number) for number in range(5)])

    assert sorted(codes) == [200, 200, 422, 422, 422]


@pytest.mark.row("PPL-01")
def test_the_page_gives_todays_path_at_meta_and_says_what_is_wrong(owner, team):
    page = browser_of(owner).get(f"/t/{team.key}/people/invitations/new/", headers={"accept-language": "en"})

    text = page.content.decode()
    assert "Settings › People" in text
    assert "Often said, but wrong" in text
