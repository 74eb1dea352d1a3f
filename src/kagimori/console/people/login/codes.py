"""Taking a code from the authenticator app or a recovery code: each counts once, whoever is first.

The step of an app's code is kept on its row by a conditional update, also for the code that set the app up, so that a
code seen over a shoulder opens nothing.  Digits typed full-width or with blanks are taken as they were meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Q

from kagimori.console.people.login import sealed
from kagimori.core.errors import CodeShape
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import step_at, verify
from kagimori.core.typed import inspect_code
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.people.models import User

LAST_STEP = "last_step"


def take(user: User, typed: str, now: datetime) -> Authenticator | None:
    """Return the app or the recovery codes that the code belongs to, and use it up; None for a wrong or used one."""
    code = inspect_code(typed).clean
    rows = {row.type: row for row in Authenticator.objects.filter(user=user)}
    app, papers = rows.get(Authenticator.Type.TOTP), rows.get(Authenticator.Type.RECOVERY_CODES)
    with sealed.of(user):
        if app is not None and _take_of_app(app, code, user, now):
            return app
        if papers is not None and papers.wrap().validate_code(code):
            return papers
    return None


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """Return the step whose code this is, counted from 1970; None for a wrong code."""
    seed, unix_s = make_seed(secret), int(now.timestamp())
    try:
        ahead = verify(seed, inspect_code(typed).clean, unix_s, window_steps=load_policy()["login.code_window"].count)
    except CodeShape:
        return None
    return None if ahead is None else step_at(seed, unix_s) + ahead


def _take_of_app(row: Authenticator, code: str, user: User, now: datetime) -> bool:
    step = step_of(sealed.unseal(row.data["secret"], user), code, now)
    if step is None:
        return False
    unused = Q(**{f"data__{LAST_STEP}__isnull": True}) | Q(**{f"data__{LAST_STEP}__lt": step})
    kept = {**row.data, LAST_STEP: step}
    return bool(Authenticator.objects.filter(unused, pk=row.pk).update(data=kept) == 1)
