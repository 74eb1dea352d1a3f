"""What an answer on the page becomes in the case; every answer has its own small function.

The page sends the kind of step, its id and a value; the form has checked that they fit each other.  Whether the step
is still the present one is settled by the position alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kagimori.console.doctor import flows
from kagimori.core.doctor import opening
from kagimori.core.doctor.case import Event
from kagimori.knowledge import load_sayings

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.doctor.queries import Held
    from kagimori.core.doctor.advise import Advice

OUTCOMES = ("recovered", "hand_off", "gave_up")


def answer(held: Held, said: dict[str, Any], now: datetime) -> None:
    """Write what was said at the position where the page saw it going."""
    event = {"observe": _observed, "act": _acted, "wait": _waited}[said["kind"]](held, said, now)
    flows.add(held.row, said["position"], event, by=held.by)


def close(held: Held, outcome: str, advice: Advice, now: datetime) -> None:
    """End the case; an outcome that nobody knows counts as stopped."""
    causes = list(advice.named or (likely.id for likely in advice.causes))
    value = outcome if outcome in OUTCOMES else "gave_up"
    flows.add(held.row, held.position, Event(now, "closed", value=value, more={"causes": causes}), by=held.by)


def _observed(held: Held, said: dict[str, Any], now: datetime) -> Event:
    if said["step"] in load_sayings().openings and held.case.opening is not None:
        return opening.again(_newest_opening(held), now, **{said["step"]: said["value"]})
    return Event(now, "answered", said["step"], said["value"])


def _newest_opening(held: Held) -> Event:
    return next(event for event in reversed(held.case.events) if event.kind == "opened")


def _acted(_held: Held, said: dict[str, Any], now: datetime) -> Event:
    return Event(now, "did", said["step"], said["value"], said["error"] or None)


def _waited(held: Held, _said: dict[str, Any], now: datetime) -> Event:
    minutes = (now - held.case.events[-1].at) / timedelta(minutes=1)
    return Event(now, "waited", value=f"{minutes:.1f}")
