"""DOC-35: 'cannot be switched on however often' asks for the account's status before tries are spent on set-up."""

from datetime import UTC, datetime

import pytest
from tests.fakes.terminal import ScriptedTerminal

from kagimori.cli.cases import CaseFolder
from kagimori.cli.wizard import Wizard

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.row("DOC-35")
def test_account_status_is_asked_before_any_try_at_set_up(tmp_path):
    rules = [("type", True), ("ios", True), ("app", True), ("no", False), ("unknown", False)]
    terminal = ScriptedTerminal(START, rules, ["何度試しても二段階認証がオンにできない"])
    wizard = Wizard(terminal, CaseFolder(tmp_path))
    wizard.open()

    with pytest.raises(KeyboardInterrupt):
        wizard.walk()

    ids = [event.id for event in wizard.case.events]
    tries = [place for place, id_ in enumerate(ids) if id_.startswith("setup_")]
    assert "account_status" in ids[:8]
    assert all(place > ids.index("account_status") for place in tries)
