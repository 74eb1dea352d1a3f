"""Logging in: address and password, then the second step; wrong ones are refused alike and counted."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from tests.fakes.logins import code_of, key_on, set_up_app, with_password
from tests.fakes.people import make_user

from kagimori.console.people.login.proof import has_second_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def ai():
    return make_user("Ai", proven=False)


@pytest.fixture
def app_key(ai):
    """The key of Ai's app, set up in another browser."""
    client = Client()
    with_password(client, ai.email)
    return set_up_app(client)


def test_somebody_without_a_second_step_is_led_to_setting_it_up(client, ai):
    answer = with_password(client, ai.email)

    assert answer.headers["Location"] == "/account/second-step/?next=%2F"
    assert client.session["_auth_user_id"] == str(ai.pk)


def test_an_app_is_set_up_by_its_first_code(client, ai):
    with_password(client, ai.email)

    key = set_up_app(client)

    assert has_second_step(ai)
    assert key.replace(" ", "") not in str(Authenticator.objects.values_list("data", flat=True))


def test_the_key_stays_the_same_while_the_page_is_loaded_again(client, ai):
    with_password(client, ai.email)
    page = reverse("second_step_app")

    assert key_on(client.get(page)) == key_on(client.get(page))


def test_the_session_holds_no_key_in_clear(client, ai):
    with_password(client, ai.email)
    key = key_on(client.get(reverse("second_step_app"))).replace(" ", "")

    assert key not in str(dict(client.session))


def test_a_login_asks_for_the_code(client, ai, app_key):
    assert with_password(client, ai.email).headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(app_key, ahead=1)})

    assert answer.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ai.pk)


def test_digits_typed_full_width_and_with_a_blank_are_taken(client, ai, app_key):
    with_password(client, ai.email)
    code = code_of(app_key, ahead=1).translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    assert client.post(reverse("mfa_authenticate"), {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


def test_a_code_works_once_even_the_one_that_set_the_app_up(client, ai, app_key):
    with_password(client, ai.email)
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(app_key)}).status_code == 200

    later = code_of(app_key, ahead=1)
    client.post(reverse("mfa_authenticate"), {"code": later})
    other = Client()
    with_password(other, ai.email)

    assert other.post(reverse("mfa_authenticate"), {"code": later}).status_code == 200
    assert "_auth_user_id" not in other.session


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(ai):
    def answer(email):
        page = with_password(Client(), email, "not the password").content.decode().split("<main")[1]
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "")

    assert answer(ai.email) == answer("who@example.jp")


def test_an_address_is_known_whatever_its_case(client, ai):
    assert with_password(client, "AI@Example.JP").status_code == 302


def test_after_five_wrong_passwords_the_right_one_waits_too(client, ai):
    for _ in range(5):
        with_password(client, ai.email, "wrong")

    page = with_password(client, ai.email, headers={"accept-language": "en"})

    assert "wait five minutes" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_after_five_wrong_codes_the_right_one_waits_too(client, ai, app_key):
    with_password(client, ai.email)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    page = client.post(reverse("mfa_authenticate"), {"code": code_of(app_key, ahead=1)})

    assert page.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client):
    assert client.get("/account/signup/").status_code == 404


def test_a_login_leads_on_to_the_page_that_was_asked_for_and_never_elsewhere(client, ai, app_key):
    client.post("/account/login/?next=/me/", {"login": ai.email, "password": "a long enough password"})
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(app_key, ahead=1)}).headers["Location"] == "/me/"

    other = Client()
    form = {"login": ai.email, "password": "a long enough password", "next": "https://evil.example/"}
    assert "evil" not in other.post("/account/login/", form).headers["Location"]


def test_who_is_switched_off_does_not_get_in(client, ai):
    ai.is_active = False
    ai.save()

    assert with_password(client, ai.email).headers["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session
