"""Handing a case to a real console over loopback HTTP."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from kagimori.cli.cases import CaseFolder
from kagimori.core.doctor.case import Event


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KAGIMORI_DATA", str(tmp_path))
    folder = CaseFolder.of_this_user()
    folder.append("mine", Event(datetime.now(UTC), "opened", "real", more={"goal": "login", "method": "app"}))
    return folder


def send(*arguments):
    command = [sys.executable, "-m", "kagimori", "doctor", "send", *arguments, "--json", "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.django_db(transaction=True)
def test_the_link_that_comes_back_opens_the_case(folder, live_server, client):
    done = send("mine", "--to", live_server.url)

    link = json.loads(done.stdout)["link"]
    assert link.startswith(live_server.url)
    assert client.get(link.removeprefix(live_server.url)).status_code == 200


def test_a_console_that_is_not_there_is_named(folder):
    done = send("mine", "--to", "http://127.0.0.1:9")

    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "gateway.unreachable"


def test_a_case_that_nobody_knows_is_misuse(folder):
    assert send("other").returncode == 2
