"""What a person cannot do is not asked of them again."""

from datetime import UTC, datetime, timedelta

import pytest

from kagimori.core.doctor.advise import advise
from kagimori.core.doctor.case import Case, Event
from kagimori.knowledge import load_book

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
