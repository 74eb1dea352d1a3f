"""The platform's guards: what is counted, and when the next try is safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.doctor.budget import Budget
from kagimori.knowledge import load_book

BOOK = load_book("trial")
LOGIN, SMS, BACKUP, SETUP, API = (
    BOOK.actions[name] for name in ("login_app", "login_sms", "login_backup", "setup_app", "api_reconnect")
)


def counted(**answers: str) -> Budget:
    budget = Budget(BOOK.policy)
    for id_, value in answers.items():
        budget.answer(id_, value, 0.0)
    return budget


def fail(budget: Budget, action, at: float, error: str = "code_invalid") -> None:
    budget.record(action, at - action.minutes, at, failed=True, error=error)


def test_no_login_is_allowed_before_anybody_has_counted():
    permit = Budget(BOOK.policy).permit(LOGIN, 0.0)

    assert permit.ready > 0.0
    assert set(permit.asks) == {"failed_last_hour", "attempts_today"}


def test_a_remembered_count_is_taken_for_one_more():
    budget = counted(failed_last_hour="2", attempts_today="0-4")

    assert budget.failures_left(0.0) == 1


@pytest.mark.parametrize("said", ["3", "4+", "unknown"])
def test_a_count_at_the_edge_asks_for_the_exact_one(said):
    budget = counted(failed_last_hour=said, attempts_today="0-4")

    assert budget.permit(LOGIN, 1.0).asks == ("login_history",)


def test_the_fourth_failure_of_the_hour_is_the_last_one_allowed():
    budget = counted(failed_last_hour="0", login_history="0", attempts_today="0-4")

    for at in (2.0, 4.0, 6.0):
        fail(budget, LOGIN, at)
    assert budget.permit(LOGIN, 6.0).ready == 6.0
    fail(budget, LOGIN, 8.0)

    assert budget.permit(LOGIN, 8.0).ready > 62.0


def test_failures_leave_the_hour_one_by_one():
    budget = counted(login_history="0", attempts_today="0-4")
    for at in (2.0, 4.0, 6.0, 30.0):
        fail(budget, LOGIN, at)

    assert budget.permit(LOGIN, 62.5).ready == 62.5


def test_a_later_count_does_not_count_our_own_failures_twice():
    budget = counted(failed_last_hour="2", attempts_today="0-4")
    fail(budget, LOGIN, 5.0)
    budget.answer("login_history", "3", 6.0)

    assert budget.failures_left(6.0) == 1


def test_a_missing_sms_is_no_failed_login():
    budget = counted(login_history="3", attempts_today="0-4")
    fail(budget, SMS, 5.0, "sms_missing")

    assert budget.failures_left(5.0) == 1


def test_the_twentieth_operation_of_the_day_is_never_made():
    budget = counted(login_history="0", attempts_today="10-15")
    for at in (4.0, 8.0, 12.0, 16.0):
        budget.record(SMS, at, at + 2.0, failed=True, error="sms_missing")

    assert budget.permit(LOGIN, 20.0).rule == "R2"
    assert budget.permit(SETUP, 20.0).rule is None


def test_sixteen_tries_without_a_failure_within_the_hour_are_not_believed():
    assert counted(login_history="3", attempts_today="16+").operations_left() == 0
    assert counted(login_history="0", attempts_today="16+").operations_left() > 0


def test_two_sms_are_three_minutes_apart_even_across_the_opening():
    budget = counted(login_history="0", attempts_today="0-4")
    assert budget.permit(SMS, 1.0).rule == "R3"
    budget.record(SMS, 4.0, 6.0, failed=True, error="sms_missing")

    assert budget.permit(SMS, 6.5).ready > 7.0


def test_one_backup_code_an_hour():
    budget = counted(login_history="0", attempts_today="0-4")
    budget.record(BACKUP, 0.0, 2.0, failed=True, error="invalid_credentials")

    assert budget.permit(BACKUP, 30.0).ready >= 60.0


def test_no_fourth_appeal_after_three_rejections():
    assert counted(appeals_rejected="3+").permit(BOOK.actions["appeal"], 0.0).rule == "R5"
    assert counted(appeals_rejected="2").permit(BOOK.actions["appeal"], 0.0).rule is None


def test_a_third_try_waits_for_half_an_hour_after_an_update():
    budget = counted(login_history="0", attempts_today="0-4")
    budget.record(BOOK.actions["update_app"], 0.0, 4.0, failed=False, error=None)
    for at in (10.0, 16.0):
        fail(budget, SETUP, at, "try_later")

    assert budget.permit(SETUP, 16.0).ready >= 34.0


@pytest.mark.parametrize("said", ["0", "1-2", "3+", "unknown"])
def test_a_second_reconnect_waits_whatever_the_person_remembers(said):
    budget = counted(api_fail_count=said)
    assert budget.permit(API, 0.0).ready == 0.0

    fail(budget, API, 4.0, "api_refused")

    assert budget.permit(API, 4.0).ready >= 34.0


def test_an_outage_that_was_read_holds_everything_but_a_backup_code():
    budget = counted(login_history="0", attempts_today="0-4", meta_status="major_outage")

    assert budget.permit(SETUP, 10.0).ready >= 30.0
    assert budget.permit(BACKUP, 10.0).ready == 10.0


@given(st.lists(st.floats(0.1, 30.0), max_size=30), st.sampled_from(["0", "1", "2", "3", "4+"]))
def test_however_fast_one_tries_no_hour_ever_sees_five_failures(gaps, before):
    budget = counted(login_history=before, attempts_today="0-4")
    failures = [0.0] * {"0": 0, "1": 1, "2": 2, "3": 3, "4+": 4}[before]
    now = 0.0

    for gap in gaps:
        now += gap
        if budget.permit(SETUP, now).ready <= now:
            fail(budget, SETUP, now + SETUP.minutes)
            failures.append(now + SETUP.minutes)

    assert all(sum(at <= later < at + 60.0 for later in failures) < 5 for at in failures)
