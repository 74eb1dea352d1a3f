"""DOC-22: an appeal is short, counted and comes after the guidelines."""

import json

import pytest
from click.testing import CliRunner

from kagimori.cli.doctor_draft import draft
from kagimori.knowledge import load_policy


@pytest.mark.row("DOC-22", part="the ledger of rejections stands on the page")
def test_every_appeal_is_counted_against_the_articles_hundred_characters():
    printed = CliRunner().invoke(
        draft, ["appeal", "--with", "account=example_shop", "--with", "company=Example Inc.", "--json"]
    )

    appeals = json.loads(printed.stdout)

    assert appeals
    for appeal in appeals:
        assert appeal["lang"] == "en"
        assert appeal["limit"] == load_policy()["appeal.characters"].count
        assert appeal["characters"] == len(appeal["text"])


@pytest.mark.row("DOC-22", part="the ledger of rejections stands on the page")
def test_the_guidelines_are_asked_for_before_the_text():
    printed = CliRunner().invoke(draft, ["appeal"]).stdout

    first = printed.splitlines()[1]
    assert "ガイドライン" in first or "guidelines" in first
