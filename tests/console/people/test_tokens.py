"""The pages of tokens: made by an owner who has just proven who they are, shown this once."""

import re
import time

import pytest
from django.test import Client
from tests.fakes.people import browser_of

from kagimori.console.people.models import ApiToken

pytestmark = pytest.mark.django_db
TYPED = {"name": "report", "rights": ["team.see", "accounts.see"], "days": "30"}


@pytest.fixture
def proven_ai(as_ai, ai):
    """Ai's browser, in which she has just typed her password."""
    session = as_ai.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(ai.pk)
    session.save()
    return as_ai


def test_a_token_is_shown_this_once_and_works(proven_ai, team):
    answer = proven_ai.post(f"/t/{team.key}/tokens/new/", TYPED)

    token = re.search(r'value="(kgm_[\w-]{43})"', answer.content.decode())[1]
    program = Client(headers={"authorization": f"Bearer {token}"})
    assert program.get("/api/v1/me").json()["rights"] == ["team.see", "accounts.see"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert token not in proven_ai.get(f"/t/{team.key}/tokens/").content.decode()


def test_making_one_asks_for_a_fresh_proof(ai, team):
    answer = browser_of(ai, lately=False).post(f"/t/{team.key}/tokens/new/", TYPED)

    assert answer.status_code == 302
    assert "/account/again" in answer.headers["Location"]
    assert not ApiToken.objects.exists()


def test_one_is_taken_back_from_the_list(proven_ai, team):
    proven_ai.post(f"/t/{team.key}/tokens/new/", TYPED)

    proven_ai.post(f"/t/{team.key}/tokens/{ApiToken.objects.get().pk}/revoke")

    assert ApiToken.objects.get().revoked_at is not None


@pytest.mark.parametrize("wrong", [{"rights": []}, {"rights": ["meta.post"]}, {"days": "0"}, {"days": "366"}])
def test_what_cannot_be_is_said_in_the_form(proven_ai, team, wrong):
    answer = proven_ai.post(f"/t/{team.key}/tokens/new/", TYPED | wrong)

    assert answer.status_code == 422
    assert not ApiToken.objects.exists()
