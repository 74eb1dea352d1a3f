"""STA-02: searches for other people's reports stand ready."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SEARCHES = ("https://x.com/search?q=%23InstagramDown", "https://x.com/search?q=%232FA%E3%82%A8%E3%83%A9%E3%83%BC")
WEIGHT = "how the answer weighs in a case"
LAYER = "アカウント制限"  # where the article has the platform's own troubles


@pytest.mark.row("STA-02", part=WEIGHT)
def test_the_terminal_names_the_searches(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KAGIMORI", "DJANGO"))}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("kagimori")), "status", "--source", "http://127.0.0.1:9"],
        env=kept | {"KAGIMORI_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert [search for search in SEARCHES if search not in done.stdout] == []


@pytest.mark.row("STA-02", part=WEIGHT)
@pytest.mark.django_db
def test_the_browser_links_the_searches(client):
    page = client.get("/status/").content.decode()

    assert [search for search in SEARCHES if f'href="{search}' not in page] == []


@pytest.mark.row("STA-02")
@pytest.mark.django_db
def test_many_reports_speak_for_an_outage_and_few_against_it(client):
    many, before = shares(client, "many")
    few, _ = shares(client, "few")

    assert few < before < many


def shares(client, answer):
    """The share of the platform's layer after and before somebody says how many reports there are."""
    case = client.post("/doctor/", {"words": "SMSのコードが届かない"}).headers["Location"]
    shown = client.get(case).context["page"]
    client.post(f"{case}answer", {"position": shown.position, "kind": "observe", "step": "x_reports", "value": answer})
    return [
        next(bar.percent for bar in each.layers if bar.word == LAYER)
        for each in (client.get(case).context["page"], shown)
    ]
