"""DOC-16: in a case a typed code of a stale set-up is told apart from a clock that is off, and the steps follow."""

import time

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.browsers import add, page_of
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.vaults import KEY, lay_key

from kagimori.core.otp.fast import code_text

STALE = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def browser(db):
    return browser_of(make_user("Ai"))


@pytest.fixture
def case(browser):
    from kagimori.console.people.models import User

    account = add_account(make_team(User.objects.get(), "Minato Coffee"), "minato_coffee")
    lay_key(account)
    lay_key(account, STALE, stage="retired")
    where = f"/t/{account.team.key}/accounts/{account.pk}/doctor/"
    begun = browser.post(where, {"problem": "code_refused"}).headers["Location"]
    answers = {
        "unknown_change_mail": "no",
        "logged_in_elsewhere": "yes",
        "lock_notice": "no",
        "authenticator_here": "yes",
        "device_changed": "no",
    }
    for observation, value in answers.items():
        add(begun, "answered", observation, value)
    return begun


def judged(browser, case, key, ahead_s):
    codes = [code_text(key, int(time.time()) + ahead_s + later) for later in (-30, 0)]
    position = page_of(browser, case).position
    said = {"position": position, "code": codes[0], "second": codes[1]}
    assert browser.post(f"{case}code/", said).status_code == 302
    return page_of(browser, case)


@pytest.mark.row("DOC-16")
def test_the_code_of_a_retired_set_up_leads_to_overwriting_the_entry(browser, case):
    page = judged(browser, case, STALE, 0)

    assert page.causes[0].word == "認証アプリに古い項目が残っている"
    assert "QRコードを出し直して" in page.judged.then


@pytest.mark.row("DOC-16")
def test_the_same_code_from_a_clock_that_is_off_leads_to_the_clock(browser, case):
    page = judged(browser, case, KEY, 1800)

    assert page.causes[0].word == "端末の時計がずれている"
    assert "進んでいます" in page.judged.detail
