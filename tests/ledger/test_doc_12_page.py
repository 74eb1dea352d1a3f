"""DOC-12: the resend stays locked behind a countdown."""

import pytest
from tests.fakes.browsers import add, answer, begin, opened_ago, page_of

MOST_STEPS = 20

pytestmark = pytest.mark.django_db


@pytest.fixture
def just_sent(client):
    """A case in which a code was asked for seconds ago and did not come."""
    case = begin(client, "code_missing")
    opened_ago(case, 4)
    add(case, "answered", "failed_last_hour", "0", minutes_ago=3)
    add(case, "answered", "attempts_today", "0-4", minutes_ago=3)
    add(case, "answered", "resend_presses", "1-2", minutes_ago=3)
    add(case, "did", "login_sms", "failed", "sms_missing", minutes_ago=0.1)
    return case


@pytest.mark.row("DOC-12")
def test_no_second_text_is_asked_for_within_three_minutes(client, just_sent):
    for _ in range(MOST_STEPS):
        step = page_of(client, just_sent).step
        if step is None or step.kind == "wait":
            break
        assert step.id not in ("login_sms", "setup_sms")
        answer(client, just_sent, "not_possible" if step.kind == "act" else "unknown")


@pytest.mark.row("DOC-12")
def test_the_gap_is_counted_down_on_the_page(client, just_sent):
    waits = [run.countdown for run in page_of(client, just_sent).running]

    assert any(wait.total_seconds <= 3 * 60 for wait in waits)
    assert 'role="timer"' in client.get(just_sent).content.decode()
