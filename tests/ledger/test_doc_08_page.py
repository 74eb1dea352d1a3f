"""DOC-08 and DOC-20: the page meters the tries, never proposes the one that locks, and counts a lock or block down."""

import pytest
from tests.fakes.browsers import add, answer, begin, page_of

MOST_STEPS = 25
DAY = 24 * 3600

pytestmark = pytest.mark.django_db


@pytest.mark.row("DOC-08")
def test_the_meter_shows_the_tries_of_the_hour_and_of_the_day(client):
    case = begin(client)
    add(case, "answered", "failed_last_hour", "0")
    add(case, "answered", "attempts_today", "0-4")

    page = page_of(client, case)
    assert page.light.colour == "green"
    assert page.light.sentence in client.get(case).content.decode()


@pytest.mark.row("DOC-08")
def test_each_failure_takes_a_try_away(client):
    case = begin(client)
    add(case, "answered", "failed_last_hour", "0", minutes_ago=3)
    add(case, "answered", "attempts_today", "0-4", minutes_ago=3)
    before = page_of(client, case).light.sentence
    add(case, "did", "login_app", "failed", "code_invalid", minutes_ago=2)

    assert page_of(client, case).light.sentence != before


@pytest.mark.row("DOC-08")
def test_after_four_failures_no_login_is_proposed(client):
    case = begin(client)
    add(case, "answered", "failed_last_hour", "4+")
    add(case, "answered", "attempts_today", "5-9")

    for _ in range(MOST_STEPS):
        step = page_of(client, case).step
        if step is None or step.kind == "wait":
            break
        assert not step.is_try
        answer(client, case, "not_possible" if step.kind == "act" else "unknown")


@pytest.mark.row("DOC-08")
def test_a_lock_is_counted_down(client):
    case = begin(client)
    add(case, "answered", "lock_notice", "yes")
    add(case, "answered", "error_text", "locked")

    waits = [run.countdown for run in page_of(client, case).running]
    assert any(DAY - 3600 < wait.total_seconds <= DAY for wait in waits)


@pytest.mark.row("DOC-20")
def test_a_block_is_counted_down(client):
    case = begin(client)
    add(case, "answered", "error_text", "blocked")
    add(case, "answered", "attempts_today", "16+")

    waits = [run.countdown for run in page_of(client, case).running]
    assert any(DAY <= wait.total_seconds + 3600 <= 2 * DAY + 3600 for wait in waits)


@pytest.mark.row("DOC-20")
def test_a_day_of_many_tries_leaves_few(client):
    few, many = begin(client), begin(client)
    for case, count in ((few, "16+"), (many, "0-4")):
        add(case, "answered", "failed_last_hour", "0")
        add(case, "answered", "attempts_today", count)

    assert page_of(client, few).light.sentence != page_of(client, many).light.sentence
