"""VLT-11: with codes in the vault no lost phone shuts the team out, and the doctor weighs them against every way."""

import pytest
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.vaults import lay_key, lay_sheet

from kagimori.console.accounts import flows
from kagimori.console.vault.models import BackupCode
from kagimori.core.people.standing import Actor

MOST_STEPS = 25
NOTHING = {"no", "none", "no_change", "0", "0-4", "single_device", "clean", "operational", "few", "same"}


@pytest.fixture
def account(db):
    return add_account(make_team(make_user("Ai"), "Minato Coffee"), "minato_coffee")


@pytest.fixture
def browser(account):
    from kagimori.console.people.models import User

    return browser_of(User.objects.get())


def begin(browser, account):
    """Begin a case of an account whose phone with the authenticator is gone."""
    where = f"/t/{account.team.key}/accounts/{account.pk}/doctor/"
    return browser.post(where, {"words": "認証アプリの入ったスマホをなくして、ログインできない"}).headers["Location"]


def walk(browser, case):
    """Answer like somebody with nothing at hand, up to the first way in; return the page of that step."""
    for _ in range(MOST_STEPS):
        page = browser.get(case).context["page"]
        if page.step is None or page.step.kind == "wait" or page.step.is_try or page.step.id == "code_from_vault":
            return page
        value = "not_possible" if page.step.kind == "act" else answer(page.step)
        said = {"position": page.position, "kind": page.step.kind, "step": page.step.id, "value": value}
        assert browser.post(f"{case}answer", said).status_code == 302
    raise AssertionError(page.step)


def answer(step):
    offered = [choice.value for choice in step.choices]
    return next((value for value in offered if value in NOTHING), "unknown" if "unknown" in offered else offered[0])


@pytest.mark.row("VLT-11", part="the export that opens with the console down")
def test_with_codes_in_the_vault_a_lost_phone_has_a_way_in(account, browser):
    lay_sheet(account)

    page = walk(browser, begin(browser, account))

    assert page.step.id == "login_backup"
    assert "/codes/use/?case=" in page.vault.take_address


@pytest.mark.row("VLT-11", part="the export that opens with the console down")
def test_without_any_code_the_doctor_sends_nobody_to_try_one(account, browser):
    page = walk(browser, begin(browser, account))

    assert page.step is None or page.step.id != "login_backup"


@pytest.mark.row("VLT-11", part="the export that opens with the console down")
def test_a_faster_way_goes_before_a_code(account, browser):
    lay_sheet(account)
    lay_key(account)

    page = walk(browser, begin(browser, account))

    assert page.step.id == "code_from_vault"
    assert BackupCode.objects.filter(state="unused").count() == 8


@pytest.mark.row("VLT-11", part="the export that opens with the console down")
def test_the_attempt_budget_goes_before_the_codes(account, browser):
    lay_sheet(account)
    now = timezone.now()
    for _ in range(4):
        flows.record_try(account, Actor("somebody else", "web"), now, kind="app", outcome="refused")

    page = walk(browser, begin(browser, account))

    assert page.step is None or page.step.id != "login_backup" or page.vault.take_address == ""
