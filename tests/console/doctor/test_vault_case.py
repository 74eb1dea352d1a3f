"""A case of an account whose codes and key the vault keeps: what is weighed, offered, and noted afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.browsers import add, case_at, events_at, page_of
from tests.fakes.people import browser_of, join, make_user
from tests.fakes.vaults import lay_key, lay_sheet

from kagimori.console.doctor.advising import advice_for
from kagimori.console.doctor.pages.books import books
from kagimori.console.doctor.queries import Held, events_of
from kagimori.console.doctor.vault import kept
from kagimori.console.status import flows
from kagimori.console.status import queries as status
from kagimori.console.timeline.flows import tell_all
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.codes import flows as codes
from kagimori.console.vault.models import BackupCode
from kagimori.core.status import Reading, Service, state_of


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


def begun(client, team, account, problem="phone_or_number_gone", **opening):
    address = client.post(f"/t/{team.key}/accounts/{account.pk}/doctor/", {"problem": problem}).url
    if opening:
        add(address, "opened", "real", **opening)
    return address


def advised(address):
    row = case_at(address)
    now = timezone.now()
    return advice_for(books().book, Held(row, events_of(row)), status.now(now), now)


def ready(address, **answers):
    """Let everything be answered that comes before a step."""
    known = {
        "login_history": "0",
        "attempts_today": "0-4",
        "failed_last_hour": "0",
        "unknown_change_mail": "no",
        "lock_notice": "no",
        "logged_in_elsewhere": "no",
        "coadmin": "no",
        "device_changed": "yes",
        "authenticator_here": "no",
        "second_device": "no",
    }
    for observation, value in {**known, **answers}.items():
        add(address, "answered", observation, value)


def lost_phone(client, team, account):
    address = begun(client, team, account, goal="login", method="app", error="no_code_source")
    ready(address)
    return address


def test_codes_in_the_vault_are_the_next_way_in_and_the_step_offers_one(as_ai, team, account):
    lay_sheet(account)
    page = page_of(as_ai, lost_phone(as_ai, team, account))
    assert page.step.id == "login_backup"
    assert page.vault.left == 8
    assert page.vault.take_address.endswith(f"/codes/use/?case={page.id}")


def test_without_codes_in_the_vault_the_doctor_asks_for_them(as_ai, team, account):
    page = page_of(as_ai, lost_phone(as_ai, team, account))
    assert page.step.id == "backup_codes"
    assert page.vault.take_address == ""


def test_a_sheet_without_codes_left_makes_their_lack_likelier_and_is_no_way_in(as_ai, team, account):
    address = lost_phone(as_ai, team, account)
    before = {one.id: one.p for one in advised(address).causes}
    sheet = lay_sheet(account)
    BackupCode.objects.filter(sheet=sheet).update(state="used")
    after = advised(address)
    assert {one.id: one.p for one in after.causes}["codes_gone"] > before["codes_gone"]
    assert after.step.id != "login_backup"
    assert "login_backup" not in [step.id for step in after.rest]


def test_who_knows_better_than_the_vault_is_believed_and_may_take_it_back(as_ai, team, account):
    lay_sheet(account)
    address = lost_phone(as_ai, team, account)
    page = page_of(as_ai, address)
    said = {"position": page.position, "kind": "observe", "step": "backup_codes", "value": "none"}
    as_ai.post(f"{address}answer", said)
    page = page_of(as_ai, address)
    assert page.vault.denied
    assert page.step.id != "login_backup"
    as_ai.post(f"{address}undo")
    assert page_of(as_ai, address).step.id == "login_backup"


def test_a_sheet_of_which_nobody_knows_what_is_left_is_asked_about(as_ai, team, account):
    sheet = lay_sheet(account)
    sheet.doubtful_since = timezone.now()
    sheet.save()
    page = page_of(as_ai, lost_phone(as_ai, team, account))
    assert page.step.id == "backup_codes"
    assert page.vault.doubtful


@pytest.mark.parametrize(("error", "state"), [(None, "used"), ("code_invalid", "spoiled"), ("white_screen", "handed")])
def test_what_came_of_the_try_is_noted_on_the_code_with_the_case(as_ai, ai, team, account, error, state):
    lay_sheet(account)
    address = lost_phone(as_ai, team, account)
    handed = codes.take_code(account, actor_of(ai), timezone.now(), purpose="login", case=str(case_at(address).pk))
    page = page_of(as_ai, address)
    said = {"position": page.position, "kind": "act", "step": "login_backup", "value": "failed" if error else "worked"}
    assert as_ai.post(f"{address}answer", said | {"error": error or ""}).status_code == 302
    row = BackupCode.objects.get(pk=handed.row.pk)
    assert (row.state, row.case) == (state, str(case_at(address).pk))


def test_a_code_that_was_taken_for_something_else_stays_as_it_is(as_ai, ai, team, account):
    lay_sheet(account)
    address = lost_phone(as_ai, team, account)
    handed = codes.take_code(account, actor_of(ai), timezone.now(), purpose="other", why="a drill of our own")
    said = {"position": page_of(as_ai, address).position, "kind": "act", "step": "login_backup", "value": "worked"}
    assert as_ai.post(f"{address}answer", said).status_code == 302
    assert BackupCode.objects.get(pk=handed.row.pk).state == "handed"


def test_a_refused_event_changes_no_code(as_ai, ai, team, account):
    lay_sheet(account)
    address = lost_phone(as_ai, team, account)
    handed = codes.take_code(account, actor_of(ai), timezone.now(), purpose="login", case=str(case_at(address).pk))
    said = {"position": 1, "kind": "act", "step": "login_backup", "value": "worked"}
    assert as_ai.post(f"{address}answer", said).status_code == 409
    assert BackupCode.objects.get(pk=handed.row.pk).state == "handed"


def test_a_member_without_the_right_reads_who_can_take_a_code_and_see_the_key(team, ai, ben, account):
    lay_sheet(account)
    lay_key(account)
    dai = make_user("Dai")
    join(team, dai, "ads")
    as_dai = browser_of(dai)
    address = begun(browser_of(ai), team, account, goal="login", method="app", error="no_code_source")
    ready(address)
    part = as_dai.get(address).context["page"].vault
    assert part.take_address == part.show_address == part.judge_address == ""
    assert {"Ai", "Ben"} <= set(part.takers)


def test_the_key_in_the_vault_is_a_way_in_for_who_lost_the_phone(as_ai, team, account):
    lay_key(account)
    page = page_of(as_ai, lost_phone(as_ai, team, account))
    assert page.step.id == "code_from_vault"
    assert page.vault.show_address.endswith(f"?case={page.id}")


def test_after_seeing_the_code_the_try_follows(as_ai, team, account):
    lay_key(account)
    address = lost_phone(as_ai, team, account)
    page = page_of(as_ai, address)
    as_ai.post(f"{address}answer", {"position": page.position, "kind": "act", "step": page.step.id, "value": "worked"})
    assert page_of(as_ai, address).step.id == "login_app"


def test_a_case_stuck_on_sms_is_offered_the_key_in_the_vault(as_ai, team, account):
    address = begun(as_ai, team, account, "code_missing")
    ready(address, backup_codes="none", number_current="old_number")
    without = advised(address)
    lay_key(account)
    page = page_of(as_ai, address)
    ways = [page.step.id, *[step.id for step in advised_by(as_ai, address).rest]]
    assert "login_app" in ways
    assert "login_app" not in [without.step.id, *[step.id for step in without.rest]]


def advised_by(client, address):
    """Return the advice as the page's reader gets it."""
    from kagimori.console.accounts.standing import membership_in, standing_by

    row, now = case_at(address), timezone.now()
    user = int(client.session["_auth_user_id"])
    member = membership_in(row.account.team.key, user, timezone.localdate())
    held = Held(row, events_of(row), standing_by(member, proven=True, place="web"))
    return advice_for(books().book, held, status.now(now), now)


def test_an_anonymous_case_knows_nothing_of_the_vault(as_ai, account, person):
    lay_sheet(account)
    address = person.post("/doctor/", {"problem": "code_refused"}).url
    assert page_of(person, address).vault is None
    assert kept(Held(case_at(address), events_of(case_at(address))), timezone.now()) is None


def test_a_recovered_case_says_that_new_codes_are_due(as_ai, team, account):
    lay_sheet(account, ("27354618", "90817263", "55501234"))
    address = begun(as_ai, team, account, "code_refused")
    as_ai.post(f"{address}close", {"outcome": "recovered"})
    shown = as_ai.get(address).content.decode()
    assert 'id="codes-due"' in shown
    assert f"/accounts/{account.pk}/codes/renew/" in shown


# ------------------------------------------------------------------ a count that does not add up
def differ(account, ai, shown):
    codes.count(account, shown, by=actor_of(ai), now=timezone.now())
    tell_all()


def test_a_count_that_differs_opens_one_case_that_nobody_works_on(as_ai, ai, team, account):
    lay_sheet(account)
    differ(account, ai, 5)
    (row,) = account.cases.all()
    assert (row.worked_by, row.closed_at) == ("", None)
    account.refresh_from_db()
    assert account.open_cases == 1
    address = as_ai.get(f"/t/{team.key}/accounts/{account.pk}/doctor/count/").url
    shown = as_ai.get(address, headers={"accept-language": "en"}).content.decode()
    assert "Instagram shows 5 backup codes, the vault holds 8." in shown
    assert "codes/count/" in shown


def test_the_case_of_a_count_asks_for_signs_of_a_stranger_and_is_then_calm(as_ai, ai, team, account):
    lay_sheet(account)
    differ(account, ai, 5)
    address = f"/doctor/case/{account.cases.get().pk}/"
    page = page_of(as_ai, address)
    assert (page.step.id, page.calm) == ("unknown_change_mail", False)
    said = {"position": page.position, "kind": "observe", "step": page.step.id, "value": "no"}
    as_ai.post(f"{address}answer", said)
    assert page_of(as_ai, address).calm


def test_signs_of_a_stranger_keep_the_way_back_of_the_doctor(as_ai, ai, team, account):
    lay_sheet(account)
    differ(account, ai, 5)
    address = f"/doctor/case/{account.cases.get().pk}/"
    add(address, "answered", "unknown_change_mail", "yes")
    add(address, "answered", "logged_in_elsewhere", "no")
    assert not page_of(as_ai, address).calm


def test_a_settled_count_is_no_recovery_in_the_figures(as_ai, ai, team, account):
    lay_sheet(account)
    differ(account, ai, 5)
    as_ai.post(f"/doctor/case/{account.cases.get().pk}/close", {"outcome": "recovered"})
    assert as_ai.get(f"/t/{team.key}/doctor/stats/").context["page"].cases == 0


def test_a_second_count_while_the_case_is_open_opens_none(as_ai, ai, team, account):
    lay_sheet(account)
    differ(account, ai, 5)
    differ(account, ai, 4)
    assert account.cases.count() == 1


def test_an_entry_heard_twice_opens_one_case_even_after_it_was_closed(as_ai, ai, team, account):
    from kagimori.console.doctor.hearers import count_differs

    lay_sheet(account)
    differ(account, ai, 5)
    (row,) = account.cases.all()
    as_ai.post(f"/doctor/case/{row.pk}/close", {"outcome": "gave_up"})
    count_differs(Entry.objects.get(kind="vault.count_differs"))
    assert account.cases.count() == 1
    differ(account, ai, 4)
    assert account.cases.count() == 2


def test_without_such_a_case_the_address_leads_to_where_one_begins(as_ai, team, account):
    assert as_ai.get(f"/t/{team.key}/accounts/{account.pk}/doctor/count/").url.endswith("/doctor/")


def outage():
    """Let Meta say that logging in is disturbed."""
    service = Service("facebook-login", "Platform Status", "High disruptions", state_of("High disruptions"))
    flows.keep(Reading(timezone.now() - timedelta(minutes=1), (service,)))
    tell_all()


def test_in_an_outage_a_code_may_be_tried_though_nothing_else_may(as_ai, team, account):
    lay_sheet(account)
    address = lost_phone(as_ai, team, account)
    outage()
    page = page_of(as_ai, address)
    assert page.step.id == "login_backup"
    assert page.team.turn == "mine"
    assert page.vault.take_address


def test_a_code_taken_in_an_outage_holds_the_next_back_in_the_plan_too(as_ai, ai, ben, team, account):
    lay_sheet(account)
    outage()
    address = lost_phone(as_ai, team, account)
    taken = timezone.now()
    codes.take_code(account, actor_of(ben), taken, purpose="login")
    page = page_of(as_ai, address)
    assert page.vault.held is not None
    assert page.vault.held.until - taken == timedelta(hours=1)
    assert page.vault.take_address == ""
    assert not (page.step.id == "login_backup" and page.team.turn == "mine")
    assert events_at(address)[-1].kind == "answered"
