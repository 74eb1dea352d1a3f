"""A lower bound: every fact known, every repair takes, waits overlap perfectly.  No doctor can reach it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from bench.doctor.causes import ON_THIS_PHONE
from bench.doctor.openness import chains, clears, open_ways, usable
from bench.doctor.repairs import ATTEMPTS, COADMIN_DELAY, REPAIRS
from bench.doctor.score import HAND_OFF_RIGHT, Score, judge
from bench.doctor.session import Session

if TYPE_CHECKING:
    from bench.doctor.patient import Patient


def bound(patient: Patient) -> Score:
    """The fewest minutes in which this patient could be through, or 120 where only handing off is left."""
    session = Session(patient)
    is_open = bool(open_ways(session))
    ways = [_fewest(session, chain) for chain in chains(session)]
    minutes = min([found for found in ways if found is not None], default=HAND_OFF_RIGHT)
    score = judge(session, {"outcome": "hand_off", "causes": sorted(patient.causes)[:1]}, open_at_start=is_open)
    score.minutes, score.wrong_hand_off = minutes, False
    score.recovered, score.first_right = is_open, True if patient.causes else None
    return score


def _fewest(session: Session, chain: tuple[str, ...]) -> float | None:
    """Minutes of one chain of tries with the cheapest mix of repairs and waits; None where it is shut."""
    tries = sum(ATTEMPTS[route.split("/")[0]] for route in chain)
    wait = 2 + COADMIN_DELAY[0] if chain[0] == "login_after_reset" else 0.0
    choices, inside = [], session.inside
    for route in chain:
        for cause in sorted(session.blocking(route)):
            if not clears(session, cause, route, inside=inside):
                return None
            choices.append(_options(session, cause, route, inside=inside))
        inside = True
    mixes = (_mix_minutes(mix, wait) for mix in product(*choices))
    return tries + min(mixes)


def _options(session: Session, cause: str, route: str, *, inside: bool) -> list[tuple[str, float]]:
    """Ways to be rid of a cause: a repair's name and 0, or "" and the minutes to wait."""
    options = [(name, 0.0) for name in usable(session, cause, route, inside=inside)]
    if cause in session.ends and session.ends[cause] <= 60:
        options.append(("", session.ends[cause]))
    if cause in ON_THIS_PHONE and session.outlook("use_other_device") == "ok":
        options.append(("use_other_device", 0.0))
    return options


def _mix_minutes(mix: tuple[tuple[str, float], ...], wait: float) -> float:
    repairs = {name for name, _ in mix if name}
    busy = sum(REPAIRS[name].minutes for name in repairs)
    # The longest delay runs while everything else is done.
    delayed = max((REPAIRS[name].delay + REPAIRS[name].minutes for name in repairs), default=0.0)
    return max(busy, delayed, wait, *(minutes for _, minutes in mix), 0.0)
