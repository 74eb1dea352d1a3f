"""An app as a line of a page: whose it is, whether it is proven, and what is to be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from kagimori.console.look import parts
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.pages import words
from kagimori.core.accounts.upkeep import Held, upkeep
from kagimori.core.people.facts import Fact
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.vault.models import App, Authenticator
    from kagimori.core.accounts.upkeep import Upkeep
    from kagimori.core.people.facts import State


@dataclass(frozen=True, slots=True)
class AppRow:
    """One app; `todo` is empty where nothing is to be done, `wrong` says why its last code was refused.

    `sync` says how the same codes get to a second device of its holder (DOC-17).
    """

    id: UUID
    name: str
    device: str
    holder: str
    proven: parts.State
    is_proven: bool
    clock: str
    checked_at: datetime | None
    synced: parts.Told
    locked: parts.Told
    todo: tuple[str, ...]
    sync: str
    wrong: str = ""


def rows(auth: Authenticator, now: datetime, wrong: dict[str, str] | None = None) -> tuple[AppRow, ...]:
    """Return the apps of a key, oldest first; `wrong` says why a typed code was refused, by the app's id."""
    return tuple(_row(one, auth, now, (wrong or {}).get(str(one.pk), "")) for one in queries.apps_of(auth))


def todo_of(app: App, now: datetime) -> tuple[Upkeep, ...]:
    """Return what is to be done about an app."""
    policy = load_policy()
    held = Held(
        proven=app.proven_at is not None,
        drift_steps=app.drift_steps,
        checked_at=app.drift_at,
        clock=cast("State", app.clock_synced),
        locked=cast("State", app.app_locked),
        said_at=app.said_at,
        left=bool(app.person and app.person.left_at),
    )
    return upkeep(held, now, every=policy["authenticator.check_every"].span, window_steps=policy["otp.window"].count)


def _row(app: App, auth: Authenticator, now: datetime, wrong: str) -> AppRow:
    proven = app.proven_at is not None
    return AppRow(
        id=app.pk,
        name=words.app(app.app),
        device=app.device,
        holder=app.person.name if app.person else "",
        proven=parts.State("good", _("proven")) if proven else parts.State("unknown", _("not proven")),
        is_proven=proven,
        clock=words.clock(app.drift_steps, auth.period_s),
        checked_at=app.drift_at,
        synced=_said(app, app.clock_synced),
        locked=_said(app, app.app_locked),
        todo=tuple(words.todo(kind) for kind in todo_of(app, now)),
        sync=words.sync(app.app),
        wrong=wrong,
    )


def _said(app: App, state: str) -> parts.Told:
    fact = Fact(cast("State", state), "person" if app.said_at else "", app.said_by, app.said_at)
    return parts.told(fact, yes=_("yes"), no=_("no"), by=app.person.name if app.person else "")
