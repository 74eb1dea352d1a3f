"""VLT-04: the use that leaves three codes tells Slack once; zero is an alarm of its own."""

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import make_team, make_user
from tests.fakes.programs import program_of

from kagimori.console.notices import delivering
from kagimori.console.notices import flows as notices
from kagimori.console.timeline.flows import tell_all
from kagimori.core.secret import Secret
from kagimori.standin.messengers import Messengers

JSON = "application/json"
CODES = "\n".join(f"1020304{number}" for number in range(8))
AUDITS = "the audits, which say it again while it stands"


@pytest.fixture
def slack(settings):
    """A stand-in for Slack; what it has taken."""
    settings.STANDIN_ALLOWED = True
    with Messengers() as them:
        settings.NOTICE_STANDINS = them.standins
        yield them


@pytest.mark.django_db
@pytest.mark.row("VLT-04", part=AUDITS)
def test_slack_hears_at_three_codes_left_once_and_of_the_last_one(slack):
    ai = make_user("Ai", is_owner=True)
    team = make_team(ai, "Minato Coffee")
    account = add_account(team, "minato_coffee")
    to_team, hook = notices.Receiver(team=str(team.pk)), Secret(slack.hook.encode())
    wishes = notices.Wishes("Everybody", language="en")
    notices.add(to_team, hook, wishes, by=actor_of(ai), now=timezone.now())
    program, at = program_of(ai, team), f"/api/v1/teams/{team.key}/accounts/{account.pk}"
    assert program.post(f"{at}/sheet", {"text": CODES}, JSON).status_code == 201

    said = []
    for _ in range(8):
        before = len(slack.taken)
        assert program.post(f"{at}/codes/take", {"purpose": "login"}, JSON).status_code == 200
        tell_all()
        for delivery in delivering.due(timezone.now()):
            delivering.send(delivery, timezone.now())
        said.append(" ".join(str(one.body) for one in slack.taken[before:]))

    assert [bool(one) for one in said] == [False] * 4 + [True] + [False] * 2 + [True]
    assert "@minato_coffee has 3 backup codes left" in said[4]
    assert "@minato_coffee has no backup code left" in said[7]
    assert not [code for code in CODES.split() if code in "".join(said)]
