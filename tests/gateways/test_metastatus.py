"""The status page is read as it is, whatever it has become."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.core.status import State
from kagimori.gateways import metastatus
from kagimori.gateways.http import Answer
from kagimori.standin.metastatus import Metastatus

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def read(page):
    return metastatus.read(page.url, NOW, get=metastatus.getter(loopback_allowed=True))


@pytest.mark.parametrize(
    ("word", "state"),
    [("No known issues", "operational"), ("Low disruptions", "partial"), ("High disruptions", "major")],
)
def test_the_stand_in_is_read_over_the_wire(word, state):
    with Metastatus() as page:
        page.words["facebook-login"] = word

        reading = read(page)

    assert (reading.state, reading.problem) == (state, "")


@pytest.mark.parametrize(
    ("how", "problem"),
    [
        ({"shell": True}, "not_json"),
        ({"code": 503}, "refused"),
        ({"body": b"[]"}, "nothing_known"),
        ({"body": b'{"orgs": []}'}, "nothing_known"),
        ({"body": b"[" * 100_000}, "not_json"),
        ({"body": b"\xff\xfe"}, "not_json"),
    ],
)
def test_what_cannot_be_read_is_unknown_and_never_operational(how, problem):
    with Metastatus(**how) as page:
        reading = read(page)

    assert (reading.state, reading.problem) == (State.UNKNOWN, problem)


def test_an_org_with_new_and_missing_fields_is_read_as_far_as_it_goes():
    page = [{"id": 7, "services": [{"name": "Instagram Login", "status": "Low disruptions", "extra": {}}, "?", {}]}]

    reading = metastatus.read("", NOW, get=lambda _: Answer(200, "application/json", json.dumps(page).encode()))

    assert reading.state is State.PARTIAL
    assert reading.services[0].since is None


@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.floats(allow_nan=False),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["id", "name", "services", "status", "time"]), inner)
        ),
    )
)
def test_no_shape_of_the_page_breaks_the_reader(page):
    reading = metastatus.read("", NOW, get=lambda _: Answer(200, "application/json", json.dumps(page).encode()))

    assert reading.state in State
