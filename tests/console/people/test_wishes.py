"""The language of the pages: the person's, then the cookie's, then the browser's, then Japanese."""

import pytest

from kagimori.console.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    found = User.objects.create_user("ai@example.com", "x", language="en", time_zone="Europe/Berlin")
    client.force_login(found)
    return found


def language(client, header=""):
    page = client.get("/status/", headers={"accept-language": header}).content.decode()
    return page[page.index('<html lang="') :][12:14]


def test_japanese_stands_where_nobody_says_anything(client):
    assert language(client) == "ja"
    assert language(client, "fr") == "ja"


def test_the_browser_is_heard(client):
    assert language(client, "en-GB,en;q=0.8") == "en"


def test_the_cookie_is_stronger_than_the_browser(client):
    client.post("/language", {"language": "ja", "next": "/status/"})

    assert language(client, "en") == "ja"


def test_the_person_is_stronger_than_the_browser(client, user):
    assert language(client, "ja") == "en"


def test_a_person_who_chooses_keeps_the_choice(client, user):
    client.post("/language", {"language": "ja"})

    user.refresh_from_db()
    assert user.language == "ja"


def test_a_language_that_we_do_not_have_is_not_kept(client, user):
    client.post("/language", {"language": "xx"})

    user.refresh_from_db()
    assert user.language == "en"


def test_a_look_does_not_choose(client):
    assert client.get("/language?language=en").status_code == 405


def test_nobody_is_sent_elsewhere_by_choosing(client):
    assert client.post("/language", {"language": "en", "next": "https://evil.example/"}).headers["Location"] == "/"


def test_an_unknown_time_zone_breaks_no_page(client, user):
    User.objects.update(time_zone="Mars/Olympus")

    assert client.get("/status/").status_code == 200


def test_a_stranger_gets_no_session(client):
    assert "kagimori_session" not in client.get("/status/").cookies


def test_two_addresses_that_differ_by_case_are_one():
    User.objects.create_user("ai@example.com")

    assert User.objects.get_by_natural_key("AI@Example.com").email == "ai@example.com"
