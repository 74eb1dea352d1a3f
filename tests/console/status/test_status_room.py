"""The console looks at the status page, keeps what it saw and tells the timeline what is new."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from kagimori.console.status import flows, queries
from kagimori.console.status.models import Reading
from kagimori.console.timeline.models import Entry
from kagimori.core.status import Reading as Seen
from kagimori.core.status import Service, State, state_of
from kagimori.standin.metastatus import Metastatus

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(settings):
    with Metastatus() as standin:
        settings.STATUS_URL, settings.STANDIN_ALLOWED = standin.url, True
        yield standin


def seen(word, at=NOW, org="graph-api"):
    return Seen(at, (Service(org, "Platform Status", word, state_of(word), at),))


def news():
    return list(Entry.objects.filter(kind="status.changed").order_by("number").values_list("payload__state", flat=True))


def test_it_reads_the_page_over_the_wire(page):
    page.words["graph-api"] = "Low disruptions"

    assert flows.look_if_due(NOW)

    assert queries.now(NOW + MINUTE).state is State.PARTIAL


def test_it_does_not_ask_the_page_again_too_soon(page):
    flows.look_if_due(NOW)

    assert not flows.look_if_due(NOW + 4 * MINUTE)
    assert flows.look_if_due(NOW + 5 * MINUTE)
    assert page.asked == 2


def test_a_stand_in_is_refused_unless_it_is_allowed(page, settings):
    settings.STANDIN_ALLOWED = False

    flows.look_if_due(NOW)

    assert queries.now(NOW).problem == "private"
    assert page.asked == 0


def test_a_failed_look_is_unknown_with_the_last_good_one_beside_it(page):
    flows.look_if_due(NOW)
    page.shell = True
    flows.look_if_due(NOW + 5 * MINUTE)

    standing = queries.now(NOW + 6 * MINUTE)

    assert standing.state is State.UNKNOWN
    assert standing.last_good.at == NOW


def test_only_news_goes_to_the_timeline():
    for minute, word in enumerate(["Resolved", "No known issues", "High disruptions", "High disruptions", "Resolved"]):
        flows.keep(seen(word, NOW + minute * MINUTE))

    assert news() == ["operational", "major", "operational"]


def test_a_failed_look_is_no_news():
    flows.keep(seen("High disruptions"))
    flows.keep(Seen(NOW + MINUTE, problem="timeout"))
    flows.keep(seen("High disruptions", NOW + 2 * MINUTE))

    assert news() == ["major"]


def test_a_login_service_that_is_named_is_news_of_its_own():
    flows.keep(seen("High disruptions"))
    flows.keep(seen("High disruptions", NOW + MINUTE, org="facebook-login"))

    assert news() == ["major", "major"]
    assert list(Entry.objects.order_by("number").values_list("payload__confirmed", flat=True)) == [0, 1]


def test_the_same_look_kept_twice_is_one():
    flows.keep(seen("Resolved"))
    flows.keep(seen("Resolved"))

    assert Reading.objects.count() == 1
    assert news() == ["operational"]


def test_old_readings_are_forgotten():
    flows.keep(seen("Resolved", NOW - timedelta(days=15)))
    flows.keep(seen("Resolved"))

    assert Reading.objects.count() == 1


@pytest.mark.parametrize(("lang", "word"), [("ja", "一部で障害"), ("en", "Partly disrupted")])
def test_the_page_shows_the_state_and_its_age_in_both_languages(client, lang, word):
    flows.keep(seen("Low disruptions", timezone.now() - 2 * MINUTE))

    shown = client.get("/status/", headers={"accept-language": lang}).content.decode()

    assert word in shown
    assert "2分前" in shown or "2 min" in shown
    assert "Low disruptions" in shown


def test_the_page_says_unknown_while_nobody_looked(client):
    assert "まだ一度も見に行っていません" in client.get("/status/").content.decode()


def test_the_page_changes_nothing(client):
    assert client.post("/status/").status_code == 405


def test_the_same_stands_there_as_json(client):
    flows.keep(seen("High disruptions", timezone.now(), org="facebook-login"))

    found = client.get("/status/now.json").json()

    assert (found["state"], found["holds_logins"], found["problem"]) == ("major", True, None)


def test_the_page_grows_by_no_query(client, django_assert_max_num_queries):
    flows.keep(seen("Resolved", timezone.now()))

    with django_assert_max_num_queries(4):
        client.get("/status/")
