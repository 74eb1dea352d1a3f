"""STA-01: the platform's own report, with its age, in the terminal and in the browser."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from kagimori.console.status import flows
from kagimori.core.status import Reading, Service, state_of
from kagimori.standin.metastatus import Metastatus

PLAN = "how a case's plan changes with the state"


def status(folder, source, *arguments):
    """Run `kagimori status`; return its exit code and its answer."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAGIMORI", "DJANGO"))}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("kagimori")), "status", "--source", source, *arguments],
        env=kept | {"KAGIMORI_DATA": str(folder), "KAGIMORI_STANDIN": "yes"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def age_memory(folder, minutes):
    """Let what the command remembers be older than it is, as if time had passed."""
    file = folder / "status.json"
    kept = json.loads(file.read_text())
    for name in ("newest", "last_good"):
        kept[name]["at"] = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()
    file.write_text(json.dumps(kept))


@pytest.mark.row("STA-01", part=PLAN)
@pytest.mark.parametrize(
    ("word", "state", "code"),
    [
        ("No known issues", "operational", 0),
        ("Resolved", "operational", 0),
        ("Low disruptions", "partial", 1),
        ("Medium disruptions", "partial", 1),
        ("High disruptions", "major", 1),
        ("Partial Outage", "partial", 1),
        ("Major Outage", "major", 1),
        ("Something new", "unknown", 1),
    ],
)
def test_the_terminal_says_the_pages_words_in_ours(tmp_path, word, state, code):
    with Metastatus() as page:
        page.words["graph-api"] = word
        ended, answer = status(tmp_path, page.url, "--json")

    assert (ended, json.loads(answer)["state"]) == (code, state)


@pytest.mark.row("STA-01", part=PLAN)
def test_the_terminal_says_how_old_it_is_and_does_not_ask_the_page_again_so_soon(tmp_path):
    with Metastatus() as page:
        status(tmp_path, page.url)
        age_memory(tmp_path, 3)
        _, answer = status(tmp_path, page.url, "--lang", "en")

        assert page.asked == 1
    assert "3 min ago" in answer


@pytest.mark.row("STA-01", part=PLAN)
@pytest.mark.parametrize(
    ("lang", "unknown", "known"), [("ja", "わからない", "大きな障害"), ("en", "Unknown", "Widely")]
)
def test_after_a_failed_look_the_terminal_says_unknown_with_the_last_known_beside_it(tmp_path, lang, unknown, known):
    with Metastatus() as page:
        page.words["facebook-login"] = "High disruptions"
        status(tmp_path, page.url)
        age_memory(tmp_path, 6)
        page.shell = True
        ended, answer = status(tmp_path, page.url, "--lang", lang)

    assert ended == 1
    assert unknown in answer.splitlines()[0]
    assert known in answer


@pytest.mark.row("STA-01", part=PLAN)
@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "state", "age"), [("ja", "一部で障害", "4分"), ("en", "Partly disrupted", "4 min")])
def test_the_browser_shows_state_and_age(client, lang, state, age):
    flows.keep(_seen("Medium disruptions", minutes=4))

    page = client.get("/status/", headers={"accept-language": lang}).content.decode()

    assert state in page
    assert age in page


@pytest.mark.row("STA-01", part=PLAN)
@pytest.mark.django_db
def test_the_browser_says_unknown_after_a_failed_look(client):
    flows.keep(_seen("Resolved", minutes=9))
    flows.keep(Reading(timezone.now(), problem="timeout"))

    found = client.get("/status/now.json").json()

    assert (found["state"], found["problem"], found["last_good"]["state"]) == ("unknown", "timeout", "operational")


@pytest.mark.row("STA-01", part=PLAN)
@pytest.mark.django_db
def test_the_browser_says_that_the_articles_entry_does_not_exist(client):
    page = client.get("/status/", headers={"accept-language": "en"}).content.decode()

    assert "Often said, but wrong" in page
    assert "Instagram &gt; Authentication" in page


def _seen(word, minutes):
    at = timezone.now() - timedelta(minutes=minutes)
    return Reading(at, (Service("graph-api", "Platform Status", word, state_of(word)),))
