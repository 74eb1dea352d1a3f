"""A case that belongs to an account: who opens it, whose turn a try is, take-over, and taking an anonymous one in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.browsers import add, answer, begin, browser, case_at, page_of
from tests.fakes.people import browser_of, join, make_user

from kagimori.console.accounts import flows as accounts
from kagimori.console.accounts import queries
from kagimori.console.doctor.models import Case
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


def begun(client, team, account, problem="code_refused"):
    return client.post(f"/t/{team.key}/accounts/{account.pk}/doctor/", {"problem": problem}).url


def ready_to_try(address):
    """Let everything be answered that comes before a try with the authenticator app."""
    add(address, "opened", "real", goal="login", method="app", error="code_invalid")
    for observation, value in (("login_history", "0"), ("attempts_today", "0-4"), ("failed_last_hour", "0")):
        add(address, "answered", observation, value)


def kinds(account):
    return list(Entry.objects.filter(subject=f"account:{account.pk}").order_by("number").values_list("kind", flat=True))


def test_a_member_begins_a_case_from_the_account_and_a_colleague_reads_it(as_ai, as_ben, team, account):
    address = begun(as_ai, team, account)
    assert page_of(as_ben, address).team.handle == "@minato_coffee"
    assert page_of(as_ben, address).team.worker == "Ai"
    assert "doctor.case_opened" in kinds(account)


def test_a_stranger_and_nobody_learn_nothing_of_it(as_ai, as_chika, team, account):
    address = begun(as_ai, team, account)
    assert as_chika.get(address).status_code == 404
    assert browser().get(address).status_code == 404
    assert as_chika.post(f"{address}take-over").status_code == 404


def test_a_viewer_may_not_work_on_cases(team, account):
    vera = make_user("Vera")
    join(team, vera, "viewer")
    assert browser_of(vera).get(f"/t/{team.key}/accounts/{account.pk}/doctor/").status_code == 403


def test_somebody_without_their_own_second_step_is_led_to_it(as_ai, team, account):
    address = begun(as_ai, team, account)
    dai = make_user("Dai", proven=False)
    join(team, dai, "admin")
    assert "second-step" in browser_of(dai).get(address).url


def test_a_colleague_takes_a_case_over(as_ai, as_ben, ai, ben, team, account):
    address = begun(as_ai, team, account)
    as_ben.post(f"{address}take-over")
    assert case_at(address).worked_by == str(ben.opaque)
    entry = Entry.objects.get(kind="doctor.case_taken_over")
    assert (entry.actor, entry.whom) == (str(ben.opaque), str(ai.opaque))


def test_tries_of_a_colleague_leave_fewer_for_the_case(as_ai, ben, team, account):
    address = begun(as_ai, team, account)
    ready_to_try(address)
    before = page_of(as_ai, address)
    for minutes in (9, 6):
        at = timezone.now() - timedelta(minutes=minutes)
        accounts.record_try(account, Actor(str(ben.opaque), "web"), at, kind="app", outcome="refused")
    after = as_ai.get(address).context["page"]
    assert before.light.sentence != after.light.sentence


def test_only_one_of_two_colleagues_tries_at_a_time(as_ai, as_ben, team, account):
    mine, theirs = begun(as_ai, team, account), begun(as_ben, team, account)
    ready_to_try(mine)
    ready_to_try(theirs)
    assert as_ai.post(f"{mine}try").status_code == 302
    assert page_of(as_ai, mine).team.turn == "mine"
    assert as_ben.post(f"{theirs}try").status_code == 409
    page = page_of(as_ben, theirs)
    assert page.team.turn == "taken"
    assert "Ai" in page.light.sentence


def test_a_try_told_in_the_case_stands_in_the_accounts_ledger(as_ai, ai, team, account):
    address = begun(as_ai, team, account)
    said = {"position": 1, "kind": "act", "step": "login_app", "value": "failed", "error": "code_invalid"}
    as_ai.post(f"{address}answer", said)
    (one,) = queries.tries_of(account.hashed, timezone.now() - timedelta(hours=1))
    assert (one.kind, one.outcome, one.user, one.case) == ("app", "refused", str(ai.opaque), str(case_at(address).pk))


def test_a_lock_told_in_the_case_holds_the_account_for_everybody(as_ai, team, account):
    address = begun(as_ai, team, account)
    said = {"position": 1, "kind": "act", "step": "login_app", "value": "failed", "error": "locked"}
    as_ai.post(f"{address}answer", said)
    light = queries.light(account, timezone.now())
    assert light.why == "lock"
    assert light.next_safe > timezone.now() + timedelta(hours=23)


def test_an_anonymous_case_is_taken_in_with_its_tries_and_its_old_holder_is_out(db, ai, team, account):
    holder = browser_of(ai)
    address = begin(holder)
    add(address, "did", "login_app", "failed", "code_invalid")
    page = holder.get(f"{address}team/").context["page"]
    assert page.tries == 1
    assert holder.post(f"{address}team/", {"account": str(account.pk), "tries_are_right": "on"}).status_code == 302
    case = case_at(address)
    assert (case.account_id, case.holders.count(), case.links.count()) == (account.pk, 0, 0)
    assert len(queries.tries_of(account.hashed, timezone.now() - timedelta(hours=1))) == 1
    assert kinds(account)[-1] == "doctor.case_taken_in"


def test_the_tries_must_be_confirmed(db, ai, team, account):
    holder = browser_of(ai)
    address = begin(holder)
    assert holder.post(f"{address}team/", {"account": str(account.pk)}).status_code == 422
    assert case_at(address).account is None


def test_a_link_made_before_opens_nothing_once_the_case_is_taken_in(db, ai, team, account, settings):
    settings.PUBLIC_URL = "https://keys.example.jp"
    holder = browser_of(ai)
    address = begin(holder)
    link = holder.post(f"{address}share/link").context["page"].link
    holder.post(f"{address}team/", {"account": str(account.pk), "tries_are_right": "on"})
    assert browser().get("/" + link.split("/", 3)[3]).status_code == 410


def test_nobody_takes_a_case_into_a_team_of_others(db, ai, as_chika, team, account):
    address = begin(as_chika)
    assert as_chika.post(f"{address}team/", {"account": str(account.pk), "tries_are_right": "on"}).status_code == 422
    assert Case.objects.get().account is None


def test_the_teams_figures_hold_its_own_cases_alone(as_ai, as_chika, team, other_team, account):
    address = begun(as_ai, team, account)
    as_ai.post(f"{address}close", {"outcome": "recovered"})
    assert as_ai.get(f"/t/{team.key}/doctor/stats/").context["page"].cases == 1
    assert as_chika.get(f"/t/{other_team.key}/doctor/stats/").context["page"].cases == 0
    assert as_chika.get(f"/t/{team.key}/doctor/stats/").status_code == 404


def test_the_account_counts_its_open_cases(as_ai, team, account):
    address = begun(as_ai, team, account)
    account.refresh_from_db()
    assert account.open_cases == 1
    as_ai.post(f"{address}close", {"outcome": "recovered"})
    account.refresh_from_db()
    assert account.open_cases == 0
    assert kinds(account)[-1] == "doctor.case_closed"


def test_the_account_page_lists_its_cases(as_ai, team, account):
    begun(as_ai, team, account)
    page = as_ai.get(f"/t/{team.key}/accounts/{account.pk}/", headers={"accept-language": "en"}).content.decode()
    assert "We cannot log in to this account" in page
    assert "Ai is on it" in page


def test_answers_of_a_team_case_can_be_given_by_any_colleague(as_ai, as_ben, team, account):
    address = begun(as_ai, team, account)
    assert answer(as_ben, address, "unknown").status_code == 302


def test_the_doctors_first_page_asks_a_member_which_account_it_is(as_ai, as_chika, team, account):
    found = dict(as_ai.get("/doctor/?account=minato").context["page"].accounts)
    assert found == {"@minato_coffee": f"/t/{team.key}/accounts/{account.pk}/doctor/"}
    assert as_chika.get("/doctor/?account=minato").context["page"].accounts == ()


def test_a_lock_told_on_the_accounts_page_turns_the_light_of_its_cases_red(as_ai, ai, team, account):
    address = begun(as_ai, team, account)
    accounts.note_hold(account, Actor(str(ai.opaque), "web"), timezone.now(), kind="lock")
    page = page_of(as_ai, address)
    assert (page.team.turn, page.light.colour) == ("held", "red")
