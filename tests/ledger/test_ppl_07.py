"""PPL-07: the company's domains and numbers are named per team; whatever else people and accounts have is marked."""

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, make_team, make_user

from kagimori.console.people.models import Person

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}


@pytest.fixture
def browser():
    owner = make_user("Ai", is_owner=True)
    browser = browser_of(owner)
    browser.team = make_team(owner, "Minato Coffee")
    browser.home = f"/t/{browser.team.key}/"
    return browser


def name_the_company(browser):
    browser.post(f"{browser.home}settings/domains/", {"domain": "minato.example"})
    browser.post(f"{browser.home}settings/numbers/", {"number": "03-3580-3311"})


def note(browser, name, email, phone):
    browser.post(f"{browser.home}people/new/", {"name": name, "email": email, "phone": phone, "kind": "employee"})
    return Person.objects.get(name=name)


@pytest.mark.row("PPL-07", part="as findings of an audit")
def test_a_private_address_and_number_are_marked_on_the_persons_page_and_in_the_lists(browser):
    name_the_company(browser)
    private = note(browser, "Sato", "sato@gmail.com", "090-1234-5678")
    note(browser, "Ito", "ito@minato.example", "0335803311")

    page = browser.get(f"{browser.home}people/{private.pk}/", headers=EN).content.decode()
    rows = {row.name: row for row in browser.get(f"{browser.home}people/", headers=EN).context["rows"]}

    assert "not a company address" in page
    assert "not a company number" in page
    assert (rows["Sato"].phone.mark, rows["Ito"].phone.mark, rows["Ito"].email.mark) == ("not a company number", "", "")


@pytest.mark.row("PPL-07", part="as findings of an audit")
def test_what_instagram_has_on_file_is_marked_on_the_account_and_in_the_matrix(browser):
    name_the_company(browser)
    account = add_account(browser.team, "minato_coffee", phone="+819012345678", email="x@gmail.com")

    matrix = browser.get(f"{browser.home}people/matrix/", headers=EN).context

    assert matrix["columns"][0].marks == ("not a company number", "not a company address")
    assert "company" in browser.get(f"{browser.home}accounts/{account.pk}/", headers=EN).content.decode()


@pytest.mark.row("PPL-07", part="as findings of an audit")
def test_a_team_that_has_named_nothing_is_told_of_public_mail_alone(browser):
    other = note(browser, "Ito", "ito@minato.example", "090-1234-5678")
    public = note(browser, "Sato", "sato@gmail.com", "")

    assert "not a company" not in browser.get(f"{browser.home}people/{other.pk}/", headers=EN).content.decode()
    assert "not a company address" in browser.get(f"{browser.home}people/{public.pk}/", headers=EN).content.decode()


@pytest.mark.row("PPL-07", part="as findings of an audit")
def test_other_countries_numbers_count_as_the_companys_when_they_are_named(browser):
    browser.post(f"{browser.home}settings/numbers/", {"number": "+44 20 7946 0958"})
    abroad = note(browser, "Smith", "", "+442079460958")

    page = browser.get(f"{browser.home}people/{abroad.pk}/", headers=EN).content.decode()

    assert "+44 20 7946 0958" in page
    assert "not a company number" not in page
