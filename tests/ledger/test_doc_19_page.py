"""DOC-19: bursts of log-ins or links hold link posts and set-up, each counted down, with what the length is worth."""

from html import unescape

import pytest
from tests.fakes.browsers import add, begin, browser, page_of

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.mark.row("DOC-19")
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_both_holds_are_counted_down_with_their_verdict(lang):
    person = browser(lang)
    case = begin(person, "cannot_switch_on")
    add(case, "opened", "real", goal="setup", method="app", lang=lang)
    add(case, "answered", "spammy_activity", "yes")
    add(case, "answered", "account_status", "warning")

    held = page_of(person, case).held_off
    assert [round(wait.total_seconds / HOUR) for wait in held] == [24, 72]
    assert all(wait.label in unescape(person.get(case).content.decode()) for wait in held)
    assert any(word in held[0].label for word in ("出どころ", "no source"))
