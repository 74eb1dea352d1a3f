"""The console as a whole: it boots, answers in both languages and says what its pages may load."""

import pytest
from django.core.management import call_command


def test_it_answers_that_it_is_alive(client):
    assert client.get("/alive").content == b"alive\n"


def test_every_answer_says_what_it_may_load(client):
    policy = client.get("/alive").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
