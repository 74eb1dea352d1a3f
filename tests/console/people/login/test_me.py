"""A person's own page: wishes, password, the places where they are logged in; and how long a login lasts."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.fakes.logins import set_up_app, with_password
from tests.fakes.people import make_user

from kagimori.console.people.login import lasting
from kagimori.console.people.login.session_store import stored
from kagimori.console.people.login.sessions import places

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile Safari/604.1"


@pytest.fixture
def ai():
    return make_user("Ai", proven=False)


@pytest.fixture
def browser(ai):
    found = Client()
    with_password(found, ai.email)
    set_up_app(found)
    return found


@pytest.fixture
def phone(ai, browser):
    """Ai's phone, logged in by hand of the test, as with a code."""
    found = Client(headers={"user-agent": PHONE})
    with_password(found, ai.email)
    from allauth.mfa.models import Authenticator

    from kagimori.console.people.login import queries

    assert found.post("/account/login/code/", {"code": queries.codes_to_keep(ai)[0]}).status_code == 302
    assert Authenticator.objects.exists()
    return found


def logged_in(client):
    return client.get("/me/").status_code == 200


def test_wishes_are_kept(browser, ai):
    browser.post("/me/", {"name": "愛", "language": "en", "time_zone": "Europe/Berlin"})

    ai.refresh_from_db()
    assert (ai.name, ai.language, ai.time_zone) == ("愛", "en", "Europe/Berlin")


def test_nobody_makes_themselves_an_owner_by_their_wishes(browser, ai):
    browser.post("/me/", {"name": "Ai", "is_owner": "on", "email": "x@example.jp", "opaque": "1"})

    ai.refresh_from_db()
    assert (ai.is_owner, ai.email) == (False, "ai@example.jp")


def test_a_zone_that_is_none_is_refused(browser, ai):
    assert browser.post("/me/", {"name": "Ai", "time_zone": "Mars/Olympus"}).status_code == 422


def test_places_are_told_apart_and_ended_one_by_one(browser, phone, ai):
    page = browser.get("/me/", headers={"accept-language": "en"}).content.decode()
    assert "Safari · iPhone" in page
    there = next(place for place in places(ai, browser.session.session_key) if not place.here)

    browser.post(f"/account/sessions/{there.id}/end/")

    assert (logged_in(browser), logged_in(phone)) == (True, False)


def test_everywhere_else_is_ended_at_once(browser, phone):
    phone.post("/account/sessions/end-others/")

    assert (logged_in(browser), logged_in(phone)) == (False, True)


def test_nobody_ends_the_session_of_somebody_else(browser, ai):
    chika = make_user("Chika")
    other = Client()
    other.force_login(chika)
    here = places(ai, None)[0]

    other.post(f"/account/sessions/{here.id}/end/")

    assert logged_in(browser)


def test_a_new_password_ends_the_other_sessions_and_gives_this_one_a_new_key(browser, phone, ai):
    before = browser.session.session_key

    form = {"present": "a long enough password", "password": "eleven green bottles"}
    assert browser.post("/account/password/", form).headers["Location"] == "/me/"

    assert (logged_in(browser), logged_in(phone)) == (True, False)
    assert browser.session.session_key != before
    assert [place.here for place in places(ai, browser.session.session_key)] == [True]


@pytest.mark.parametrize(
    "form",
    [
        {"present": "wrong", "password": "eleven green bottles"},
        {"present": "a long enough password", "password": "short"},
        {"present": "a long enough password", "password": "password1234"},
        {"present": "a long enough password", "password": "ai@example.jp"},
    ],
)
def test_a_wrong_or_weak_password_changes_nothing(browser, ai, form):
    assert browser.post("/account/password/", form).status_code == 422

    ai.refresh_from_db()
    assert ai.check_password("a long enough password")


def test_a_login_gives_the_session_a_new_key(client, ai):
    client.get("/account/login/")
    session = client.session
    session["planted"] = True
    session.save()

    with_password(client, ai.email)

    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    ("began", "seen", "over"),
    [
        (timedelta(days=6), timedelta(hours=23), False),
        (timedelta(days=6), timedelta(hours=25), True),
        (timedelta(days=7, minutes=1), timedelta(minutes=1), True),
    ],
)
def test_a_login_ends_after_a_day_without_a_click_and_after_a_week_in_any_case(browser, began, seen, over):
    now, session = timezone.now(), browser.session
    session[lasting.BEGAN], session[lasting.SEEN] = (int((now - ago).timestamp()) for ago in (began, seen))
    session.save()

    assert logged_in(browser) is not over


def test_a_click_costs_no_write_until_some_minutes_have_passed(browser, django_assert_num_queries):
    browser.get("/me/")
    session = browser.session
    seen = session[lasting.SEEN]

    browser.get("/me/")

    assert browser.session[lasting.SEEN] == seen


def test_leaving_needs_a_press(browser):
    assert browser.get("/account/logout/").status_code == 200
    assert logged_in(browser)

    browser.post("/account/logout/")
    assert not logged_in(browser)


def test_the_database_holds_no_key_of_a_session(browser):
    key = browser.session.session_key
    stored = [row.session_key for row in (*Session.objects.all(), *UserSession.objects.all())]

    assert stored
    assert key not in str(stored)


def test_what_stands_in_the_database_opens_nothing(browser, settings):
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = Session.objects.get().session_key

    assert not logged_in(thief)


def test_a_session_that_has_ended_by_itself_leaves_the_list(browser, phone, ai):
    Session.objects.exclude(session_key=stored(browser.session.session_key)).delete()

    assert [place.here for place in places(ai, browser.session.session_key)] == [True]
