"""The shared traffic light of an account: whether a try is safe now, and from when on.

The rules and their figures are the doctor's (`core.doctor.budget`, R1 to R4 and R8), fed with everybody's tries.  Added
here: holds that were told, an outage, one try at a time, and the end of a day that had too many.  "A day" is the worse
of the last 24 hours and the calendar day, which differ where a day has 25.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from math import isinf
from typing import TYPE_CHECKING, Literal

from kagimori.core.accounts.tries import ACTIONS, KINDS, Hold, Kind, Try
from kagimori.core.doctor.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from kagimori.core.doctor.book import Action
    from kagimori.core.policy import Policy

    Day = tuple[datetime, datetime] | None

Colour = Literal["green", "yellow", "red"]
# What makes the light red: a hold's kind, the platform's outage, somebody who is trying, a rule of the budget.
Why = Literal["", "outage", "lock", "block", "unknown", "trying", "hour", "day", "sms", "backup"]
_RULES: dict[str | None, Why] = {"R1": "hour", "R2": "day", "R3": "sms", "R4": "backup", "R8": "outage"}
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
# How far back anything is looked at: a lock or block told of two days ago may last, a try no longer than a long day.
REACH = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class Slot:
    """Somebody is trying now: `user` is theirs where they belong to the reader's team, else empty."""

    user: str
    began: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What the installation knows of one account, for judging it at one moment.

    `day` is the calendar day in the team's zone, from midnight to midnight; `outage_since` is None unless the platform
    itself has said that logging in is disturbed.
    """

    tries: tuple[Try, ...] = ()
    holds: tuple[Hold, ...] = ()
    slot: Slot | None = None
    outage_since: datetime | None = None
    day: Day = None


@dataclass(frozen=True, slots=True)
class Light:
    """The judgement: `next_safe` is None where a try is safe now, or where nobody can say when (an outage).

    `next_by_kind` has the kinds of try that have to wait longer than others, such as an SMS just after another.
    """

    colour: Colour
    why: Why
    left_this_hour: int
    left_today: int
    next_safe: datetime | None
    next_by_kind: Mapping[Kind, datetime] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    slot: Slot | None = None
    outage_since: datetime | None = None

    @property
    def may_try(self) -> bool:
        """Return whether a try breaks no rule now and nobody else is at it."""
        return self.colour != "red"

    def ready(self, kind: Kind, now: datetime) -> datetime:
        """Return from when on a try of this kind is safe; `now` or earlier: at once.  An outage has no end here."""
        return max(now, self.next_safe or now, self.next_by_kind.get(kind, now))


def quiet(policy: Policy) -> Light:
    """Return the light of an account that nobody has touched."""
    return Light("green", "", policy["lock.failures"].count - 1, policy["block.attempts"].count - 1, None)


def judge(
    known: Known, now: datetime, policy: Policy, actions: Mapping[str, Action], kinds: Collection[Kind] = KINDS
) -> Light:
    """Return the light at `now`; `actions` are the doctor's, for which its rules are written.

    `kinds` are those of which `next_by_kind` is asked: a list of many accounts needs none.
    """
    counted = [one for one in known.tries if one.counts and one.at <= now]
    holds = tuple(one for one in known.holds if one.since <= now < one.ends)
    slot = known.slot if known.slot and known.slot.until > now else None
    budget = _budget(counted, holds, now, policy)
    today = [one for one in counted if one.is_login and _in_the_day(one, known.day, now)]
    most = policy["block.attempts"].count - 1
    waits = _waits(budget, now, actions, {"app", *kinds})
    ends = [(waits["app"][0], waits["app"][1]), (_day_frees(today, most, known.day, now), "day")]
    ends += [(one.ends, one.kind) for one in holds] + ([(slot.until, "trying")] if slot else [])
    next_safe, why = max(ends, key=lambda end: end[0])
    left_hour, left_day = max(0, budget.failures_left(_minute(now, now))), max(0, most - len(today))
    held = next_safe > now
    outage = known.outage_since is not None
    return Light(
        colour="red" if held or outage else _colour(left_hour, left_day, policy),
        why="outage" if outage else why if held else "",
        left_this_hour=left_hour,
        left_today=left_day,
        next_safe=next_safe if held else None,
        next_by_kind={kind: ready for kind, (ready, _) in waits.items() if ready > max(now, next_safe)},
        holds=holds,
        slot=slot,
        outage_since=known.outage_since,
    )


def _colour(left_hour: int, left_day: int, policy: Policy) -> Colour:
    return "green" if min(left_hour, left_day) > policy["lock.failures"].count // 2 else "yellow"


def _budget(tries: Iterable[Try], holds: Iterable[Hold], now: datetime, policy: Policy) -> Budget:
    """Return the doctor's counters, fed with everybody's tries; nothing is left to anybody's memory."""
    budget = Budget(policy)
    budget.answer("login_history", "0", 0.0)
    budget.answer("attempts_today", "0", 0.0)
    for one in tries:
        if one.kind != "api":
            # A failure may have come at the last moment; what is sent or used, at the first.
            end = _minute(min(one.until, now), now)
            budget.elsewhere(end, failed=one.failed, sms=one.sends_sms, backup=one.uses_backup)
    # The end of a day is worked out here, where the calendar is known.
    budget.operations.clear()
    budget.outages += [_minute(one.since, now) for one in holds if one.kind == "outage"]
    return budget


def _minute(at: datetime, now: datetime) -> float:
    """Return the instant as a minute of a case that began long before everything that counts."""
    return (at - now + 4 * _DAY) / _MINUTE


def _waits(
    budget: Budget, now: datetime, actions: Mapping[str, Action], kinds: Collection[Kind]
) -> dict[Kind, tuple[datetime, Why]]:
    minute = _minute(now, now)
    permits = {action: budget.permit(actions[action], minute) for action in {ACTIONS[kind] for kind in kinds}}
    # The end of a day is not asked of the budget, so that every permit has a moment.
    assert not any(isinf(permit.ready) for permit in permits.values())
    ready = {
        action: (now + (permit.ready - minute) * _MINUTE, _RULES.get(permit.rule, ""))
        for action, permit in permits.items()
    }
    return {kind: ready[ACTIONS[kind]] for kind in kinds}


def _in_the_day(one: Try, day: Day, now: datetime) -> bool:
    return one.at > now - _DAY or (day is not None and one.at >= day[0])


def _day_frees(today: list[Try], most: int, day: Day, now: datetime) -> datetime:
    """Return when one more login leaves the platform's daily count alone (R2)."""
    if len(today) < most:
        return now
    oldest = sorted(one.at for one in today)[len(today) - most]
    return oldest + _DAY if day is None or oldest < day[0] else max(oldest + _DAY, day[1])
