"""The authenticator over the API: set up, proven, its code shown for a purpose, and void after a reset."""

import time

import pytest
from tests.console.api.conftest import by_ai, program
from tests.fakes.accounts import add_account

from kagimori.console.timeline.models import Entry
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

__all__ = ["by_ai", "program"]  # fixtures
JSON = "application/json"
KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
FOR = {"purpose": "login"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    row = add_account(team, "minato_coffee")
    return f"/api/v1/teams/{team.key}/accounts/{row.pk}"


@pytest.fixture
def living(by_ai, account):
    """A key that one app has proven."""
    by_ai.post(f"{account}/authenticator", {"key": KEY}, JSON)
    app = by_ai.post(f"{account}/authenticator/apps", {"app": "google", "device": "phone"}, JSON).json()
    assert by_ai.post(f"{account}/authenticator/apps/{app['id']}/prove", {"code": now()}, JSON).status_code == 200
    return by_ai.post(f"{account}/authenticator/finish").json()


def now():
    return code_at(make_seed(KEY), int(time.time())).text


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


def test_it_is_set_up_from_a_program_and_no_answer_repeats_the_key(by_ai, account, living):
    assert (living["stage"], living["way"], len(living["apps"])) == ("living", "api", 1)
    shown = by_ai.get(f"{account}/authenticator")
    assert KEY not in shown.content.decode() + repr(living)
    assert by_ai.get(f"{account}/vault").json()["apps_proven"] == 1


@pytest.mark.parametrize(
    "key", ["not a key!", "otpauth://totp/x?secret=11111111", "otpauth://hotp/x?counter=1&secret=" + KEY]
)
def test_a_key_that_is_none_is_refused_and_not_repeated(by_ai, account, key):
    answer = by_ai.post(f"{account}/authenticator", {"key": key}, JSON)

    assert answer.status_code == 422
    assert KEY not in answer.content.decode()
    assert not by_ai.get(f"{account}/vault").json()["authenticator_begun"]


def test_the_code_of_this_moment_is_shown_and_stands_in_the_record(by_ai, ai, account, living):
    before, answer, after = now(), by_ai.post(f"{account}/authenticator/code", FOR, JSON), now()

    assert answer.json()["code"] in {before, after}
    entry = Entry.objects.get(kind="vault.authenticator_shown")
    assert (entry.actor, entry.place) == (str(ai.opaque), "api")


def test_without_a_purpose_there_is_none(by_ai, account, living):
    assert code_of(by_ai.post(f"{account}/authenticator/code", {}, JSON)) == (422, "api.fields_wrong")
    assert not Entry.objects.filter(kind="vault.authenticator_shown").exists()


def test_without_a_living_key_there_is_none(by_ai, account):
    answer = by_ai.post(f"{account}/authenticator/code", FOR, JSON)

    assert answer.status_code in {404, 409}


def test_what_no_app_has_proven_does_not_live(by_ai, account):
    by_ai.post(f"{account}/authenticator", {"key": KEY}, JSON)

    assert code_of(by_ai.post(f"{account}/authenticator/finish")) == (409, "vault.key_not_proven")


def test_after_a_reset_neither_is_handed_out(by_ai, account, living):
    by_ai.post(f"{account}/sheet", {"text": "27354618\n09182736\n"}, JSON)

    void = by_ai.post(f"{account}/vault/reset", {"why": "somebody else was in"}, JSON)

    assert (void.status_code, void.json()["codes_left"], void.json()["authenticator"]) == (200, None, False)
    assert code_of(by_ai.post(f"{account}/codes/take", FOR | {"purpose": "login"}, JSON)) == (409, "vault.no_sheet")
    assert by_ai.post(f"{account}/authenticator/code", FOR, JSON).status_code in {404, 409}
    assert code_of(by_ai.post(f"{account}/vault/reset", {}, JSON)) == (409, "vault.nothing_to_reset")
    assert Entry.objects.filter(kind="vault.reset", place="api").count() == 1


def test_a_reset_asks_for_both_rights(program, ai, team, account, living):
    by_half = program(ai, team, ["accounts.see", "codes.manage"])

    assert code_of(by_half.post(f"{account}/vault/reset", {}, JSON)) == (403, "api.not_allowed")


def test_a_retired_key_shows_no_code(by_ai, account, living):
    assert by_ai.post(f"{account}/authenticator/retire", {"why": "lost"}, JSON).status_code == 204

    assert by_ai.post(f"{account}/authenticator/code", FOR, JSON).status_code in {404, 409}
    assert by_ai.post(f"{account}/authenticator/retire", {"why": "lost"}, JSON).status_code == 404


def test_an_app_comes_off_the_list(by_ai, account, living):
    app = living["apps"][0]["id"]

    assert by_ai.delete(f"{account}/authenticator/apps/{app}").status_code == 204
    assert by_ai.get(f"{account}/authenticator").json()["apps"] == []
    assert by_ai.get(f"{account}/vault").json()["apps_proven"] == 0
