"""Who reaches what: the matrix, and handing out roles over single accounts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.people import browser_of, join, make_user

from kagimori.console.accounts.models import Grant
from kagimori.console.people.models import Person, TeamDomain, TeamNumber

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
FULL = {"role": "admin", "access": "full"}


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


def person(team, user):
    return Person.objects.get(team=team, user=user)


def give(browser, team, account, someone, **wishes):
    page = f"/t/{team.key}/accounts/{account.pk}/grants/new/?person={someone.pk}"
    return browser.post(page, FULL | wishes)


def test_a_role_over_an_account_stands_in_the_matrix(as_ai, team, ben, account):
    give(as_ai, team, account, person(team, ben))

    page = as_ai.get(f"/t/{team.key}/people/matrix/").context
    cells = {row.name: row.cells[0].role for row in page["rows"]}
    assert cells["Ben"]
    assert cells["Ai"] == ""
    assert page["columns"][0].handle == "@minato_coffee"


def test_only_an_owner_gives_roles_over_accounts(as_ben, team, ben, account):
    assert give(as_ben, team, account, person(team, ben)).status_code == 403
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"role": "owner", "access": "limited", "tasks": ["tries.record"]}, "access"),
        ({"access": "limited"}, "tasks"),
        ({"role": "ads", "access": "limited", "tasks": ["codes.use"]}, "tasks"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
    ],
)
def test_what_makes_no_sense_is_told_beside_its_field(as_ai, team, ben, account, wishes, field):
    answer = give(as_ai, team, account, person(team, ben), **wishes)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]


def test_a_role_is_changed_and_ended(as_ai, team, ben, account):
    give(as_ai, team, account, person(team, ben))
    page = f"/t/{team.key}/accounts/{account.pk}/grants/{Grant.objects.get().pk}/"

    as_ai.post(page, {"role": "ads", "access": "limited", "tasks": ["tries.record"]})
    changed = Grant.objects.get()
    as_ai.post(f"{page}end/")

    assert (changed.role, changed.access, changed.tasks) == ("ads", "limited", ["tries.record"])
    assert Grant.objects.get().ended_at is not None
    assert as_ai.get(page).status_code == 404


def test_looking_at_the_question_ends_nothing(as_ai, team, ben, account):
    give(as_ai, team, account, person(team, ben))

    as_ai.get(f"/t/{team.key}/accounts/{account.pk}/grants/{Grant.objects.get().pk}/end/")

    assert Grant.objects.get().ended_at is None


def test_a_person_of_another_team_gets_nothing(as_ai, team, account, chika, other_team):
    assert give(as_ai, team, account, person(other_team, chika)).status_code == 404
    theirs = add_account(other_team, "harbour_books")
    assert as_ai.get(f"/t/{team.key}/accounts/{theirs.pk}/grants/new/").status_code == 404


def test_a_grant_whose_last_day_is_over_counts_no_more(as_ai, team, ben, account):
    give(as_ai, team, account, person(team, ben))
    Grant.objects.update(ends_on=timezone.localdate() - timedelta(days=1))

    page = as_ai.get(f"/t/{team.key}/people/matrix/").context

    assert all(row.cells[0].role == "" for row in page["rows"])


def test_who_leaves_holds_nothing_any_more(as_ai, team, ben, account):
    give(as_ai, team, account, person(team, ben))

    as_ai.post(f"/t/{team.key}/people/{person(team, ben).pk}/leave/")

    assert Grant.objects.get().ended_at is not None
    account.refresh_from_db()
    assert account.admins == 0


def test_what_is_not_the_companys_is_marked_on_person_and_account(as_ai, team, account):
    TeamDomain.objects.create(team=team, domain="minato.example")
    TeamNumber.objects.create(team=team, number="+81335803311")
    account.phone, account.email = "+819012345678", "someone@gmail.com"
    account.save()

    page = as_ai.get(f"/t/{team.key}/people/matrix/", headers={"accept-language": "en"}).context

    assert page["columns"][0].marks == ("not a company number", "not a company address")
    assert page["rows"][0].marks == ("not a company address",)


def test_the_matrix_costs_the_same_however_large_it_is(as_ai, team, ben, account):
    page = f"/t/{team.key}/people/matrix/"
    as_ai.get(page)
    few = queries(as_ai, page)
    for number in range(11):
        add_account(team, f"shop{number}")
        join(team, make_user(f"M{number}"), "viewer")

    assert queries(as_ai, page) == few


def queries(browser, page):
    with CaptureQueriesContext(connection) as caught:
        browser.get(page)
    return len(caught)


def test_somebody_limited_to_tasks_reaches_only_what_was_given(as_ai, team, account):
    other = add_account(team, "minato_beans")
    user = make_user("Kenji")
    someone = join(team, user, "ads", access="limited")
    give(as_ai, team, account, someone, role="ads", access="limited", tasks=["tries.record"])
    browser = browser_of(user)

    assert browser.get(f"/t/{team.key}/people/matrix/").status_code == 403
    assert browser.get(f"/t/{team.key}/accounts/{other.pk}/grants/new/").status_code == 403
