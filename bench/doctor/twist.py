"""Another world of the same structure: what causes show, what is true of people, how repairs take and answers err.

A doctor that does well only in the world as written has been fitted to it.  `twist(1)`, `twist(2)` ... bend every
table; `twist(0)` is the world as written.
"""

from __future__ import annotations

import copy
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.doctor.causes import RECORDS
from bench.doctor.dice import dice
from bench.doctor.facts import FACTS, Fact
from bench.doctor.repairs import REPAIRS

if TYPE_CHECKING:
    import random

SPREAD = math.log(1.7)  # one standard deviation of a bent share
STRAY = 0.05  # of a cause's messages, now "try again later"
_AS_WRITTEN = copy.deepcopy((RECORDS, FACTS, REPAIRS))


def twist(number: int) -> None:
    """Bends the tables of this process in place."""
    records, facts, repairs = copy.deepcopy(_AS_WRITTEN)
    if number:
        rng = dice("twist", number)
        for record in records.values():
            for name in {"shows", "setup", "api"} & set(record):
                record[name] = _with_strays(_bent(rng, record[name]))
        facts = {name: _fact(rng, fact) for name, fact in facts.items()}
        repairs = {name: replace(repair, cures=_odds(rng, repair.cures)) for name, repair in repairs.items()}
    RECORDS.update(records)
    FACTS.update(facts)
    REPAIRS.update(repairs)


def _bent(rng: random.Random, shares: dict[str, float]) -> dict[str, float]:
    bent = {name: share * math.exp(rng.gauss(0, SPREAD)) for name, share in shares.items()}
    total = sum(bent.values())
    return {name: share / total for name, share in bent.items()}


def _with_strays(shares: dict[str, float]) -> dict[str, float]:
    kept = {name: share * (1 - STRAY) for name, share in shares.items()}
    return kept | {"try_later": kept.get("try_later", 0.0) + STRAY}


def _fact(rng: random.Random, fact: Fact) -> Fact:
    noise = math.exp(rng.gauss(0, 0.4))
    under = {cause: _bent(rng, shares) for cause, shares in fact.under.items()}
    return Fact(fact.minutes, _bent(rng, fact.usual), under, fact.wrong * noise, fact.unknown * noise)


def _odds(rng: random.Random, cures: dict[str, float]) -> dict[str, float]:
    return {cause: chance ** math.exp(rng.gauss(0, 0.5)) for cause, chance in cures.items()}
