"""Ready-made texts at the command line."""

import json

from click.testing import CliRunner

from kagimori.cli.doctor_draft import draft


def run(*arguments):
    return CliRunner().invoke(draft, arguments)


def test_a_filled_gap_is_no_longer_open():
    result = run("appeal", "--with", "account=example_shop", "--json")

    appeals = json.loads(result.stdout)

    assert all("example_shop" in appeal["text"] for appeal in appeals)
    assert all("account" not in appeal["open"] for appeal in appeals)


def test_an_outage_is_announced_in_both_languages():
    languages = {record["lang"] for record in json.loads(run("outage", "--json").stdout)}

    assert languages == {"ja", "en"}


def test_a_gap_without_a_sign_is_misuse():
    result = run("appeal", "--with", "account")

    assert result.exit_code == 2


def test_characters_are_counted_and_what_is_over_is_said():
    long = run("appeal", "--with", f"account={'x' * 60}", "--json")

    first = json.loads(long.stdout)[0]

    assert first["characters"] == len(first["text"])
    assert first["too_many"] == first["characters"] - first["limit"]
