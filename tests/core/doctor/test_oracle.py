"""The belief against exact inference: small networks, asked of pyAgrum in another way.

Three causes stand alone, so that sets of up to three are all there is and both must agree to the last digit.  The
network is built from the tables of the book, not from our arithmetic: one node per cause, one for the message, one
per answer, and a second layer of causes after a step.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from itertools import product

import pytest

from kagimori.core.doctor.belief import Belief, message_likelihood
from kagimori.core.doctor.tables import SLIP, Tables
from kagimori.knowledge import load_book

with warnings.catch_warnings():
    # Its wrapper warns while it is imported and crashes if that is made an error.
    warnings.simplefilter("ignore")
    import pyagrum

BOOK = load_book("trial")
NONE = "none"


def small_book(*causes: str):
    return replace(BOOK, causes={cause: BOOK.causes[cause] for cause in causes})


def chance(cause, goal: str, method: str) -> float:
    return cause.common.get(f"{goal}.{method}", cause.common.get(goal, 0.0))


def message_row(book, present: dict[str, int], door: str) -> list[float]:
    """The chance of each message at a door, `none` last, for one state of the causes."""
    row, reached = dict.fromkeys([*book.errors, NONE], 0.0), 1.0
    for cause in sorted(book.causes.values(), key=lambda cause: cause.stage):
        bars = cause.blocks[door] * present[cause.id]
        for error, share in cause.shows[door.partition("_")[0]].items():
            row[error] += reached * bars * share
        reached *= 1.0 - bars
    return [*[row[error] for error in book.errors], reached]


class Oracle:
    """A Bayesian network for three causes, grown event by event."""

    def __init__(self, book, goal: str, method: str) -> None:
        self.book, self.net, self.evidence = book, pyagrum.BayesNet(), {}
        self.now = {cause: cause + "_0" for cause in book.causes}
        for cause in book.causes.values():
            self.net.add(pyagrum.LabelizedVariable(self.now[cause.id], "", 2))
            p = chance(cause, goal, method)
            self.net.cpt(self.now[cause.id]).fillWith([1 - p, p])
        self.count = 0

    def node(self, parents: list[str], size: int, row) -> str:
        """Add a node whose distribution is `row(state of the parents)`."""
        self.count += 1
        name = f"n{self.count}"
        self.net.add(pyagrum.LabelizedVariable(name, "", size))
        for parent in parents:
            self.net.addArc(parent, name)
        sizes = [self.net.variable(parent).domainSize() for parent in parents]
        for state in product(*map(range, sizes)):
            self.net.cpt(name)[dict(zip(parents, state, strict=True))] = row(state)
        return name

    def by_causes(self, size: int, row) -> str:
        causes = list(self.now)
        return self.node([self.now[c] for c in causes], size, lambda state: row(dict(zip(causes, state, strict=True))))

    def likelihood(self, row) -> None:
        """Take evidence that is `row(causes)` probable."""
        self.evidence[self.by_causes(2, lambda present: [1 - row(present), row(present)])] = 1

    def cured(self, action) -> None:
        for cause, cure in action.cures.items():
            if cause in self.now:
                self.now[cause] = self.node([self.now[cause]], 2, lambda s, e=cure: [[1, 0], [e, 1 - e]][s[0]])

    def posterior(self) -> dict[str, float]:
        inference = pyagrum.LazyPropagation(self.net)
        inference.setEvidence(self.evidence)
        inference.makeInference()
        return {cause: float(inference.posterior(name)[1]) for cause, name in self.now.items()}


TRIOS = [
    ("login", "app", ("vpn", "password_case", "clock_skew"), "code_invalid", "clock_offset", "clock_auto_on"),
    ("login", "app", ("cache_bloat", "stale_secret", "outage"), "reload_loop", "cache_size", "clear_cache"),
    ("login", "sms", ("sms_filter", "intl_sms_block", "security_lock"), "sms_missing", "carrier_type", "voice_sim"),
    ("setup", "sms", ("number_limit", "shadowban", "os_old"), "button_grey", "account_status", "free_number_slot"),
    ("api", "app", ("api_ban", "api_permission", "vpn"), "api_refused", "api_permissions", "api_fix_permission"),
]


@pytest.mark.parametrize(("goal", "method", "causes", "error", "asked", "done"), TRIOS)
def test_belief_agrees_with_exact_inference(goal, method, causes, error, asked, done):
    book, door = small_book(*causes), f"{goal}_{method}"
    observation, action = book.observations[asked], book.actions[done]
    value = list(observation.values)[-1]

    belief = Belief(Tables(book, goal, method))
    belief.heard(message_likelihood(belief.tables, error, book.noise["reported"]))
    belief.answered(observation, value)
    belief.carried_out(action)
    belief.refused_at(door, error)

    oracle = Oracle(book, goal, method)
    tell = message_likelihood(belief.tables, error, book.noise["reported"])
    # What the words are like under each message; nothing at all in the way is no case for the doctor.  The one in
    # ten thousand stands for messages that the book does not foresee.
    heard = [*(tell[name] / max(tell.values()) for name in book.errors)]

    def words(present):
        row = message_row(book, present, door)
        barred = 1 - row[-1]
        seen = [share + 1e-4 for share in row[:-1]]
        return (
            barred * sum(p * h for p, h in zip(seen, heard, strict=True)) / sum(seen) if any(present.values()) else 0.0
        )

    oracle.likelihood(words)
    oracle.likelihood(lambda present: answer_chance(observation, value, present))
    oracle.likelihood(lambda present: 1 - idle_chance(action, present))
    oracle.cured(action)
    oracle.likelihood(lambda present: refusal_chance(book, present, door, error))

    mine = {cause: float(p) for cause, p in zip((c.id for c in belief.tables.causes), belief.present(), strict=True)}
    assert mine == pytest.approx(oracle.posterior(), rel=1e-6)


def answer_chance(observation, value: str, present: dict[str, int]) -> float:
    spoken = next((observation.given[c] for c in observation.given if present.get(c)), observation.base)
    share = spoken.get(value, 0.0)
    return share * (1 - observation.wrong) + (1 - share) * observation.wrong / (len(observation.values) - 1)


def idle_chance(action, present: dict[str, int]) -> float:
    needed = any(present.get(cause) for cause, cure in action.cures.items() if cure >= 0.5)
    return SLIP if needed else min(max(action.idle, SLIP / 3), 1 - SLIP)


def refusal_chance(book, present: dict[str, int], door: str, error: str) -> float:
    row = message_row(book, present, door)
    seen, noise = row[list(book.errors).index(error)], book.noise["after_try"]
    read = seen * (1 - noise) + (1 - row[-1]) * noise / len(book.errors)
    return read * (1 - SLIP) + SLIP / len(book.errors)
