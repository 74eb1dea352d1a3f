"""Wrong tries are counted over all processes, and noted once where there is such a user."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.fakes import guessing
from tests.fakes.logins import with_password
from tests.fakes.people import make_user

from kagimori.console.timeline.models import Entry


@pytest.fixture
def forgotten(transactional_db):
    """The cache is no model: nothing else forgets the tries of this test."""
    yield
    cache.clear()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_processes_that_guess_at_once_have_five_tries_together(forgotten):
    ai = make_user("Ai")
    command = [sys.executable, str(Path(guessing.__file__)), str(connection.settings_dict["NAME"]), ai.email, "4"]
    guessers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _number in range(2)
    ]
    for guesser in guessers:
        assert guesser.stdout.readline() == "ready\n"

    for guesser in guessers:
        guesser.stdin.write("go\n")
        guesser.stdin.flush()
    counts = [tuple(map(int, guesser.communicate(timeout=60)[0].split())) for guesser in guessers]

    assert sum(judged for judged, _held in counts) == 5
    assert sum(held for _judged, held in counts) == 3


@pytest.mark.django_db
def test_a_hold_is_noted_once_and_for_nobody_where_there_is_nobody():
    ai = make_user("Ai")
    for email in [ai.email] * 8 + ["who@example.jp"] * 8:
        with_password(Client(REMOTE_ADDR=f"198.51.100.{len(email)}"), email, "wrong")

    assert [entry.whom for entry in Entry.objects.filter(kind="login.locked")] == [str(ai.opaque)]


@pytest.mark.django_db
def test_many_addresses_from_one_place_are_held_too():
    for number in range(20):
        with_password(Client(), f"{number}@example.jp", "wrong")
    page = with_password(Client(headers={"accept-language": "en"}), "another@example.jp", "wrong")

    assert b"wait five minutes" in page.content
