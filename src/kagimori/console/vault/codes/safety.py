"""Whether a backup code may leave now: not while a try could lock the account, and one an hour in an outage (STA-04).

Instagram counts for the account, whoever tries, so that every team with the same handle is looked at.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Max

from kagimori.console.accounts import queries as accounts
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault.codes.refusals import HeldBack, NotSafe
from kagimori.console.vault.models import BackupCode
from kagimori.core.accounts import light as core
from kagimori.knowledge import load_book, load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.accounts.light import Known
    from kagimori.core.accounts.tries import Kind
    from kagimori.core.errors import Refused

# States of a code that somebody may have typed in.
SPENT = ("used", "spoiled")
_KINDS: tuple[Kind, ...] = ("backup",)


def refuse_where_unsafe(account: InstagramAccount, user: str, now: datetime) -> None:
    """Raise HeldBack or NotSafe where no code may be handed to this person now.

    In an outage every team with this handle is locked first, so that of two at once one finds the other's code.
    """
    known = _known(account, now)
    if known is None:
        return
    if _is_outage(known, now):
        same = InstagramAccount.objects.select_for_update(no_key=True).filter(hashed=account.hashed)
        list(same.order_by("pk").values_list("pk"))
    refusal = _refusal(account, known, user, now)
    if refusal is not None:
        raise refusal


def why_not(account: InstagramAccount, user: str, now: datetime) -> Refused | None:
    """Return why no code may be handed to this person now, or None."""
    known = _known(account, now)
    return None if known is None else _refusal(account, known, user, now)


def held_until(account: InstagramAccount, now: datetime) -> datetime | None:
    """Return until when an outage holds the account's next code back; None: it does not."""
    known = _known(account, now)
    return None if known is None or not _is_outage(known, now) else _gap_ends(account, now)


def _known(account: InstagramAccount, now: datetime) -> Known | None:
    return accounts.known([account], now).get(account.pk)


def _is_outage(known: Known, now: datetime) -> bool:
    told = any(one.kind == "outage" and one.since <= now < one.ends for one in known.holds)
    return told or known.outage_since is not None


def _refusal(account: InstagramAccount, known: Known, user: str, now: datetime) -> Refused | None:
    ends = _gap_ends(account, now) if _is_outage(known, now) else None
    if ends is not None:
        return HeldBack(until=ends)
    light = core.judge(_beside_outage(known, user, now), now, load_policy(), load_book("real").actions, _KINDS)
    ready = light.ready("backup", now)
    return NotSafe(until=ready, why=light.why or "backup") if ready > now else None


def _beside_outage(known: Known, user: str, now: datetime) -> Known:
    """Return what is known without the outage, which has a rule of its own here, and without this person's own try."""
    own = bool(user) and known.slot is not None and known.slot.user == user
    tries = [
        one for one in known.tries if not (own and one.user == user and one.outcome == "pending" and one.until > now)
    ]
    return replace(
        known,
        tries=tuple(tries),
        holds=tuple(one for one in known.holds if one.kind != "outage"),
        slot=None if own else known.slot,
        outage_since=None,
    )


def _gap_ends(account: InstagramAccount, now: datetime) -> datetime | None:
    """Return when the hour after the newest code is over; None: there is none, or it is over."""
    gap = load_policy()["backup.gap"].span
    same = list(InstagramAccount.objects.filter(hashed=account.hashed).values_list("pk", flat=True))
    codes = BackupCode.objects.filter(account__in=same)
    newest = (
        codes.filter(handed_at__gt=now - gap).aggregate(at=Max("handed_at"))["at"],
        # Read from paper, nobody was handed it here: taken, or refused.
        codes.filter(handed_to="", state__in=SPENT, at__gt=now - gap).aggregate(at=Max("at"))["at"],
    )
    return max((at + gap for at in newest if at is not None), default=None)
