"""STA-04: in an outage a backup code is tried once an hour at most."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kagimori.console.status import flows
from kagimori.core.status import Reading, Service, state_of

VAULT = "the vault, which will hold codes back for a whole team"
WORDS = "SMSのコードが届かなくてログインできない。バックアップコードは手元にある"
MOST_STEPS = 15


@pytest.mark.row("STA-04", part=VAULT)
@pytest.mark.django_db
def test_a_second_backup_code_is_not_proposed_within_the_hour(client):
    service = Service("facebook-login", "Platform Status", "High disruptions", state_of("High disruptions"))
    flows.keep(Reading(timezone.now() - timedelta(minutes=1), (service,)))
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
