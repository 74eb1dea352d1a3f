"""The vault of a team at a glance: what needs somebody first, few queries, and only what the reader sees."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.console.vault.sheets.conftest import read
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.codes import keep_codes
from tests.fakes.people import browser_of, join, make_user

from kagimori.console.accounts.models import Grant, InstagramAccount
from kagimori.console.vault.codes import flows
from kagimori.console.vault.models import CodeSheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(team):
    return reverse("vault:overview", kwargs={"team": team.key})


def in_order(account, user):
    """A sheet to which nothing needs to be done."""
    sheet = keep_codes(account, user, now=timezone.now())
    for kind in ("manager", "safe"):
        flows.note_place(sheet, kind, words="", person=None, by=actor_of(user), now=timezone.now())
    return sheet


def test_what_needs_somebody_stands_before_what_does_not(as_ai, home, team, ai):
    in_order(add_account(team, "aaa_fine"), ai)
    keep_codes(add_account(team, "zzz_needs"), ai)
    page = read(as_ai, home)

    assert page.index("@zzz_needs") < page.index("@aaa_fine")


def test_an_account_without_codes_is_said_in_short_below(as_ai, home, team, ai):
    keep_codes(add_account(team, "zzz_kept"), ai)
    for number in range(15):
        add_account(team, f"bare_{number:02}")
    page = read(as_ai, home)

    assert page.index("@zzz_kept") < page.index("@bare_00")
    assert page.count("@bare_") == 12
    assert read(as_ai, f"{home}?only=none").count("@bare_") == 15


@pytest.mark.parametrize("only", ["needs", "low", "places", "count", "doubtful"])
def test_each_tab_shows_what_it_says(as_ai, home, team, ai, only):
    in_order(add_account(team, "fine"), ai)
    one = add_account(team, "the_one")
    sheet = in_order(one, ai)
    changes = {
        "low": {"codes_left": 3},
        "places": {"codes_on_paper": 0},
        "count": {"codes_count_due_on": timezone.localdate()},
    }
    InstagramAccount.objects.filter(pk=one.pk).update(**changes.get(only, {"codes_left": 0} if only == "needs" else {}))
    if only == "doubtful":
        CodeSheet.objects.filter(pk=sheet.pk).update(doubtful_since=timezone.now())
    page = read(as_ai, f"{home}?only={only}")

    assert "@the_one" in page
    assert "@fine" not in page


def test_long_lists_are_paged_and_no_account_is_left_out(as_ai, home, team, ai):
    for number in range(60):
        account = add_account(team, f"shop_{number:02}")
        (in_order if number % 2 else keep_codes)(account, ai)
    first = as_ai.get(home).context["page"]
    second = as_ai.get(home, {"after": first.following}).context["page"]

    assert (len(first.rows), len(second.rows), second.following) == (50, 10, "")
    assert len({row.handle for row in (*first.rows, *second.rows)}) == 60
    assert [bool(row.marks) for row in (*first.rows, *second.rows)] == [True] * 30 + [False] * 30


def test_many_accounts_cost_no_more_queries_than_few(as_ai, home, team, ai, django_assert_max_num_queries):
    for number in range(30):
        keep_codes(add_account(team, f"shop_{number:02}"), ai)
    as_ai.get(home)

    with django_assert_max_num_queries(14):
        as_ai.get(home)


def test_somebody_limited_to_one_account_sees_that_one(home, team, ai):
    fumi = make_user("Fumi")
    person = join(team, fumi, "ads", access="limited")
    mine, other = add_account(team, "mine"), add_account(team, "other")
    keep_codes(mine, ai)
    keep_codes(other, ai)
    Grant.objects.create(
        account=mine, person=person, role="ads", access="limited", tasks=["tries.record"], since=person.added_at
    )
    page = read(browser_of(fumi), home)

    assert "@mine" in page
    assert "@other" not in page


def test_an_empty_team_is_led_to_its_first_account(as_ai, home, team):
    assert reverse("accounts:new", kwargs={"team": team.key}) in read(as_ai, home)


def test_a_team_without_codes_is_told_where_to_begin(as_ai, home, team):
    add_account(team, "first")

    assert "Begin with the account whose loss would hurt most" in read(as_ai, home)


def test_a_count_that_is_due_is_told(as_ai, home, team, ai):
    account = add_account(team, "old_one")
    keep_codes(account, ai, now=timezone.now() - timedelta(days=92))

    assert "To be counted" in read(as_ai, home)


@pytest.mark.parametrize("sent", ["?only=nonsense", "?after=%00", "?after=a", "?q=%25&only=low&after=zz.zz"])
def test_a_strange_address_shows_a_page(as_ai, home, sent, team, ai):
    keep_codes(add_account(team, "shop"), ai)

    assert as_ai.get(f"{home}{sent}").status_code == 200
