"""Two whole cases of a team in the browser: a code taken from the vault and told, and a refused code judged."""

import time

import pytest
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.browsers import add
from tests.fakes.people import join, make_team, make_user
from tests.fakes.vaults import KEY, lay_key, lay_sheet

from kagimori.console.vault.authenticators import flows as authenticators
from kagimori.console.vault.models import BackupCode
from kagimori.core.otp.fast import code_text
from kagimori.core.people.standing import Actor

pytestmark = pytest.mark.browser
SHUT = {
    "unknown_change_mail": "no",
    "logged_in_elsewhere": "no",
    "lock_notice": "no",
    "authenticator_here": "no",
    "device_changed": "yes",
    "coadmin": "no",
    "second_device": "no",
    "failed_last_hour": "0",
    "attempts_today": "0-4",
    "login_history": "0",
}


@pytest.fixture
def account(transactional_db):
    ai = make_user("Ai")
    team = make_team(ai, "Minato Coffee")
    account = add_account(team, "minato_coffee")
    account.ai, account.ben = ai, join(team, make_user("Ben"), "admin")
    return account


def begin(page, account, problem, words):
    """Begin a case on the account's page by one of the first problems; return its address."""
    page.open(f"/t/{account.team.key}/accounts/{account.pk}/doctor/")
    page.page.get_by_role("button", name=words).click()
    page.page.wait_for_url("**/doctor/case/**")
    return "/" + page.page.url.split("/", 3)[3]


def answered(case, **answers):
    for observation, value in answers.items():
        add(case, "answered", observation, value)


@pytest.mark.parametrize(("lang", "scheme"), [("ja", "light"), ("en", "dark")])
def test_a_lost_phone_ends_with_a_code_from_the_vault(visit, account, lang, scheme):
    lay_sheet(account, ("27354618", "90817263", "55501234", "61803398"))
    seen = visit(lang, scheme=scheme)
    seen.enter(account.ai)
    case = begin(seen, account, "phone_or_number_gone", {"ja": "なくした", "en": "new, lost or broken"}[lang])
    add(case, "opened", "real", goal="login", method="app")
    answered(case, **SHUT)
    seen.open(case)
    seen.look(f"vault-step-{lang}")
    seen.page.get_by_role(
        "link", name={"ja": "保管庫からコードを1つ出す", "en": "Take a code from the vault"}[lang]
    ).click()
    seen.look(f"vault-take-{lang}")
    seen.page.locator("main form button").last.click()
    seen.page.wait_for_url("**/codes/**")
    seen.look(f"vault-code-{lang}")
    seen.open(case)
    seen.look(f"vault-handed-{lang}")
    seen.page.locator('form[action$="/try"] button').click()
    seen.look(f"vault-turn-{lang}")
    seen.page.locator('button[value="worked"]').click()
    seen.page.wait_for_load_state()
    (code,) = BackupCode.objects.filter(state="used")
    assert code.case == case.strip("/").rsplit("/", 1)[-1]
    seen.look(f"vault-after-{lang}")
    seen.page.locator("summary").last.click()
    seen.page.locator('button[name="outcome"][value="recovered"]').click()
    seen.look(f"vault-end-{lang}")
    assert seen.page.locator("#codes-due").count() == 1


@pytest.mark.parametrize(("lang", "scheme"), [("ja", "dark"), ("en", "light")])
def test_a_refused_code_is_judged_and_the_clock_is_named(visit, account, lang, scheme):
    key = lay_key(account)
    app = authenticators.note_app(
        key, "google", "Pixel 8", account.ben, by=Actor(str(account.ai.opaque), "web"), now=timezone.now()
    )
    seen = visit(lang, scheme=scheme)
    seen.enter(account.ai)
    case = begin(seen, account, "code_refused", {"ja": "無効", "en": "is refused"}[lang])
    answered(case, **SHUT | {"authenticator_here": "yes", "device_changed": "no"})
    seen.open(case)
    seen.look(f"judge-case-{lang}")
    seen.open(f"{case}code/")
    seen.look(f"judge-ask-{lang}")
    seen.page.locator("#code").fill(code_text(KEY, int(time.time()) + 1800))
    seen.page.locator("main form button").click()
    seen.page.locator("#second").wait_for()
    seen.look(f"judge-again-{lang}")
    seen.page.locator("#code").fill(code_text(KEY, int(time.time()) + 1770))
    seen.page.locator("#second").fill(code_text(KEY, int(time.time()) + 1800))
    seen.page.locator("#app").select_option(str(app.pk))
    seen.page.locator("main form button").click()
    seen.page.wait_for_url(f"**{case}")
    seen.look(f"judge-told-{lang}")
    app.refresh_from_db()
    assert app.drift_steps in (59, 60, 61)
