"""A forgotten password: a link by mail or by hand, once; nobody learns whether an address is known."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.fakes.at_once import at_once
from tests.fakes.logins import set_up_app, with_password
from tests.fakes.people import make_user

from kagimori.console.people.login import flows, jobs, resets
from kagimori.console.people.login.models import ResetLink
from kagimori.core.people.standing import Actor

pytestmark = pytest.mark.django_db
NEW = {"password": "eleven green bottles"}


@pytest.fixture
def ai():
    return make_user("Ai", proven=False)


def link(user, now=None):
    return f"/account/new-password/{resets.make(user.email, now=now or timezone.now(), by=Actor.itself())}/"


def test_looking_at_the_link_changes_nothing(client, ai):
    path = link(ai)
    for _ in range(2):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Referrer-Policy"]) == (200, "strict-origin")


def test_the_link_works_once_ends_all_sessions_and_still_asks_the_second_step(client, ai):
    elsewhere = Client()
    with_password(elsewhere, ai.email)
    set_up_app(elsewhere)
    path = link(ai)

    assert client.post(path, NEW).headers["Location"] == "/account/login/code/"

    assert elsewhere.get("/me/").status_code == 302
    assert "_auth_user_id" not in client.session
    assert Client().post(path, NEW).status_code == 410


def test_the_link_ends_in_time_and_by_a_newer_one_and_by_a_new_password(client, ai):
    late = link(ai, timezone.now() - timedelta(hours=4))
    assert client.get(late).status_code == 410
    older = link(ai)
    newer = link(ai)
    assert client.get(older).status_code == 410
    client.post(newer, NEW)
    assert ResetLink.objects.filter(used_at=None).count() == 0


def test_the_database_holds_no_link(ai):
    token = link(ai).split("/")[-2]

    assert not ResetLink.objects.filter(hashed__contains=token).exists()


def test_a_weak_password_leaves_the_link_as_it_is(client, ai):
    path = link(ai)

    assert client.post(path, {"password": "short"}).status_code == 422
    assert client.get(path).status_code == 200


def test_without_mail_the_page_says_whom_to_ask(client, settings):
    settings.MAIL_SENT = False
    page = client.get("/account/forgotten/", headers={"accept-language": "en"}).content.decode()

    assert "Ask an owner" in page
    assert "<form" not in page.split("<main")[1]


def test_with_mail_a_known_and_an_unknown_address_are_answered_alike(client, settings, ai, monkeypatch):
    settings.MAIL_SENT, sent = True, []
    monkeypatch.setattr("kagimori.console.people.login.views.password.enqueue", lambda *job: sent.append(job))

    answers = [client.post("/account/forgotten/", {"email": email}) for email in (ai.email, "who@example.jp")]

    assert len({(answer.status_code, answer.content.split(b"<main")[1]) for answer in answers}) == 1
    assert sent == [("people_send_reset_link", str(ai.opaque)), ("people_send_reset_link", resets.NOBODY)]


def test_the_mail_holds_a_link_that_works_in_the_readers_language(client, settings, ai):
    settings.PUBLIC_URL = "https://kagimori.example.jp"

    jobs.send_reset_link(str(ai.opaque))
    jobs.send_reset_link(resets.NOBODY)

    [letter] = mail.outbox
    assert letter.to == [ai.email]
    assert letter.subject == "鍵守の新しいパスワード"
    path = letter.body.split("https://kagimori.example.jp")[1].split()[0]
    assert client.get(path).status_code == 200


def test_many_links_in_a_short_time_are_refused(client, settings, ai, monkeypatch):
    settings.MAIL_SENT = True
    monkeypatch.setattr("kagimori.console.people.login.views.password.enqueue", lambda *_job: None)

    answers = [client.post("/account/forgotten/", {"email": ai.email}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_a_password_that_was_changed_meanwhile_ends_the_link(client, ai):
    path = link(ai)

    flows.set_password(ai, "twelve green bottles", now=timezone.now(), by=Actor.itself())

    assert client.post(path, NEW).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_the_link_at_once_one_sets_the_password(ai):
    token = resets.make(ai.email, now=timezone.now(), by=Actor.itself())

    def use(password):
        return resets.use(token, password, now=timezone.now(), address="")

    outcomes = at_once([partial(use, f"{word} green bottles") for word in ("ten", "eleven", "twelve")])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ResetLinkVoid", "ResetLinkVoid", "User"]
