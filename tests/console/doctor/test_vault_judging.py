"""A typed code judged in a case: what the verdict is, what it becomes, and that nothing of the code stays."""

import json
import time

import pytest
from django.db import connection
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.browsers import add, case_at, events_at, page_of
from tests.fakes.people import browser_of, join, make_user
from tests.fakes.vaults import KEY, lay_key

from kagimori.console.accounts.models import Grant
from kagimori.console.doctor import judging
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.authenticators import flows as authenticators
from kagimori.console.vault.authenticators.queries import living
from kagimori.console.vault.models import App, CodeShown
from kagimori.core.otp.fast import code_text

TASKS = ["cases.work", "authenticator.use"]
OLD, OTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def case(as_ai, team, account):
    lay_key(account)
    address = as_ai.post(f"/t/{team.key}/accounts/{account.pk}/doctor/", {"problem": "code_refused"}).url
    for observation, value in (("unknown_change_mail", "no"), ("logged_in_elsewhere", "no"), ("lock_notice", "no")):
        add(address, "answered", observation, value)
    for observation, value in (("authenticator_here", "yes"), ("device_changed", "no")):
        add(address, "answered", observation, value)
    return address


def made(key=KEY, ahead_s=0):
    return code_text(key, int(time.time()) + ahead_s)


def judge(client, case, code, **more):
    position = len(events_at(case))
    return client.post(f"{case}code/", {"position": position, "code": code, **more})


def verdict(client, case, code, **more):
    """Have a code judged; return the event that it became."""
    assert judge(client, case, code, **more).status_code == 302
    return events_at(case)[-1]


def test_a_right_code_is_evidence_with_its_source(as_ai, case):
    event = verdict(as_ai, case, made())
    assert (event.kind, event.id, event.value, event.more) == ("answered", "typed_code", "ok", {"source": "kagimori"})


def test_a_clock_that_is_off_is_told_with_its_seconds_and_the_plan_sets_it_right(as_ai, case):
    event = verdict(as_ai, case, made(ahead_s=1770), second=made(ahead_s=1800))
    assert event.value == "drift"
    assert abs(event.more["seconds"] - 1800) <= 30
    page = page_of(as_ai, case)
    assert "29分" in page.judged.detail or "30分" in page.judged.detail
    assert page.causes[0].word == "端末の時計がずれている"


def test_one_code_that_could_be_a_coincidence_asks_for_two_and_writes_nothing(as_ai, case):
    before = len(events_at(case))
    shown = judge(as_ai, case, made(ahead_s=1800))
    assert shown.context["page"].asks_second
    assert len(events_at(case)) == before


def test_a_code_of_a_retired_key_names_the_old_entry(as_ai, account, case):
    lay_key(account, OLD, stage="retired")
    assert verdict(as_ai, case, made(OLD)).value == "retired_seed"
    page = page_of(as_ai, case)
    assert page.causes[0].word == "認証アプリに古い項目が残っている"
    assert "QRコード" in page.judged.then


def test_the_code_of_another_account_of_the_team_is_named(as_ai, team, case):
    lay_key(add_account(team, "minato_bakery"), OTHER)
    assert verdict(as_ai, case, made(OTHER)).value == "other_account"
    assert "@minato_bakery" in page_of(as_ai, case).judged.detail


def test_an_account_that_the_member_may_not_see_codes_of_is_never_named(team, account, case):
    lay_key(add_account(team, "minato_bakery"), OTHER)
    user = make_user("Dai")
    person = join(team, user, "admin", access="limited")
    Grant.objects.create(
        account=account, person=person, role="admin", access="limited", tasks=TASKS, since=timezone.now()
    )
    shown = judge(browser_of(user), case, made(OTHER))
    assert shown.context["page"].asks_second
    assert Entry.objects.get(kind="vault.looked_at").payload["others"] == 0


def test_an_account_of_another_team_is_never_looked_at(as_ai, other_team, case):
    lay_key(add_account(other_team, "harbour_books"), OTHER)
    shown = judge(as_ai, case, made(OTHER))
    assert shown.context["page"].asks_second
    assert Entry.objects.get(kind="vault.looked_at").payload["others"] == 0


def test_a_code_that_a_colleague_saw_here_a_moment_ago_counts_as_used(as_ai, ben, account, case):
    CodeShown.objects.create(
        authenticator=living(account),
        user=str(ben.opaque),
        at=timezone.now(),
        step=int(time.time()) // 30,
        purpose="login",
    )
    assert verdict(as_ai, case, made()).value == "replayed"


@pytest.mark.parametrize("typed", ["27354618", "a1b2c3"])
def test_a_code_of_another_kind_leads_to_the_right_box(as_ai, case, typed):
    assert verdict(as_ai, case, typed).value == "wrong_kind"


def test_full_width_digits_with_blanks_are_read(as_ai, case):
    code = made()
    wide = " ".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert verdict(as_ai, case, wide).value == "ok"


def test_a_verdict_can_be_undone(as_ai, account, case):
    lay_key(account, OLD, stage="retired")
    before = [bar.word for bar in page_of(as_ai, case).causes]
    verdict(as_ai, case, made(OLD))
    as_ai.post(f"{case}undo")
    page = page_of(as_ai, case)
    assert page.judged is None
    assert [bar.word for bar in page.causes] == before


def test_the_look_is_written_down_before_with_the_case_and_without_the_code(as_ai, ai, account, case, monkeypatch):
    code = made()

    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(judging, "judge", broken)
    with pytest.raises(RuntimeError):
        judge(as_ai, case, code)
    entry = Entry.objects.get(kind="vault.looked_at")
    assert (entry.actor, entry.payload["case"]) == (str(ai.opaque), str(case_at(case).pk))
    assert code not in json.dumps(entry.payload)


def test_the_code_stands_nowhere_afterwards(as_ai, case):
    code = made(ahead_s=1770)
    page = judge(as_ai, case, code)
    assert code not in page.content.decode()
    verdict(as_ai, case, code, second=made(ahead_s=1800))
    assert code not in as_ai.get(case).content.decode()
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not any(code in str(row) for row in cursor.fetchall()), table


def test_where_the_timeline_cannot_be_written_nothing_is_judged(as_ai, case, monkeypatch):
    monkeypatch.setattr(judging, "tell", lambda *_args, **_kwargs: 1 / 0)
    monkeypatch.setattr(judging, "judge", lambda *_args: pytest.fail("judged without a word in the timeline"))
    with pytest.raises(ZeroDivisionError):
        judge(as_ai, case, made())


def test_the_app_that_is_named_gets_its_clock_noted_and_no_other(as_ai, ai, account, case):
    key, by = living(account), actor_of(ai)
    named = authenticators.note_app(key, "google", "Ai's phone", None, by=by, now=timezone.now())
    other = authenticators.note_app(key, "microsoft", "office phone", None, by=by, now=timezone.now())
    verdict(as_ai, case, made(), app=str(named.pk))
    steps = dict(App.objects.values_list("pk", "drift_steps"))
    assert steps == {named.pk: 0, other.pk: None}


def test_an_app_of_another_account_is_refused(as_ai, ai, team, case):
    key = lay_key(add_account(team, "minato_bakery"), OTHER)
    app = authenticators.note_app(key, "google", "phone", None, by=actor_of(ai), now=timezone.now())
    assert judge(as_ai, case, made(), app=str(app.pk)).status_code == 422


@pytest.mark.parametrize("typed", ["", "9" * 65])
def test_nothing_or_far_too_much_is_refused_in_words(as_ai, case, typed):
    shown = judge(as_ai, case, typed)
    assert shown.status_code == 422
    assert shown.context["page"].errors
    assert not Entry.objects.filter(kind="vault.looked_at").exists()


def test_an_answer_given_meanwhile_wins(as_ai, case):
    position = len(events_at(case))
    add(case, "answered", "vpn_on", "no")
    assert as_ai.post(f"{case}code/", {"position": position, "code": made()}).status_code == 409


def test_strangers_and_holders_of_anonymous_cases_have_nothing_judged(as_chika, person, case, account):
    assert as_chika.get(f"{case}code/").status_code == 404
    anonymous = person.post("/doctor/", {"problem": "code_refused"}).url
    assert person.get(f"{anonymous}code/").status_code == 404


def test_the_plan_itself_asks_for_a_code_where_that_tells_most(as_ai, case):
    add(case, "did", "login_app", "failed", "code_invalid")
    for observation, value in (("login_history", "1"), ("attempts_today", "0-4"), ("failed_last_hour", "1")):
        add(case, "answered", observation, value)
    page = page_of(as_ai, case)
    assert page.vault.judge_address.endswith("/code/")
    assert page.step.id in ("typed_code", "code_from_vault")
