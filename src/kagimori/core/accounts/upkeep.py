"""What is to be done about an app that holds an account's key (VLT-08): proven, right clock, checked lately, locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from kagimori.core.people.facts import State

# left       whoever holds it has left the team, and may still read its codes
# unproven   its code was never right here: it may not hold the key
# clock_off  its clock was further off than Instagram takes codes
# unchecked  its code was not looked at for too long
# unlocked   whoever picks the phone up can open it
# by_hand    the phone does not set its clock by itself
# unasked    its holder has not said, or not for too long, whether the clock is set by itself and the app locked
Upkeep = Literal["left", "unproven", "clock_off", "unchecked", "unlocked", "by_hand", "unasked"]


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of one app; moments are None where nothing was looked at or said."""

    proven: bool
    drift_steps: int | None
    checked_at: datetime | None
    clock: State
    locked: State
    said_at: datetime | None
    # Whoever holds it has left the team.
    left: bool = False


def upkeep(app: Held, now: datetime, *, every: timedelta, window_steps: int) -> tuple[Upkeep, ...]:
    """Return what is to be done, the most urgent first; `every` is how long a check counts."""
    return tuple(_upkeep(app, now - every, window_steps))


def _upkeep(app: Held, since: datetime, window_steps: int) -> Iterator[Upkeep]:
    if app.left:
        yield "left"
    if app.drift_steps is not None and abs(app.drift_steps) > window_steps:
        yield "clock_off"
    elif not app.proven:
        yield "unproven"
    elif app.checked_at is None or app.checked_at < since:
        yield "unchecked"
    if app.locked == "no":
        yield "unlocked"
    if app.clock == "no":
        yield "by_hand"
    if app.said_at is None or app.said_at < since or "unknown" in (app.locked, app.clock):
        yield "unasked"
