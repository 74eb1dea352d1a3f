"""What the pages of this part lay out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.accounts.pages import words as trying
from kagimori.console.accounts.queries import light as light_of
from kagimori.console.look import parts
from kagimori.console.look.dial import dial
from kagimori.console.people import directory
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.authenticators.pages import words as apps
from kagimori.console.vault.showing import queries, words
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.look.dial import Dial
    from kagimori.console.vault.models import App, Authenticator, CodeShown, Share
    from kagimori.console.vault.showing.flows import Shown
    from kagimori.core.people.standing import Standing

LATELY, PAST = 6, 10


@dataclass(frozen=True, slots=True)
class Warned:
    """Why nobody should try now, with the end where one is known."""

    light: parts.Light
    wait: parts.Countdown | None


@dataclass(frozen=True, slots=True)
class Clock:
    """An app of the reader's own: how far its clock was off at its last code, and when that was."""

    name: str
    device: str
    dial: Dial | None
    word: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A code that was shown: when, to whom, what for."""

    at: datetime
    who: str
    purpose: str
    why: str


@dataclass(frozen=True, slots=True)
class CodePage:
    """Everything around the code that `code.html` lays out; `share` is set for somebody without the right."""

    account: InstagramAccount
    key: str
    has_key: bool
    warned: Warned | None
    share: Share | None
    clocks: tuple[Clock, ...]
    lately: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What stands beside a code on the screen: its time, that of the next one, who else was shown it."""

    wait: parts.Countdown
    valid_to: datetime
    next_to: datetime
    others: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A share as a line; `uses` counts the codes that were seen by it."""

    id: UUID
    name: str
    purpose: str
    begins_at: datetime
    until: datetime
    ended_at: datetime
    uses: int
    by: str
    begun: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """An account's shares: those that live or will, and those that are over."""

    open: tuple[ShareRow, ...]
    past: tuple[ShareRow, ...]


def code_page(standing: Standing, account: InstagramAccount, now: datetime, share: Share | None = None) -> CodePage:
    """Return the page as this member sees it; by a share, nothing but the code."""
    living = keys.living(account)
    whole = living is not None and share is None
    return CodePage(
        account=account,
        key=standing.key,
        has_key=living is not None,
        warned=warned(standing, account, now, named=share is None),
        share=share,
        clocks=_clocks(standing, living) if whole and living else (),
        lately=_lately(living) if whole and living else (),
    )


def shown_page(shown: Shown, now: datetime) -> ShownPage:
    """Return what stands beside the code."""
    names = directory.people(shown.others)
    return ShownPage(
        wait=parts.countdown(_("This code is right until then"), shown.valid_to, now, begun=shown.valid_from),
        valid_to=shown.valid_to,
        next_to=shown.next_to,
        others=_(", ").join(names.get(one, _("somebody of the team")) for one in shown.others),
    )


def warned(standing: Standing, account: InstagramAccount, now: datetime, *, named: bool = True) -> Warned | None:
    """Return why nobody should try now, or None; whose turn it is need not be warned of themselves."""
    light = light_of(account, now)
    trier = light.slot.user if light.slot else ""
    if light.may_try or (light.why == "trying" and trier == standing.user):
        return None
    name = directory.people([trier]).get(trier, "") if trier and named else ""
    safe = light.next_safe
    wait = parts.countdown(_("Until the next try is safe"), safe, now) if safe else None
    return Warned(trying.lamp(light, name), wait)


def shares_of(account: InstagramAccount, now: datetime) -> Shares:
    """Return the account's shares in words."""
    open_ = list(queries.open_shares(account, now))
    past = list(queries.past_shares(account, now)[:PAST])
    names = directory.people([user for one in (*open_, *past) for user in (one.user, one.given_by) if user])
    return Shares(_rows(open_, names, now), _rows(past, names, now))


def _rows(shares: Iterable[Share], names: Mapping[str, str], now: datetime) -> tuple[ShareRow, ...]:
    erased = _("someone who left (erased)")
    return tuple(
        ShareRow(
            id=one.pk,
            name=names.get(one.user, erased),
            purpose=one.purpose,
            begins_at=one.begins_at,
            until=one.until,
            ended_at=one.revoked_at or one.until,
            uses=getattr(one, "uses", 0),
            by=names.get(one.given_by, ""),
            begun=one.begins_at <= now,
        )
        for one in shares
    )


def _clocks(standing: Standing, key: Authenticator) -> tuple[Clock, ...]:
    mine = keys.apps_of(key).filter(person__user__opaque=standing.user)
    return tuple(_clock(one, key) for one in mine)


def _clock(app: App, key: Authenticator) -> Clock:
    word = apps.clock(app.drift_steps, key.period_s)
    steps, window = app.drift_steps, load_policy()["otp.window"].count
    # A code a step off is taken by most; one a step further is not.
    zones = {"safe_s": key.period_s * window, "edge_s": key.period_s * (window + 1)}
    needle = None if steps is None else dial(word, steps * key.period_s, **zones)
    return Clock(apps.app(app.app), app.device, needle, word, app.drift_at)


def _lately(key: Authenticator) -> tuple[Seen, ...]:
    rows = queries.shown_lately(key, LATELY)
    names = directory.people([row.user for row in rows if row.user])
    return tuple(_seen(row, names) for row in rows)


def _seen(row: CodeShown, names: Mapping[str, str]) -> Seen:
    return Seen(row.at, names.get(row.user, _("someone who left (erased)")), words.purpose(row.purpose), row.why)
