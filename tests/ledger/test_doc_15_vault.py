"""DOC-15: set-up guidance leads with the app, and who is stuck on SMS is offered the switch: with the vault, here."""

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.browsers import add, page_of
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.vaults import lay_key


@pytest.fixture
def account(db):
    return add_account(make_team(make_user("Ai"), "Minato Coffee"), "minato_coffee")


def case_of(browser, account, problem, **answers):
    where = f"/t/{account.team.key}/accounts/{account.pk}/doctor/"
    case = browser.post(where, {"problem": problem}).headers["Location"]
    for observation, value in answers.items():
        add(case, "answered", observation, value)
    return case


@pytest.fixture
def browser(account):
    from kagimori.console.people.models import User

    return browser_of(User.objects.get())


@pytest.mark.row("DOC-15")
def test_setting_up_leads_with_the_app_and_offers_to_do_it_here(account, browser):
    case = case_of(browser, account, "cannot_switch_on")
    add(case, "opened", "real", goal="setup", method="sms", error="sms_missing")
    for observation, value in (("lock_notice", "no"), ("account_status", "clean"), ("failed_last_hour", "0")):
        add(case, "answered", observation, value)
    for _ in range(12):
        page = page_of(browser, case)
        if page.step.is_try:
            break
        kind, value = page.step.kind, "unknown" if page.step.kind == "observe" else "no_change"
        said = {"position": page.position, "kind": kind, "step": page.step.id, "value": value}
        browser.post(f"{case}answer", said)

    assert page.step.id == "setup_app"
    assert f"/accounts/{account.pk}/authenticator/new/" in browser.get(case).content.decode()


@pytest.mark.row("DOC-15")
def test_who_is_stuck_on_sms_is_offered_the_app_that_the_team_keeps(account, browser):
    lay_key(account)
    case = case_of(
        browser,
        account,
        "code_missing",
        unknown_change_mail="no",
        lock_notice="no",
        logged_in_elsewhere="no",
        number_current="old_number",
        backup_codes="none",
        failed_last_hour="0",
        attempts_today="0-4",
        login_history="0",
        coadmin="no",
        email_reachable="yes",
    )
    page = page_of(browser, case)

    assert page.step.id == "login_app"
    assert page.vault.show_address
