"""DOC-06: after a password change the page counts down, fills the wait, and proposes no login before its end."""

import pytest
from tests.fakes.browsers import add, answer, begin, page_of

MOST_STEPS = 12
KNOWN = {"failed_last_hour": "0", "attempts_today": "0-4", "error_text": "invalid_credentials"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(client):
    """A case of somebody who changed the password a minute ago."""
    case = begin(client, "code_missing")
    add(case, "answered", "password_changed", "under_15min")
    for name, value in KNOWN.items():
        add(case, "answered", name, value)
    return case


@pytest.mark.row("DOC-06")
def test_the_page_counts_the_fifteen_minutes_down(client, changed):
    ends = [run.countdown for run in page_of(client, changed).running]

    assert any(14 * 60 < wait.total_seconds <= 15 * 60 for wait in ends)
    assert 'data-until="' in client.get(changed).content.decode()


@pytest.mark.row("DOC-06")
def test_useful_steps_and_no_login_are_proposed_inside_the_wait(client, changed):
    useful = 0
    for _ in range(MOST_STEPS):
        step = page_of(client, changed).step
        if step is None or step.kind == "wait":
            break
        assert step.id not in ("login_sms", "login_app")
        useful += 1
        answer(client, changed, "not_possible" if step.kind == "act" else "unknown")

    assert useful
