"""Two hands on the same case, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from kagimori.console.doctor import appeals, flows, limits
from kagimori.console.doctor.models import CaseEvent, Knock
from kagimori.core.doctor.case import Event
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy

HANDS = 8


def at_once(deed):
    """Do the deed with many hands; return how many succeeded."""

    def hand(number):
        try:
            deed(number)
        except Refused:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(HANDS) as pool:
        return sum(pool.map(hand, range(HANDS)))


@pytest.mark.django_db(transaction=True)
def test_of_many_answers_to_one_step_one_is_written():
    now = timezone.now()
    case = flows.open_case("browser", Event(now, "opened", "real"), lang="en", os="web")

    written = at_once(lambda number: flows.add(case, 1, Event(now, "answered", "vpn_on", f"{number}")))

    assert written == 1
    assert CaseEvent.objects.filter(case=case).count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_limit_holds_for_all_hands_together(rf):
    now = timezone.now()
    Knock.objects.create(
        address=limits.hashed("127.0.0.1", "address"),
        deed="open",
        hour=now.replace(minute=0, second=0, microsecond=0),
        count=load_policy()["web.open_address"].count - 3,
    )

    assert at_once(lambda _: limits.knock(rf.post("/"), "open", now)) == 3


@pytest.mark.django_db(transaction=True)
def test_the_last_appeal_before_the_block_is_sent_once():
    today = timezone.localdate()

    assert at_once(lambda _: appeals.note_sent("browser", today)) >= 1
    positions = [row.position for row in appeals.ledger("browser")]
    assert positions == list(range(len(positions)))
