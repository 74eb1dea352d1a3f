"""Showing the code of this moment to one person: who and what for is written down before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.models import CodeShown
from kagimori.console.vault.showing import queries
from kagimori.console.vault.showing.refusals import NoKey, NotShared, WhyMissing
from kagimori.core.mask import mask
from kagimori.core.otp.totp import code_at_counter, step_at
from kagimori.core.secret import Secret
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import Authenticator
    from kagimori.core.people.standing import Standing

Purpose = Literal["login", "phone_lost", "new_device", "check", "other"]
PURPOSES: tuple[Purpose, ...] = ("login", "phone_lost", "new_device", "check", "other")
LONGEST_WHY, LONGEST_CASE = 200, 36


@dataclass(frozen=True, slots=True)
class Shown:
    """The code of this moment; `next` is None unless only few seconds are left of it.

    `others` are those, by opaque id, who were shown this very code: Instagram takes it once.
    """

    code: Secret
    next: Secret | None
    valid_from: datetime
    valid_to: datetime
    next_to: datetime
    others: tuple[str, ...]


@transaction.atomic
def show_code(  # who sees what, and what for
    account: InstagramAccount, standing: Standing, now: datetime, *, purpose: Purpose, why: str = "", case: str = ""
) -> Shown:
    """Return the code of this moment for somebody with the right, or with a living share of this account.

    Each code is noted once for each person: asking for it again within its time shows nothing that they have not seen.
    Raises NotShared, WhyMissing for an "other" purpose without words, and NoKey.
    """
    if purpose == "other" and not why.strip():
        raise WhyMissing
    lock(account)  # A retirement at the same moment comes before or after this, never in between.
    share = None
    if not standing.may("authenticator.use", str(account.pk)):
        share = queries.share_for(standing, account, now)
        if share is None:
            raise NotShared
    key = keys.living(account)
    if key is None:
        raise NoKey
    steps = _steps(key, now)
    for_what = {"purpose": purpose, "why": mask(why.strip())[:LONGEST_WHY], "case": case[:LONGEST_CASE]}
    if _note(CodeShown(authenticator=key, user=standing.user, at=now, share=share, **for_what), steps):
        by = {} if share is None else {"share": str(share.pk)}
        tell(account, "vault.authenticator_shown", standing.actor, now, why=for_what["why"], purpose=purpose, **by)
    return _shown(key, standing.user, steps)


def _steps(key: Authenticator, now: datetime) -> tuple[int, ...]:
    """Return the step of this moment, and the one after it where few seconds are left."""
    second, few = int(now.timestamp()), load_policy()["authenticator.next_within"].span.total_seconds()
    step = step_at(keys.seed_of(key), second)
    return (step, step + 1) if (step + 1) * key.period_s - second <= few else (step,)


def _note(like: CodeShown, steps: Sequence[int]) -> bool:
    """Note each step that this person has not seen; return whether there was one."""
    seen = CodeShown.objects.filter(authenticator=like.authenticator, user=like.user, step__in=steps)
    known = set(seen.values_list("step", flat=True))
    fields = ("authenticator", "user", "at", "share", "purpose", "why", "case")
    sides = {name: getattr(like, name) for name in fields}
    made = CodeShown.objects.bulk_create(CodeShown(step=step, **sides) for step in steps if step not in known)
    return bool(made)


def _shown(key: Authenticator, user: str, steps: Sequence[int]) -> Shown:
    seed, step = keys.seed_of(key), steps[0]
    codes = [Secret(code_at_counter(seed, one).encode()) for one in steps]
    return Shown(
        code=codes[0],
        next=codes[1] if len(codes) > 1 else None,
        valid_from=_moment(step * key.period_s),
        valid_to=_moment((step + 1) * key.period_s),
        next_to=_moment((step + 2) * key.period_s),
        others=queries.others_who_saw(key, step, user),
    )


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
