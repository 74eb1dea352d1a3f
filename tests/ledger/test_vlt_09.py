"""VLT-09: after a takeover one deed makes sheet and key void; what was void is never handed out again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of, join, make_team, make_user
from tests.fakes.programs import program_of
from tests.fakes.vaults import CODES, lay_key, lay_sheet

from kagimori.console.timeline.models import Entry
from kagimori.console.vault.showing.flows import give_share
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

pytestmark = pytest.mark.django_db
LATER = "the incident plan that leads to it, which comes with incidents"
JSON = "application/json"
NEW_KEY = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"
LOGIN = {"purpose": "login"}


@pytest.fixture
def ai(db):
    return make_user("Ai", is_owner=True)


@pytest.fixture
def team(ai):
    return make_team(ai, "Minato Coffee")


@pytest.fixture
def as_ai(ai, team):
    return browser_of(ai)


@pytest.fixture
def program(ai, team):
    return program_of(ai, team)


@pytest.fixture
def account(team):
    account = add_account(team, "minato_coffee")
    lay_sheet(account)
    lay_key(account)
    return account


def page(account, name):
    return reverse(f"vault:{name}", args=[account.team.key, account.pk])


def at_api(account, path):
    return f"/api/v1/teams/{account.team.key}/accounts/{account.pk}/{path}"


def void(browser, account):
    return browser.post(
        page(account, "reset"), {"why": "somebody else was logged in"}, headers={"accept-language": "en"}
    )


@pytest.mark.row("VLT-09", part=LATER)
def test_afterwards_neither_pages_nor_api_hand_out_code_or_key(as_ai, program, account):
    assert void(as_ai, account).url == page(account, "reset_state")

    answers = [
        as_ai.post(page(account, "authenticator_show"), LOGIN),
        as_ai.post(page(account, "authenticator_reveal"), {"why": "an app"}),
        as_ai.post(page(account, "code_use"), LOGIN),
        program.post(at_api(account, "codes/take"), LOGIN, JSON),
        program.post(at_api(account, "authenticator/code"), LOGIN, JSON),
    ]
    assert [answer.status_code for answer in answers if answer.status_code < 400] == []
    assert not any(code in answer.content.decode() for answer in answers for code in CODES)
    assert Entry.objects.filter(kind="vault.reset", subject=f"account:{account.pk}").count() == 1


@pytest.mark.row("VLT-09", part=LATER)
def test_it_is_done_only_when_both_are_new(as_ai, program, account):
    def shown():
        return as_ai.get(page(account, "reset_state"), headers={"accept-language": "en"}).content.decode()

    assert as_ai.get(page(account, "reset_state")).status_code == 404
    void(as_ai, account)
    assert shown().count("still missing") == 2
    program.post(at_api(account, "sheet"), {"text": "11223344\n55667788\n"}, JSON)
    assert shown().count("still missing") == 1
    assert "Not done yet" in shown()

    program.post(at_api(account, "authenticator"), {"key": NEW_KEY}, JSON)
    assert "Not done yet" in shown()
    app = program.post(at_api(account, "authenticator/apps"), {"app": "google", "device": "phone"}, JSON).json()
    now = code_at(make_seed(NEW_KEY), int(timezone.now().timestamp())).text
    program.post(at_api(account, f"authenticator/apps/{app['id']}/prove"), {"code": now}, JSON)
    program.post(at_api(account, "authenticator/finish"))
    assert "Everything is new" in shown()


@pytest.mark.row("VLT-09", part=LATER)
def test_what_was_void_is_not_taken_as_new(as_ai, program, account):
    void(as_ai, account)
    key = program.post(at_api(account, "authenticator"), {"key": "MFRGGZDFMZTWQ2LKOVXHK43FMQ2DAMBQ"}, JSON)
    sheet = program.post(at_api(account, "sheet"), {"text": "\n".join(CODES)}, JSON)
    assert (key.status_code, sheet.status_code) == (409, 409)


@pytest.mark.row("VLT-09", part=LATER)
def test_whoever_saw_codes_by_a_share_sees_none_of_the_new_key(as_ai, ai, team, account):
    emi, now = make_user("Emi"), timezone.now()
    join(team, emi, "viewer", access="limited")
    share = give_share(account, str(emi.opaque), "posts", (now, now + timedelta(days=1)), by=actor_of(ai), now=now)
    address = reverse("vault:shared_code", args=[team.key, share.pk])
    assert browser_of(emi).get(address).status_code == 200
    void(as_ai, account)
    lay_key(account, NEW_KEY)
    assert browser_of(emi).post(address, LOGIN).status_code == 404
