"""`kagimori jobs` tells what the jobs page tells."""

import json
import subprocess

import pytest
from tests.fakes.consoles import KAGIMORI, surroundings
from tests.fakes.waiting import until

from kagimori.console.work import State, enqueue, status

pytestmark = pytest.mark.slow


def asked(folder, *arguments, **settings):
    command = [KAGIMORI, "jobs", "--data", str(folder), *arguments]
    return subprocess.run(command, env=surroundings(**settings), capture_output=True, text=True, check=False)


def test_on_an_empty_folder_it_says_so_and_makes_nothing(tmp_path):
    said = asked(tmp_path / "none", "--lang", "en")

    assert (said.returncode, said.stdout) == (0, "Nothing has run yet.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lang", "words"), [("ja", "予想していなかった"), ("en", "not foreseen")])
def test_what_failed_is_named_with_why_and_the_exit_tells(alone, lang, words):
    alone.start("serve", "serve")
    alone.ready("serve")
    with alone.book():
        enqueue("deeds_do", "no number", "neither", key="bad")
        enqueue("deeds_break", key="worse")
        assert until(lambda: status("deeds_break", "worse") is State.FAILED)
        assert until(lambda: status("deeds_do", "bad") is State.FAILED)

    said = asked(alone.folder, "--lang", lang)
    told = {run["job"]: run for run in json.loads(asked(alone.folder, "--json").stdout)["failed"]}

    assert (said.returncode, words in said.stdout) == (1, True)
    assert (told["deeds_do"]["code"], told["deeds_do"]["things"]) == ("work.some_failed", 2)
    assert (told["deeds_break"]["error"], told["deeds_break"]["code"]) == ("ZeroDivisionError", "")


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path):
    said = asked(tmp_path, "--lang", "en", DATABASE_URL="postgresql://ai:hushhush@127.0.0.1:1/kagimori")

    assert (said.returncode, "does not answer" in said.stderr, "hushhush" in said.stderr) == (1, True, False)


@pytest.mark.parametrize("command", ["web", "worker"])
def test_on_sqlite_many_processes_are_refused_with_what_to_do(tmp_path, command):
    said = subprocess.run(
        [KAGIMORI, command, "--data", str(tmp_path / "none"), "--lang", "en"],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (said.returncode, f"kagimori {command} works on PostgreSQL only" in said.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []
