"""DOC-37: codes of both kinds refused: signs of a hijack are asked about, then the clock is a step."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from tests.fakes.terminal import ScriptedTerminal

from kagimori.cli.cases import CaseFolder
from kagimori.cli.wizard import Wizard

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
WORDS = "SMSのコードも認証アプリのコードも両方とも無効と言われます"
# Once each: the app is on this phone and nothing was changed by strangers; then whatever is asked turns out harmless.
ANSWERS = [("type", True), ("ios", True), ("yes", True), ("worked", False), ("no", False), ("0", False)]
ANSWERS += [
    ("0-4", False),
    ("none", False),
    ("under_5s", False),
    ("auto", False),
    ("over_2GB", False),
    ("unknown", False),
    ("code_invalid", False),
]


class Refused(ScriptedTerminal):
    """A terminal at which tries go wrong three times before one works."""

    refusals = 3

    def choose(self, choices):
        ids = [choice.id for choice in choices]
        if "failed" in ids and self.refusals:
            self.refusals -= 1
            return "failed"
        return super().choose(choices)


@pytest.mark.row("DOC-37", part="the cache as a step within the first dozen")
def test_a_hijack_is_asked_about_before_the_clock_becomes_a_step(tmp_path):
    wizard = Wizard(Refused(START, ANSWERS, [WORDS]), CaseFolder(tmp_path))
    wizard.open()

    with suppress(KeyboardInterrupt):
        wizard.walk()

    ids = [event.id for event in wizard.case.events]
    assert ids.index("unknown_change_mail") < ids.index("clock_auto_on")
