"""Trying an address by command."""

import os

import pytest
from tests.fakes.command import answer, kagimori

from kagimori.standin.messengers import Messengers

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path):
    return tmp_path


def test_an_address_is_tried_from_standard_input(home, monkeypatch):
    with Messengers() as them:
        address = them.hook.replace("http://", "json://")

        monkeypatch.setitem(os.environ, "KAGIMORI_STANDIN", "yes")
        tried = kagimori("notices", "test", home=home, lang="en", text=address)

    assert tried.returncode == 0
    assert "Sent" in tried.stdout
    assert len(them.taken) == 1


@pytest.mark.parametrize(
    ("address", "code"), [("json://10.0.0.1/", 1), ("file:///etc/passwd", 2), ("twilio://wrong", 2)]
)
def test_what_cannot_or_must_not_be_reached_is_refused(home, address, code):
    tried = kagimori("notices", "test", home=home, text=address)

    assert tried.returncode == code
    assert address not in tried.stdout + tried.stderr


def test_nothing_open_is_an_empty_list(home):
    assert answer("notices", "list", home=home) == []
    assert kagimori("notices", "resend", "5f0c7c52-0000-4000-8000-000000000001", home=home).returncode == 1
