"""The examples of "Use the API" work as they stand, in both languages."""

import json
import os
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.people import make_team, make_user

from kagimori.console.people.tokens import flows
from kagimori.core.people.standing import Actor

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
EXAMPLE = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["api.md", "api.ja.md"])
def test_every_example_is_answered(page, live_server):
    owner = make_user("Ai")
    team, now, life = make_team(owner, "Minato"), timezone.now(), timedelta(days=1)
    rights = ["team.see", "accounts.see", "accounts.manage", "people.see", "people.record"]
    rights += ["codes.manage", "codes.use"]
    _row, secret = flows.make(team, owner, Actor.itself(), now, name="docs", rights=rights, life=life)
    known = {"BASE": live_server.url, "TEAM": team.key, "TOKEN": secret.reveal().decode()}
    known["ACCOUNT"] = str(add_account(team, "minato_coffee").pk)
    examples = EXAMPLE.findall((HOW_TO / page).read_text(encoding="utf-8"))

    answers = [
        json.loads(subprocess.run(["bash", "-ec", one], env=os.environ | known, capture_output=True, check=True).stdout)
        for one in examples
    ]

    assert len(answers) >= 4
    assert [answer for answer in answers[:-1] if "error" in answer] == []
    assert answers[-1]["error"]["code"] == "api.token_missing"
