"""STA-04: in an outage a backup code is tried once an hour at most."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of, join, make_team, make_user
from tests.fakes.vaults import lay_sheet

from kagimori.console.status import flows
from kagimori.console.timeline.flows import tell_all
from kagimori.console.vault.codes import flows as codes
from kagimori.core.status import Reading, Service, state_of

WORDS = "SMSのコードが届かなくてログインできない。バックアップコードは手元にある"
MOST_STEPS = 15


def outage():
    """Let Meta say that logging in is disturbed."""
    service = Service("facebook-login", "Platform Status", "High disruptions", state_of("High disruptions"))
    flows.keep(Reading(timezone.now() - timedelta(minutes=1), (service,)))
    tell_all()


@pytest.mark.row("STA-04")
@pytest.mark.django_db
def test_a_second_backup_code_is_not_proposed_within_the_hour(client):
    outage()
    case = client.post("/doctor/", {"words": WORDS}).headers["Location"]
    tried = 0

    for _ in range(MOST_STEPS):
        shown = client.get(case).context["page"]
        if shown.step is None or shown.step.kind == "wait":
            break
        backup = shown.step.id == "login_backup"
        tried += backup
        value = "failed" if backup else "worked" if shown.step.kind == "act" else "unknown"
        said = {"position": shown.position, "kind": shown.step.kind, "step": shown.step.id, "value": value}
        client.post(f"{case}answer", said | ({"error": "code_wrong"} if backup else {}))

    assert tried <= 1


@pytest.mark.row("STA-04")
@pytest.mark.django_db
def test_a_code_that_a_colleague_took_holds_the_next_back_with_its_time(client):
    ai, ben = make_user("Ai"), make_user("Ben")
    team = make_team(ai, "Minato Coffee")
    join(team, ben, "admin")
    account = add_account(team, "minato_coffee")
    lay_sheet(account)
    outage()
    browser = browser_of(ai)
    case = browser.post(f"/t/{team.key}/accounts/{account.pk}/doctor/", {"words": WORDS}).headers["Location"]
    before = browser.get(case).context["page"].vault
    taken = timezone.now()
    codes.take_code(account, actor_of(ben), taken, purpose="login")

    after = browser.get(case).context["page"].vault

    assert before.held is None
    assert before.take_address
    assert after.take_address == ""
    assert after.held.until == taken + timedelta(hours=1)
