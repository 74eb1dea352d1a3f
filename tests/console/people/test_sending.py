"""Invitations by mail: the link is made as it is sent, a failed mail is tried again, and the list says how it is."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from kagimori.console.people.invitations import flows, sending
from kagimori.console.people.invitations.flows import Guest
from kagimori.console.people.models import Invitation
from kagimori.core.people.standing import Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def by_mail(settings):
    settings.MAIL_SENT = True
    settings.PUBLIC_URL = "https://kagimori.example"
    return settings


def invite(team, ai, language="ja"):
    guest = Guest("dora@example.jp", "ads", name="Dora", language=language)
    by = Actor(str(ai.opaque), "web")
    return flows.invite(team.pk, guest, by=by, now=NOW, by_mail=True, any_role=True)[0]


@pytest.mark.parametrize(("language", "word"), [("ja", "招待"), ("en", "Invitation")])
def test_the_mail_has_a_link_that_works_in_the_guests_language(by_mail, team, ai, language, word):
    row = invite(team, ai, language)

    assert sending.send(row.pk, NOW)

    sent = mail.outbox[0]
    token = re.search(r"https://kagimori\.example/join/(\S+)", sent.body)[1]
    assert word in sent.subject
    assert sent.to == ["dora@example.jp"]
    assert flows.open_by(token, NOW).pk == row.pk


def test_a_mail_goes_out_once(by_mail, team, ai):
    row = invite(team, ai)

    assert [sending.send(row.pk, NOW + timedelta(hours=hours)) for hours in range(3)] == [True, False, False]
    assert list(sending.due(NOW)) == []


def test_a_mail_that_fails_is_tried_again_and_then_given_up(by_mail, team, ai):
    row = invite(team, ai)
    by_mail.EMAIL_BACKEND = "tests.console.people.test_sending.Broken"

    tries = [sending.send(row.pk, NOW + timedelta(hours=hours)) for hours in range(8)]

    row.refresh_from_db()
    assert tries == [False] * 8
    assert (row.send_tries, row.sent_at) == (sending.MOST_TRIES, None)


def test_an_invitation_that_is_taken_back_is_not_sent(by_mail, team, ai):
    row = invite(team, ai)
    flows.withdraw(team.pk, row.pk, by=Actor("", "web"), now=NOW)

    assert not sending.send(row.pk, NOW)
    assert mail.outbox == []


def test_the_page_sends_or_shows_a_link(by_mail, as_ai, team, ai):
    row = invite(team, ai)
    again = f"/t/{team.key}/people/invitations/{row.pk}/again/"

    assert as_ai.post(again).url == f"/t/{team.key}/people/invitations/"
    shown = as_ai.post(again, {"link": "1"})

    assert shown.context["link"].startswith("https://kagimori.example/join/")
    assert Invitation.objects.get().send_due is None


class Broken:
    """A mail server that is away."""

    def __init__(self, **_options):
        pass

    def send_messages(self, _messages):
        raise ConnectionRefusedError
