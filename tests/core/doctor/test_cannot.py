"""What a person cannot do is not asked of them again, and what they cannot tell does not strand them."""

from datetime import UTC, datetime, timedelta

import pytest

from kagimori.core.doctor.advise import advise
from kagimori.core.doctor.case import Case, Event
from kagimori.core.doctor.hear import hear
from kagimori.core.doctor.opening import by_words
from kagimori.knowledge import load_book, load_phrases

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
STEPS = 14


def opened(goal, method, error):
    return Event(NOW, "opened", "real", more={"goal": goal, "method": method, "error": error})


@pytest.mark.parametrize(
    ("goal", "method", "error"),
    [("login", "sms", "invalid_credentials"), ("setup", "app", "button_grey"), ("api", "app", "api_refused")],
)
def test_a_repair_that_is_impossible_is_proposed_once(goal, method, error):
    book, events, asked = load_book("real"), [opened(goal, method, error)], []
    for minute in range(1, STEPS):
        step = advise(book, Case("x", tuple(events)), NOW + timedelta(minutes=minute)).step
        at = NOW + timedelta(minutes=minute)
        if step.kind == "act":
            asked += [step.id] if book.actions[step.id].kind != "attempt" else []
            events.append(Event(at, "did", step.id, "not_possible"))
        elif step.kind == "observe":
            events.append(Event(at, "answered", step.id, "unknown"))

    assert len(asked) == len(set(asked))


def test_somebody_who_cannot_tell_is_not_stranded_beside_a_wrong_clock():
    words = "認証アプリのコードが無効と出て入れません"
    book, events, minute = load_book("real"), [by_words(hear(load_phrases(), words), words, NOW)], 0
    known = {"clock_auto": "manual", "clock_offset": "over_30s", "failed_last_hour": "0", "attempts_today": "0-4"}
    done = []
    for minute in range(1, 2 * STEPS):
        at = NOW + timedelta(minutes=minute)
        step = advise(book, Case("x", tuple(events)), at).step
        if step.kind == "finish":
            break
        if step.kind == "act":
            done.append(step.id)
            attempt = book.actions[step.id].kind == "attempt"
            events.append(
                Event(at, "did", step.id, "failed" if attempt else "worked", "code_invalid" if attempt else None)
            )
        elif step.kind == "observe":
            events.append(Event(at, "answered", step.id, known.get(step.id, "unknown")))

    assert "clock_auto_on" in done


def test_a_repair_of_the_very_cause_is_tried_before_the_case_is_handed_on():
    """Measured wrong again after the repair: only a try can tell whether the repair or the measuring is at fault."""
    words = "認証アプリのコードが無効と出て入れません"
    known = {"clock_auto": "manual", "clock_offset": "over_30s", "failed_last_hour": "0", "attempts_today": "0-4"}
    known |= {
        "authenticator_here": "yes",
        "authenticator_entries": "one",
        "device_changed": "no",
        "backup_codes": "none",
    }
    known |= {"logged_in_elsewhere": "no", "unknown_change_mail": "no", "error_text": "code_invalid"}
    book, case, tried = load_book("real"), Case("x", (by_words(hear(load_phrases(), words), words, NOW),)), False
    for minute in range(1, 2 * STEPS):
        at = NOW + timedelta(minutes=minute)
        step = advise(book, case, at).step
        if step.kind == "finish" or step.id in book.attempts:
            tried = step.id in book.attempts
            break
        answer = Event(at, "answered", step.id, known.get(step.id, "unknown"))
        case = case.with_event(answer if step.kind == "observe" else Event(at, "did", step.id, "worked"))

    assert tried
