"""One's own second step: sealed to its user, set up once, never the last one removed; codes shown until kept."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.fakes.logins import code_of, proven_lately, set_up_app, with_password
from tests.fakes.people import make_user

from kagimori.console.people.login import flows, queries, sealed
from kagimori.console.timeline.models import Entry
from kagimori.core.vault import SealBroken

pytestmark = pytest.mark.django_db


@pytest.fixture
def ai():
    return make_user("Ai", proven=False)


@pytest.fixture
def at_home(ai):
    """Ai's browser, logged in, with an app just set up."""
    browser = Client()
    with_password(browser, ai.email)
    browser.key = set_up_app(browser)
    return browser


def add_passkey(user, name="Mac"):
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": {}})


def test_a_secret_copied_into_another_row_does_not_open(ai):
    ben = make_user("Ben", proven=False)
    stored = sealed.seal("the key", ai)

    assert sealed.unseal(stored, ai) == "the key"
    with pytest.raises(SealBroken):
        sealed.unseal(stored, ben)


def test_the_database_holds_neither_key_nor_recovery_seed_in_clear(ai, at_home):
    codes = [code.replace(" ", "") for code in queries.codes_to_keep(ai)]
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert len(codes) == 10
    assert at_home.key.replace(" ", "") not in stored
    assert not any(code in stored for code in codes)


def test_codes_are_shown_until_they_are_kept_and_looking_changes_nothing(at_home):
    first = at_home.get("/account/recovery-codes/").content
    assert at_home.get("/account/recovery-codes/").content.count(b"<li>") == first.count(b"<li>") >= 10
    assert at_home.get("/account/recovery-codes/file/").content.count(b"\n") == 11

    at_home.post("/account/recovery-codes/", {"kept": "yes"})

    assert b"codes" not in at_home.get("/account/recovery-codes/").content.split(b"<main")[1].split(b"</main")[0]
    assert at_home.get("/account/recovery-codes/file/").status_code == 404


def test_codes_that_are_not_ticked_as_kept_stay(ai, at_home):
    page = at_home.post("/account/recovery-codes/", {}, headers={"accept-language": "en"})

    assert b"Tick the box" in page.content
    assert len(queries.codes_to_keep(ai)) == 10


def test_a_recovery_code_opens_once_and_is_told(ai, at_home):
    code = queries.codes_to_keep(ai)[3]
    for outcome in (302, 200):
        other = Client()
        with_password(other, ai.email)
        assert other.post("/account/login/code/", {"code": code}).status_code == outcome

    assert queries.papers(ai).left == 9
    assert Entry.objects.filter(kind="login.recovery_code_used", actor=str(ai.opaque)).count() == 1


def test_the_first_second_step_ends_sessions_that_were_begun_without_one(ai):
    elsewhere, here = Client(), Client()
    with_password(elsewhere, ai.email)
    with_password(here, ai.email)

    set_up_app(here)

    assert elsewhere.get("/me/").headers["Location"].startswith("/account/login/")
    assert here.get("/me/").status_code == 200


def test_the_last_way_is_not_removed(ai, at_home):
    app = Authenticator.objects.get(user=ai, type="totp")

    at_home.post(f"/account/second-step/{app.pk}/remove/")
    assert Authenticator.objects.filter(pk=app.pk).exists()

    add_passkey(ai)
    at_home.post(f"/account/second-step/{app.pk}/remove/")
    assert not Authenticator.objects.filter(pk=app.pk).exists()


def test_nobody_removes_the_way_of_somebody_else(ai, at_home):
    ben = make_user("Ben")
    add_passkey(ben)
    his = Authenticator.objects.get(user=ben, type="totp")

    at_home.post(f"/account/second-step/{his.pk}/remove/")

    assert Authenticator.objects.filter(pk=his.pk).exists()


def test_a_delicate_deed_asks_again_after_a_while_and_keeps_nothing_of_what_was_sent(ai, at_home):
    session = at_home.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 601
    session.save()

    answer = at_home.post("/account/recovery-codes/new/", {"secret": "keepnothing"})

    assert answer.headers["Location"].startswith("/account/again/?next=")
    assert "keepnothing" not in str(dict(at_home.session))
    assert at_home.post("/account/again/", {"password": "a long enough password"}).status_code == 302
    assert at_home.post("/account/recovery-codes/new/").headers["Location"].startswith("/account/recovery-codes/")


def test_new_codes_end_the_old_ones(ai, at_home):
    before = queries.codes_to_keep(ai)

    at_home.post("/account/recovery-codes/new/")

    assert not set(before) & set(queries.codes_to_keep(ai))


def test_recovery_codes_alone_are_no_second_step(ai, client):
    client.force_login(ai)
    proven_lately(client, ai)
    Authenticator.objects.create(user=ai, type="recovery_codes", data={"seed": "", "used_mask": 0})

    assert client.get("/me/").headers["Location"].startswith("/account/second-step/")


@pytest.mark.parametrize(
    "posted", ["", "{}", "[]", "null", '{"id": "x"}', '{"response": {"userHandle": "x"}}', "x" * 9000]
)
@pytest.mark.parametrize("path", ["/account/login/passkey/", "/account/second-step/passkey/"])
def test_what_is_no_passkey_is_refused_without_an_accident(ai, client, path, posted):
    if "second" in path:
        with_password(client, ai.email)
    client.get(path, headers={"accept": "application/json"})

    assert client.post(path, {"credential": posted}).status_code in (302, 422)
    assert not Authenticator.objects.exists()


def test_an_app_is_not_set_up_twice(ai, at_home):
    assert at_home.get("/account/second-step/app/").status_code == 302
    assert at_home.post("/account/second-step/app/", {"code": code_of(at_home.key)}).status_code == 302
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_two_who_set_up_an_app_at_once_leave_one(ai, at_home):
    from django.utils import timezone

    from kagimori.core.people.standing import Actor

    with pytest.raises(flows.AppThere):
        flows.add_app(ai, "ABCDEFGH" * 4, step=1, now=timezone.now(), by=Actor.itself())


def test_a_passkey_is_asked_for_only_where_there_is_one(ai, at_home):
    other = Client()
    with_password(other, ai.email)

    assert b"data-passkey" not in other.get("/account/login/code/").content
