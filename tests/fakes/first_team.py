"""A team with users, accounts and tokens for a console that runs in processes of its own.

Run as a module in that console's surroundings (KAGIMORI_DATA, DATABASE_URL): it fills the database as people would and
prints what a test needs, as JSON.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def first_team(folder, database="", *, tokens=1, **settings):
    """Return {"team", "account", "tokens", "session"} of the console that runs on this folder and database."""
    from tests.fakes.consoles import surroundings

    own = {"DJANGO_SETTINGS_MODULE": "kagimori.project.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.fakes.first_team", str(tokens)],
        env=surroundings(**own, KAGIMORI_DATA=str(folder), DATABASE_URL=database, **settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def main(tokens):
    import django

    django.setup()
    from tests.fakes.accounts import add_account
    from tests.fakes.people import browser_of, join, make_team, make_user

    owner = make_user("Ai", is_owner=True)
    team = make_team(owner, "Minato Coffee")
    users = [owner, *(make_user(f"user{number}") for number in range(1, tokens))]
    for user in users[1:]:
        join(team, user, "owner")
    account = add_account(team, "minato_coffee")
    made = [_token(team, user) for user in users]
    # What a browser in which the owner is logged in holds.
    session = next(iter(browser_of(owner).cookies.values())).value
    told = {"team": team.key, "account": str(account.pk), "tokens": made, "session": session}
    sys.stdout.write(json.dumps(told))


def _token(team, user):
    from datetime import timedelta

    from django.utils import timezone

    from kagimori.console.people.tokens import flows
    from kagimori.core.people.standing import Actor

    now, rights = timezone.now(), [right for right in flows.givable(user) if right != "installation.manage"]
    _row, secret = flows.make(team, user, Actor.itself(), now, name="claims", rights=rights, life=timedelta(hours=5))
    return secret.reveal().decode()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kagimori.project.settings")
    main(int(sys.argv[1]))
