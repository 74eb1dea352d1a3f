"""The advice that both faces show: pure, safe for real people, and never at a loss."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kagimori.core.doctor.advise import Advice, advise
from kagimori.core.doctor.case import OUTCOMES, Case, Event
from kagimori.knowledge import load_book

BOOK = load_book("real")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SAFE_FIRST = {"unknown_change_mail", "logged_in_elsewhere", "lock_notice", "number_current", "authenticator_here"}


def opened(**more) -> Case:
    return Case("c", (Event(NOON, "opened", "real", more=more),))


def after(case: Case, minutes: float, kind: str, id_: str = "", value: str = "", error: str | None = None) -> Case:
    last = case.events[-1].at
    return case.with_event(Event(last + timedelta(minutes=minutes), kind, id_, value, error))


def now(case: Case) -> datetime:
    return case.events[-1].at


def walk(case: Case, answers: dict[str, str], steps: int = 40) -> list[Advice]:
    """Follow the advice: questions answered from `answers` (else unknown), steps done, tries failed."""
    told = []
    for _ in range(steps):
        advice = advise(BOOK, case, now(case))
        told.append(advice)
        step = advice.step
        if step.kind == "finish":
            break
        if step.kind == "observe":
            case = after(case, step.minutes, "answered", step.id, answers.get(step.id, "unknown"))
        elif step.kind == "act":
            failed = BOOK.actions[step.id].kind == "attempt"
            case = after(case, step.minutes, "did", step.id, "failed" if failed else "worked", "code_invalid")
        else:
            case = after(case, step.minutes, "waited", value=str(step.minutes))
    return told


def test_it_asks_who_and_what_before_anything_else():
    assert advise(BOOK, Case("c"), NOON).step.id == "goal"
    assert advise(BOOK, opened(goal="login"), NOON).step.id == "method"


def test_the_same_case_at_the_same_moment_gets_the_same_advice():
    case = opened(goal="login", method="sms", error="sms_missing")

    assert advise(BOOK, case, NOON) == advise(BOOK, case, NOON)


def test_causes_and_layers_are_chances():
    advice = advise(BOOK, opened(goal="setup", method="app", error="code_invalid"), NOON)

    assert sum(likely.p for likely in advice.causes) == pytest.approx(1.0)
    assert sum(likely.p for likely in advice.layers) == pytest.approx(1.0)
    assert advice.causes[0].id == "clock_skew"


def test_the_first_questions_are_about_phone_number_and_account():
    steps = [a.step for a in walk(opened(goal="login", method="sms", error="sms_missing"), {}, steps=3)]

    assert {step.id for step in steps} <= SAFE_FIRST
    assert steps[0].reasons[0].id == "safe_first"


def test_somebody_hijacked_is_sent_to_the_official_way_back_before_any_try():
    case = opened(goal="recover", causes={"hijacked": 60.0})

    steps = [a.step for a in walk(case, {"unknown_change_mail": "yes", "logged_in_elsewhere": "no"}, steps=6)]

    acts = [step.id for step in steps if step.kind == "act"]
    assert acts[0] == "recover_hacked"


@pytest.mark.parametrize(
    ("opening", "answers"),
    [
        ({"goal": "recover", "causes": {"hijacked": 60.0}}, {"unknown_change_mail": "yes"}),
        ({"goal": "login", "method": "sms", "causes": {"account_disabled": 60.0}}, {"lock_notice": "yes"}),
        ({"goal": "login", "method": "app", "causes": {"auth_lost": 60.0}}, {"authenticator_here": "no"}),
        ({"goal": "login", "method": "sms", "causes": {"number_changed": 60.0}}, {"number_current": "old_number"}),
    ],
)
def test_no_advice_about_the_device_while_phone_number_or_account_are_gone(opening, answers):
    for advice in walk(opened(**opening), answers, steps=25):
        gone = [likely.p for likely in advice.causes if BOOK.causes[likely.id].gone_unless]
        if advice.step.kind == "act" and max(gone) > 0.3:
            assert not BOOK.actions[advice.step.id].device, advice.step


def test_what_was_taken_back_still_counts_as_a_try():
    case = opened(goal="setup", method="app", error="code_invalid")
    case = after(case, 1.0, "answered", "failed_last_hour", "0")
    tried = after(case, 5.0, "did", "setup_app", "failed", "code_invalid")

    undone = after(tried, 0.5, "undone")

    assert advise(BOOK, undone, now(undone)).tries.left_this_hour == 2


def test_a_recovered_case_ends_with_fresh_backup_codes():
    case = after(opened(goal="setup", method="app"), 5.0, "did", "setup_app", "worked")

    advice = advise(BOOK, case, now(case))

    assert (advice.step.kind, advice.outcome) == ("finish", "recovered")
    assert "replace_codes" in advice.afterwards


def test_a_running_wait_has_its_end():
    case = opened(goal="login", method="sms", error="sms_missing")
    case = after(case, 2.5, "did", "filter_weak", "worked")

    (wait,) = [wait for wait in advise(BOOK, case, now(case)).waits if wait.id == "filter_weak"]

    assert wait.ends == now(case) + timedelta(minutes=5)


def test_a_case_taken_up_next_day_goes_on():
    case = opened(goal="login", method="app", error="code_invalid")

    advice = advise(BOOK, case, NOON + timedelta(days=1))

    assert advice.step.kind == "observe"


def test_light_parts_do_not_load_the_arithmetic():
    parts = ("book", "case", "budget", "advise", "learn")
    lines = [
        "import sys",
        *(f"import kagimori.core.doctor.{part}" for part in parts),
        "sys.exit('numpy' in sys.modules)",
    ]

    assert subprocess.run([sys.executable, "-c", "\n".join(lines)], check=False).returncode == 0


kinds = st.sampled_from(["answered", "did", "waited", "status", "notice", "inside", "undone", "closed", "opened"])
ids = st.sampled_from([*BOOK.observations, *BOOK.actions, "", "?"])
values = st.sampled_from([*OUTCOMES, "yes", "no", "unknown", "recovered", "major", "?"])
errors = st.sampled_from([None, "code_invalid", "?"])
openings = st.fixed_dictionaries(
    {
        "goal": st.sampled_from(["login", "setup", "api", "recover", "?"]),
        "method": st.sampled_from(["sms", "app", "email"]),
    },
    optional={"errors": st.just({"locked": 9.0, "?": 1.0}), "causes": st.just({"hijacked": 1e9}), "error": errors},
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(openings, st.lists(st.tuples(kinds, ids, values, errors, st.floats(0.0, 3000.0)), max_size=8))
def test_no_case_whatever_leaves_it_at_a_loss(opening, events):
    case = opened(**opening)
    for kind, id_, value, error, minutes in events:
        case = after(case, minutes, kind, id_, value, error)

    advice = advise(BOOK, case, now(case))

    assert advice.step.kind in ("observe", "act", "wait", "finish")
    assert advice.step.kind == "finish" or advice.step.id or advice.step.until
