"""The first owner is made by a link, once, and nobody else by it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from kagimori.console.people import first_owner, flows
from kagimori.console.people.models import User

TYPED = {"email": "ai@example.com", "password": "ten green bottles hang"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(settings, tmp_path):
    settings.DATA = tmp_path
    return first_owner.offer("", timezone.now())


def test_looking_at_the_link_changes_nothing(client, link):
    for _ in range(2):
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "strict-origin"

    assert not User.objects.exists()


def test_the_link_makes_the_owner_and_logs_them_in(client, link, tmp_path):
    first_owner.file().write_text(link)
    answer = client.post(link, TYPED)

    assert answer.status_code == 302
    owner = User.objects.get()
    assert (owner.is_owner, owner.email, owner.check_password(TYPED["password"])) == (True, "ai@example.com", True)
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert not (tmp_path / "first-owner-link").exists()


def test_the_link_works_once(client, link):
    client.post(link, TYPED)

    assert client.get(link).status_code == 410
    assert client.post(link, {**TYPED, "email": "ben@example.com"}).status_code == 410
    assert User.objects.count() == 1


def test_the_link_ends_after_half_an_hour():
    token = flows.make_link(timezone.now() - timedelta(minutes=30))

    with pytest.raises(flows.LinkVoid):
        flows.become_owner(token, **TYPED, language="", now=timezone.now())


def test_a_newer_link_ends_the_older_one(client, link):
    first_owner.offer("", timezone.now())

    assert client.get(link).status_code == 410


def test_no_link_is_made_where_an_owner_exists(client, link, tmp_path):
    client.post(link, TYPED)
    first_owner.file().write_text("an old link")

    assert first_owner.offer("", timezone.now()) is None
    assert not (tmp_path / "first-owner-link").exists()


def test_a_weak_password_is_refused_with_the_reason(client, link):
    answer = client.post(link, {**TYPED, "password": "password"}, headers={"accept-language": "ja"})

    assert answer.status_code == 422
    assert "12" in answer.content.decode()
    assert not User.objects.exists()


def test_the_database_holds_no_link(link):
    token = link.rpartition("/")[2]

    assert not flows.FirstOwnerLink.objects.filter(hashed__contains=token).exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_becomes_the_owner():
    token, outcomes, gate = flows.make_link(timezone.now()), [], threading.Barrier(6)

    def run(number):
        gate.wait()
        try:
            flows.become_owner(token, email=f"{number}@example.com", password="x", language="", now=timezone.now())
            outcomes.append("owner")
        except flows.Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["owner"] + ["refused"] * 5
    assert User.objects.count() == 1
