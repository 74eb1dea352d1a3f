"""DOC-27: after an update the page counts thirty minutes down and stops set-up from being tried again and again."""

import pytest
from tests.fakes.browsers import add, answer, begin, page_of

MOST_STEPS = 20

pytestmark = pytest.mark.django_db


@pytest.fixture
def updated(client):
    """A case in which the app was updated a minute ago and the code is still refused."""
    case = begin(client, "cannot_switch_on")
    add(case, "opened", "real", minutes_ago=3, goal="setup", method="app", lang="ja")
    add(case, "answered", "updated_recently", "under_30min", minutes_ago=2)
    add(case, "answered", "error_text", "unsupported", minutes_ago=1)
    return case


@pytest.mark.row("DOC-27")
def test_the_thirty_minutes_are_counted_down(client, updated):
    waits = [run.countdown for run in page_of(client, updated).running]

    assert any(wait.total_seconds <= 30 * 60 for wait in waits)


@pytest.mark.row("DOC-27")
def test_no_step_tells_anybody_to_log_out_of_the_only_way_in(client, updated):
    for _ in range(MOST_STEPS):
        page = page_of(client, updated)
        if page.step is None or page.step.kind == "wait":
            break
        assert "log_out" not in page.step.id
        answer(client, updated, "not_possible" if page.step.kind == "act" else "unknown")


@pytest.mark.row("DOC-27")
def test_set_up_is_not_tried_a_third_time_inside_the_wait(client, updated):
    for minutes_ago in (0.8, 0.5):
        add(updated, "did", "setup_app", "failed", "unsupported", minutes_ago=minutes_ago)

    for _ in range(MOST_STEPS):
        step = page_of(client, updated).step
        if step is None or step.kind == "wait":
            break
        assert step.id not in ("setup_app", "setup_sms")
        answer(client, updated, "not_possible" if step.kind == "act" else "unknown")
