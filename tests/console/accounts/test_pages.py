"""Pages of the accounts: the list, one account, and what their buttons note."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account

from kagimori.console.accounts import flows
from kagimori.console.accounts.models import AccountFact, Hold, InstagramAccount, LockOut, Try
from kagimori.console.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee", name="Minato Coffee", phone="03-1234-5678")


def address(name, team, account=None, **more):
    where = {"team": team.key} | ({"account": account.pk} if account else {}) | more
    return reverse(f"accounts:{name}", kwargs=where)


def text(response):
    return response.content.decode()


def test_an_account_is_added_and_stands_on_the_list(as_ai, team):
    made = as_ai.post(address("new", team), {"handle": "https://instagram.com/Minato.Coffee/", "phone": "0312345678"})

    account = InstagramAccount.objects.get()
    assert made.url == address("account", team, account)
    assert "@minato.coffee" in text(as_ai.get(address("list", team)))
    assert account.phone == "+81312345678"


@pytest.mark.parametrize(
    "wish", [{"handle": "港コーヒー"}, {"handle": "minato", "phone": "12"}, {"handle": "minato_coffee"}]
)
def test_what_cannot_be_used_is_told_beside_its_field(as_ai, team, account, wish):
    refused = as_ai.post(address("new", team), wish)

    assert refused.status_code == 422
    assert InstagramAccount.objects.count() == 1


def test_the_page_of_an_account_opens_for_its_team_alone(as_ai, as_ben, as_chika, team, account):
    for browser in (as_ai, as_ben):
        assert browser.get(address("account", team, account)).status_code == 200
    assert as_chika.get(address("account", team, account)).status_code == 404


def test_an_account_of_another_team_is_not_found_below_ones_own(as_chika, other_team, account):
    assert as_chika.get(address("account", other_team, account)).status_code == 404
    assert as_chika.post(address("try", other_team, account), {"kind": "app"}).status_code == 404


def test_whoever_presses_first_tries_and_the_other_sees_who(as_ai, as_ben, team, account):
    as_ai.post(address("try", team, account), {"kind": "app"})

    assert 'name="outcome"' in text(as_ai.get(address("account", team, account)))
    assert "Ai" in text(as_ben.get(address("account", team, account)))
    as_ben.post(address("try", team, account), {"kind": "app"})
    assert Try.objects.filter(open=True).count() == 1


def test_the_outcome_frees_the_account_for_others(as_ai, as_ben, team, account):
    as_ai.post(address("try", team, account), {"kind": "sms"})
    as_ai.post(address("tell", team, account), {"kind": "sms", "outcome": "refused"})
    as_ben.post(address("try", team, account), {"kind": "app"})

    assert [row.outcome for row in Try.objects.order_by("at")] == ["refused", "pending"]


def test_a_lock_begins_a_time_without_access_and_a_login_ends_it(as_ai, team, account):
    as_ai.post(address("hold", team, account), {"kind": "lock"})
    assert LockOut.objects.filter(ended_at=None).count() == 1
    as_ai.post(address("lift", team, account, hold=Hold.objects.get().pk))
    as_ai.post(address("tell", team, account), {"kind": "app", "outcome": "in"})

    assert not LockOut.objects.filter(ended_at=None).exists()


def test_an_answer_is_kept_with_who_said_it(as_ben, ben, team, account):
    as_ben.post(address("say", team, account), {"name": "app", "state": "yes"})

    fact = AccountFact.objects.get()
    assert (fact.state, fact.by, fact.source) == ("yes", str(ben.opaque), "person")
    assert InstagramAccount.objects.get().methods == 1


def test_a_cards_number_is_never_kept(as_ai, team, account):
    as_ai.post(address("payment", team, account), {"note": "Visa 4111 1111 1111 1111", "virtual": "no"})
    assert "4111" not in text(as_ai.get(address("account", team, account)))
    as_ai.post(address("payment", team, account), {"note": "company card", "virtual": "yes"})
    assert "company card" in text(as_ai.get(address("account", team, account)))


def test_holders_and_campaigns_come_and_go(as_ai, ai, team, account):
    person = Person.objects.get(user=ai)
    as_ai.post(address("holder", team, account), {"person": person.pk, "device": "iPhone in the office"})
    as_ai.post(address("campaign", team, account), {"name": "Spring sale", "begins_at": "2026-01-01T10:00"})
    shown = text(as_ai.get(address("account", team, account)))
    assert "iPhone in the office" in shown
    assert "Spring sale" in shown

    as_ai.post(address("holder_end", team, account, holder=account.held_by.get().pk))
    as_ai.post(address("campaign_end", team, account, campaign=account.campaigns.get().pk))
    shown = text(as_ai.get(address("account", team, account)))
    assert "iPhone in the office" not in shown
    account.refresh_from_db()
    assert account.holders == 0


def test_an_archived_account_leaves_the_list_and_comes_back(as_ai, team, account):
    as_ai.post(address("archive", team, account))
    assert not as_ai.get(address("list", team)).context["page"].rows
    assert "minato_coffee" in text(as_ai.get(address("archived", team)))
    as_ai.post(address("bring_back", team, account))
    assert as_ai.get(address("list", team)).context["page"].rows


def test_the_list_asks_as_much_for_a_hundred_accounts_as_for_ten(as_ai, team, django_assert_num_queries):
    def questions():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            as_ai.get(address("list", team))
        return len(asked)

    for number in range(10):
        add_account(team, f"shop_{number:03}", phone="03-1234-5678" if number < 3 else "")
    as_ai.get(address("list", team))
    ten = questions()
    for number in range(10, 100):
        row = add_account(team, f"shop_{number:03}")
        if number % 10 == 0:
            flows.record_try(row, actor_of(team.memberships.get().user), timezone.now(), kind="app", outcome="refused")
    with django_assert_num_queries(ten):
        assert text(as_ai.get(address("list", team))).count("@shop_") == 100


def test_the_page_of_an_account_asks_no_more_for_more_rows(as_ai, ai, team, account, django_assert_max_num_queries):
    for number in range(20):
        flows.record_try(account, actor_of(ai), timezone.now(), kind="app", outcome="in")
        flows.add_holder(account, Person.objects.get(), f"phone {number}", by=actor_of(ai), now=timezone.now())
    as_ai.get(address("account", team, account))
    with django_assert_max_num_queries(40):
        as_ai.get(address("account", team, account))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"q": "@MINATO"}, {"minato_coffee", "minato_tea"}),
        ({"q": "03-1234"}, {"minato_coffee", "minato_tea"}),
        ({"q": "0312345678"}, {"minato_coffee", "minato_tea"}),
        ({"only": "number"}, {"minato_coffee", "minato_tea"}),
        ({"only": "not_now"}, {"minato_tea"}),
        ({"only": "co_admins", "q": "harbour"}, {"harbour_books"}),
    ],
)
def test_the_list_is_narrowed(as_ai, ai, team, account, asked, shown):
    tea = add_account(team, "minato_tea", phone="03-1234-5678", name="Tea")
    add_account(team, "harbour_books")
    flows.note_hold(tea, actor_of(ai), timezone.now(), kind="block")
    found = as_ai.get(address("list", team), asked).context["page"].rows
    assert {row.handle for row in found} == shown


def test_the_next_page_goes_on_after_the_last_handle(as_ai, team):
    for number in range(101):
        add_account(team, f"shop_{number:03}")
    first = as_ai.get(address("list", team)).context["page"]
    second = as_ai.get(address("list", team), {"after": first.following}).context["page"]
    assert (len(first.rows), [row.handle for row in second.rows]) == (100, ["shop_100"])
    assert not second.following
