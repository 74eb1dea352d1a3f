"""DOC-19: a suspected shadow ban holds link posts and set-up, each with its end and the verdict of its figure."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from tests.fakes.terminal import ScriptedTerminal

from kagimori.cli.cases import CaseFolder
from kagimori.cli.wizard import Wizard

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
WORDS = "短時間にログインを繰り返してリンクもたくさん貼ったら、二段階認証が設定できなくなった"


@pytest.mark.row("DOC-19")
def test_the_plan_holds_link_posts_and_set_up_with_their_ends(tmp_path):
    rules = [("type", True), ("ios", True), ("app", True), ("warning", False), ("no", False), ("unknown", False)]
    terminal = ScriptedTerminal(START, rules, [WORDS])
    wizard = Wizard(terminal, CaseFolder(tmp_path))
    wizard.open()

    # The script runs out of answers, or the doctor hands the case on; either way the holds were shown before.
    with suppress(KeyboardInterrupt):
        wizard.walk()

    told = terminal.text
    assert wizard.sayings.holds["link_posts"].to(wizard.reader.lang) in told
    assert wizard.sayings.holds["set_up"].to(wizard.reader.lang) in told
    assert wizard.sayings.holds["verdict"].to(wizard.reader.lang) in told
    assert "11-26" in told
    assert "11-28" in told
