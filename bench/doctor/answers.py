"""The true value of each observation as things stand, and how an answer strays from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.doctor.causes import ERRORS
from bench.doctor.facts import COUNTED, VALUES

if TYPE_CHECKING:
    import random

    from bench.doctor.session import Session


def truth(session: Session, name: str) -> tuple[str, object]:
    """The true value, and a version that changes when the fact does: the same version gets the same answer."""
    if name in COUNTED:
        return _counted(session, name)
    platform = session.platform
    if name == "updated_recently" and platform.updated_at is not None:
        recent = session.clock - platform.updated_at < 30
        return ("under_30min" if recent else "no"), f"updated {recent}"
    if name == "backup_codes":
        return ("none" if not session.codes else "1-3" if session.codes <= 3 else "4+"), session.codes
    return session.facts[name], session.versions.get(name, 0)


def _counted(session: Session, name: str) -> tuple[str, object]:
    platform, clock = session.platform, session.clock
    bounds: tuple[int, ...]
    if name == "error_text":
        return session.message, session.message_version
    if name in ("failed_last_hour", "login_history"):
        count, bounds = platform.failures_within_hour(clock), (1, 2, 3, 4)
    elif name == "attempts_today":
        count, bounds = platform.operations, (5, 10, 16)
    elif name == "api_fail_count":
        count, bounds = platform.api_failed, (1, 3)
    else:
        count, bounds = platform.sms_within_ten(clock, session.patient.presses), (1, 3)
    return VALUES[name][sum(count >= bound for bound in bounds)], count


def misread(rng: random.Random, name: str, true_value: str, wrong: float, unknown: float) -> str:
    """The answer given: right, "unknown", another value, or (counts from memory) the one beside it."""
    chance = rng.random()
    if chance < unknown:
        return "unknown"
    if chance >= unknown + wrong:
        return true_value
    values = ERRORS if name == "error_text" else VALUES[name]
    if name in COUNTED and name != "error_text":
        place = values.index(true_value) + rng.choice((-1, 1))
        return values[min(max(place, 0), len(values) - 1)]
    return rng.choice([value for value in values if value != true_value])
