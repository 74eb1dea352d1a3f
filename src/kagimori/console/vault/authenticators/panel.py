"""The authenticator on an account's page: whether a key is kept, who has the codes, what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.accounts.panels import Panel
from kagimori.console.look.parts import State
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.pages.rows import todo_of
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Standing


def authenticator(standing: Standing, account: InstagramAccount, now: datetime) -> Panel | None:
    """Return the panel; whoever sees the account sees who could help."""
    living = queries.living(account)
    apps = list(queries.apps_of(living)) if living else []
    missing = max(0, load_policy()["authenticator.apps"].count - len(apps)) if living else 0
    todo = sum(len(todo_of(app, now)) for app in apps) + bool(missing)
    panel = {
        "key": standing.key,
        "account": account,
        "has_key": living is not None,
        "proven": account.authenticators,
        "state": State("good", _("kept")) if account.authenticators else State("care", _("kept, not proven")),
        "holders": sorted({app.person.name for app in apps if app.person}),
        "todo": todo,
        "picture_left": queries.picture_left(account) is not None,
        "may_use": standing.may("authenticator.use", str(account.pk)),
        "may_manage": standing.may("authenticator.manage", str(account.pk)),
    }
    return Panel("vault/authenticators/_panel.html", {"panel": panel}, order=6)
