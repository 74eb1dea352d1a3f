"""Schemathesis throws at every operation what its description allows and what it does not; nothing may surprise it.

Run in this process against the WSGI application, with a token that holds every right; once with the ids that it makes
up, and once with those of rows that are there.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.config import PositiveDataAcceptanceConfig
from schemathesis.specs.openapi.checks import ignored_auth
from tests.fakes.rows import rows_of

from kagimori.project.wsgi import application

pytestmark = pytest.mark.slow

# A value can be well-formed and still be none: a phone number, a day of the past, an end before its beginning.
POSSIBLE = ["2xx", "401", "403", "404", "409", "422", "5xx"]
FEW = settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)


def describe():
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    schema.config.checks.positive_data_acceptance = PositiveDataAcceptanceConfig(expected_statuses=POSSIBLE)
    return schema


described, meant = describe(), describe()
meant.config.phases.coverage.enabled = False
meant.config.generation.modes = [GenerationMode.POSITIVE]


@pytest.fixture(autouse=True)
def kept_open():
    """Each example is a whole request, whose end would close the connection and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@described.parametrize()
@FEW
def test_no_request_that_it_makes_up_surprises_the_api(case, by_ai):
    case.call_and_validate(headers={"Authorization": by_ai.defaults["HTTP_AUTHORIZATION"]})


@pytest.mark.django_db
@meant.parametrize()
@FEW
def test_nor_does_one_about_what_is_there(case, by_ai, ai, team):
    known = rows_of(team, ai)
    for name in case.path_parameters or {}:
        case.path_parameters[name] = str(known.get(name, 1))

    case.call_and_validate(
        headers={"Authorization": by_ai.defaults["HTTP_AUTHORIZATION"]}, excluded_checks=[ignored_auth]
    )
