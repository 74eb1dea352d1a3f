"""VLT-01: eight digits, once each, any number on a sheet, and a new sheet at any time, due at three."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.fakes.accounts import add_account
from tests.fakes.clients import Clients
from tests.fakes.people import browser_of, make_team, make_user
from tests.fakes.programs import program_of

from kagimori.console.timeline.models import Entry
from kagimori.console.vault.models import BackupCode, CodeSheet

JSON = "application/json"
MANY = 30


@pytest.fixture
def team(db):
    return make_team(make_user("Ai", is_owner=True), "Minato Coffee")


@pytest.fixture
def ai(team):
    return team.memberships.get().user


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def api(account, team, ai):
    """Asks the account's part of the API."""
    program, at = program_of(ai, team), f"/api/v1/teams/{team.key}/accounts/{account.pk}"

    def ask(path, body=None):
        return program.post(f"{at}/{path}", body, JSON) if body is not None else program.get(f"{at}/{path}")

    return ask


def some(count, first=10_203_040):
    return [f"{first + 7919 * number:08}" for number in range(count)]


def through_pages(browser, account, sent):
    """Paste or choose a file, look at what was found, and keep it."""
    new = f"/t/{account.team.key}/accounts/{account.pk}/codes/new/"
    checked = browser.post(new, sent, follow=True, headers={"accept-language": "en"})
    page, at = checked.content.decode(), checked.redirect_chain[-1][0]
    kept = browser.post(at, {})
    assert kept.status_code == 302, kept.content.decode()
    return page


@pytest.mark.django_db
@pytest.mark.row("VLT-01")
@pytest.mark.parametrize("count", [1, 5, 10, 17, 50])
def test_a_sheet_of_any_size_comes_in_by_pasting_by_file_and_by_program(ai, account, api, count):
    browser = browser_of(ai)
    pasted = "\n".join(f"• {code[:4]} {code[4:]}" for code in some(count))
    written = "\r\n".join(some(count, 20_304_050)).encode()

    page = through_pages(browser, account, {"text": pasted})
    through_pages(browser, account, {"file": SimpleUploadedFile("codes.txt", written)})
    kept = api("sheet", {"text": " ".join(some(count, 30_405_060))})

    assert re.search(rf"\b{count}\b", page)
    assert kept.json()["found"] == count
    assert list(CodeSheet.objects.order_by("generation").values_list("size", flat=True)) == [count] * 3
    assert api("vault").json()["codes_left"] == count


@pytest.mark.django_db
@pytest.mark.row("VLT-01")
@pytest.mark.parametrize("wrong", ["1234567", "123456789", "1234567a"])
def test_a_code_has_eight_digits_and_anything_else_is_pointed_at(api, wrong):
    answer = api("sheet", {"text": "\n".join([*some(2), wrong])})

    assert answer.status_code == 422
    assert "3" in answer.json()["error"]["fields"]["lines"]
    assert not BackupCode.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.row("VLT-01")
def test_of_many_who_want_it_at_once_over_http_one_gets_the_code_and_the_count_is_right(
    live_server, team, ai, account, api
):
    assert api("sheet", {"text": " ".join(some(2))}).status_code == 201
    assert api("codes/take", {"purpose": "drill"}).json()["left"] == 1
    secret = program_of(ai, team).defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    clients = Clients([live_server.url], [secret], MANY)

    answers = clients.at_once(
        "POST", f"/api/v1/teams/{team.key}/accounts/{account.pk}/codes/take", {"purpose": "login"}
    )
    clients.close()

    assert sorted(status for status, _, _ in answers) == [200] + [409] * (MANY - 1)
    assert [answer["code"] for status, answer, _ in answers if status == 200] == [some(2)[1]]
    assert api("vault").json()["codes_left"] == 0


@pytest.mark.django_db
@pytest.mark.row("VLT-01")
def test_a_code_is_good_once(api):
    api("sheet", {"text": " ".join(some(3))})

    taken = [api("codes/take", {"purpose": "login"}).json()["code"] for _ in range(3)]

    assert sorted(taken) == sorted(some(3))
    assert api("codes/take", {"purpose": "login"}).status_code == 409


@pytest.mark.django_db
@pytest.mark.row("VLT-01")
def test_a_new_sheet_may_come_early_and_is_due_at_three(api, ai, account):
    api("sheet", {"text": " ".join(some(10))})
    assert api("sheet", {"text": " ".join(some(10, 20_304_050))}).json()["generation"] == 2
    page = f"/t/{account.team.key}/accounts/{account.pk}/codes/"
    ahead = browser_of(ai).get(page, headers={"accept-language": "en"}).content.decode()

    for _ in range(7):
        api("codes/take", {"purpose": "login"})

    assert api("vault").json()["codes_left"] == 3
    assert Entry.objects.filter(kind="vault.codes_low").count() == 1
    due = browser_of(ai).get(page, headers={"accept-language": "en"}).content.decode()
    assert "codes/renew/" in due
    assert due != ahead
