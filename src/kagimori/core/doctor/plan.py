"""Expected minutes to recovery of many beliefs at once, each by its own greedy plan.

A plan is a row of stages: a few repairs or a wait, then a try on some way, until trying on is worth less than handing
off.  In each stage the pair of repair and way with the best chance per minute comes first (the p/c rule), and further
repairs join before the try while that raises the chance per minute.  Waits are steps that clear whatever ends within
them; all clocks run along, so that waits overlap with everything else.

All branches of a decision (every answer to every question, every outcome of every step) are planned in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from kagimori.core.doctor.branches import LITTLE, SURELY, Odds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from kagimori.core.doctor.branches import Branches
    from kagimori.core.doctor.mind import Mind
    from kagimori.core.doctor.scene import Scene
    from kagimori.core.doctor.tables import Floats, Indexes
    from kagimori.core.doctor.ways import Way

STAGES = 7
# So many further repairs may join before a try; more where only one try is free (R7).
JOINED, JOINED_BEFORE_ONE_TRY = 2, 4
WAITS = (5.0, 15.0, 30.0, 60.0)
# What one obstacle fewer is worth against being through (from the small instances of the research).
PROGRESS = 0.15
# With so many login operations left, a failed one is twice as dear.
FEW = 5
# No plan is quite as sure as it looks.
SLIP = 0.02


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of every branch's plan: what is done before the try, the way tried, and what it comes to."""

    steps: list[Indexes]
    way: Indexes
    cost: Floats
    success: Floats
    hand_off: Floats


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of a plan; `chance` is that of getting through, for a try."""

    kind: Literal["act", "wait"]
    id: str
    minutes: float
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Plans:
    """The value of each branch in minutes from its own present, and the stages of its plan.

    `goes_on[s]` tells whether trying on in stage `s` is worth more than handing off.
    """

    value: Floats
    hand_off: Floats
    stages: list[Stage]
    goes_on: list[NDArray[np.bool_]]

    def steps(self, branch: int, planner: Planner) -> Iterator[Planned]:
        """Yield the steps of one branch's plan in order, up to where it hands off."""
        for stage, goes_on in zip(self.stages, self.goes_on, strict=True):
            if not goes_on[branch]:
                return
            steps = [planner.step(int(taken[branch])) for taken in stage.steps]
            # Whatever is done fills the wait of the same stage: deeds first.
            yield from sorted((step for step in steps if step is not None), key=lambda step: step.kind)
            way = planner.scene.ways[int(stage.way[branch])]
            yield from planner.tries(way, float(stage.success[branch]))


def scarcity(mind: Mind) -> float:
    """Return how many times dearer a failed try is when few login operations are left for the day."""
    if mind.goal != "login":
        return 1.0
    asked = "attempts_today" in mind.budget.answers
    return 1.0 + FEW / max(1, mind.budget.operations_left()) if asked else 1.0


class Planner:
    """Plans for all branches of one scene."""

    def __init__(self, scene: Scene) -> None:
        """Take the scene and its figures."""
        self.scene, self.odds = scene, Odds(scene)
        policy = scene.mind.book.policy
        self.refused = policy["case.refused"].minutes
        self.insult = policy["try.insult"].minutes * scarcity(scene.mind)
        self.gap = policy["sms.resend_gap"].minutes
        self.minutes = np.array([way.minutes for way in scene.ways], dtype=np.float32)
        self.first = np.array([way.first for way in scene.ways], dtype=np.float32)
        self.helps = len(scene.steps)
        # By index: the helping steps, the waits, and no step at all.
        self.nothing = self.helps + len(WAITS)
        self.waits = np.array(WAITS, dtype=np.float32)
        self.costs = np.concatenate([scene.costs, self.waits, np.zeros(1, dtype=np.float32)])
        self.fees = np.concatenate([scene.fees, np.zeros(len(WAITS) + 1, dtype=np.float32)])

    def value(self, branches: Branches, led_by: Stage | None = None) -> Plans:
        """Return the expected minutes from now to the end for each branch; uses `branches` up.

        `led_by` is a stage that every branch has to go through first, whatever would be best for it.
        """
        stages: list[Stage] = []
        start = branches.minute.copy()
        outlook = self.odds.outlook(branches)
        for _ in range(STAGES if self.scene.ways else 0):
            hand_off = self.odds.hand_off(branches, outlook)
            first = not stages and led_by is not None
            stages.append(self._led(branches, led_by) if first and led_by else self._stage(branches, hand_off))
        return self._roll_back(stages, self.odds.hand_off(branches, outlook), start)

    def _roll_back(self, stages: list[Stage], last: Floats, start: Floats) -> Plans:
        value = hand_off = last
        goes_on: list[NDArray[np.bool_]] = []
        for stage in reversed(stages):
            hand_off = stage.hand_off
            trying = stage.cost + (1.0 - stage.success) * value
            goes_on.insert(0, trying < hand_off)
            value = np.minimum(hand_off, trying)
        return Plans(np.minimum(value, np.maximum(self.odds.lost - start, 0.0)), hand_off, stages, goes_on)

    # ------------------------------------------------------------------ a plan in words
    def step(self, index: int) -> Planned | None:
        """Return a helping step or a wait by its index; None stands for no step."""
        if index < self.helps:
            action = self.scene.steps[index]
            return Planned("act", action.id, action.minutes)
        return None if index == self.nothing else Planned("wait", "", WAITS[index - self.helps])

    def tries(self, way: Way, chance: float) -> Iterator[Planned]:
        """Yield the tries of a way, led by asking the co-admin where that has not been done."""
        mind = self.scene.mind
        if way.attempts[0] == "login_after_reset" and not mind.facts.reset:
            if mind.asked_coadmin_at is None:
                yield Planned("act", "ask_coadmin", mind.book.actions["ask_coadmin"].minutes)
            yield Planned("wait", "", max(1.0, min(way.ready - self.scene.minute, WAITS[1])))
        for attempt in way.attempts:
            yield Planned("act", attempt, mind.book.actions[attempt].minutes, chance)

    # ------------------------------------------------------------------ one stage
    def _stage(self, branches: Branches, hand_off: Floats) -> Stage:
        """Choose repairs and a way for each branch, try, and leave the branches as after the failure."""
        began = branches.minute.copy()
        way, step = self._best_pair(branches)
        steps = [step]
        self._take(branches, step)
        for _ in range(JOINED if self.scene.tries_again > 1 else JOINED_BEFORE_ONE_TRY):
            step = self._joining_step(branches, way, began)
            steps.append(step)
            self._take(branches, step)
        success, cost = self._try(branches, way, began)
        return Stage(steps, way, cost, success, hand_off)

    def _led(self, branches: Branches, first: Stage) -> Stage:
        """Go through a given stage (of one branch) in all branches; handing off before it is no choice."""
        count, began = len(branches), branches.minute.copy()
        steps = [np.full(count, step[0]) for step in first.steps]
        for step in steps:
            self._take(branches, step)
        way = np.full(count, first.way[0])
        success, cost = self._try(branches, way, began)
        return Stage(steps, way, cost, success, np.full(count, self.odds.lost, dtype=np.float32))

    def _gains(self, branches: Branches, bars: Floats, left: Floats, progress: float) -> tuple[Floats, Floats]:
        """Return, by branch and way, the chance of getting through, and what each step or wait adds to it.

        A step adds the sets in which it clears the last obstacle, and a little (`progress`) for any other obstacle.
        """
        share = bars * left[:, None, :]
        clear = np.maximum(1.0 - share, 1.0 - SURELY)
        through = branches.weights[:, None, :] * self.odds.products(clear)
        worth = (through @ self.scene.has) * share / clear * (1.0 - progress)
        if progress:
            worth += (branches.weights @ self.scene.has)[:, None, :] * share * progress
        gains = np.empty((*worth.shape[:2], self.nothing + 1), dtype=np.float32)
        gains[..., : self.helps] = (worth @ self.scene.cures.T) * branches.possible[:, None, :]
        later = self.odds.left(branches, branches.minute[:, None] + self.waits)
        fading = np.clip(1.0 - later / np.maximum(left[:, None, :], LITTLE), 0.0, 1.0)
        gains[..., self.helps : self.nothing] = worth @ np.swapaxes(fading, 1, 2)
        gains[..., self.nothing] = 0.0
        return through.sum(axis=2), gains

    def _best_pair(self, branches: Branches) -> tuple[Indexes, Indexes]:
        """Return the way and the step (or none) with the best chance per minute."""
        left = self.odds.left(branches, branches.minute)
        base, gains = self._gains(branches, self.odds.bars(branches), left, PROGRESS)
        hold = np.maximum((branches.ready - branches.minute[:, None])[:, :, None], self.costs) + self.fees
        score = branches.chance[:, :, None] * (base[:, :, None] + gains) / (hold + self.minutes[None, :, None])
        way, step = np.divmod(score.reshape(len(branches), -1).argmax(axis=1), self.nothing + 1)
        return way, step

    def _joining_step(self, branches: Branches, way: Indexes, began: Floats) -> Indexes:
        """Return the step that raises the chance per minute of the try to come, or none."""
        rows = np.arange(len(branches))
        left = self.odds.left(branches, branches.minute)
        bars = self._bars_of(branches, way)[:, None, :]
        base, gains = self._gains(branches, bars, left, 0.0)
        spent = (branches.minute - began + self.minutes[way])[:, None]
        hold = np.maximum((branches.ready[rows, way] - branches.minute)[:, None], self.costs) + self.fees
        score: Floats = (base + gains[:, 0]) / (spent + hold)
        best: Indexes = score.argmax(axis=1)
        return np.where(score[rows, best] > score[:, self.nothing], best, self.nothing)

    def _bars_of(self, branches: Branches, way: Indexes) -> Floats:
        tried = branches.tried[np.arange(len(branches)), way]
        return np.where(tried[:, None], self.scene.bars_again[way], self.scene.bars[way])

    def _take(self, branches: Branches, step: Indexes) -> None:
        """Carry a step out in each branch: minutes pass, causes shrink."""
        branches.minute = branches.minute + self.costs[step]
        branches.fee = branches.fee + self.fees[step]
        if self.helps:
            helps = step < self.helps
            taken = np.where(helps, step, 0)
            sure = branches.possible[np.arange(len(branches)), taken] * helps
            branches.left = branches.left * (1.0 - self.scene.cures[taken] * sure[:, None])

    # ------------------------------------------------------------------ one try
    def _try(self, branches: Branches, way: Indexes, began: Floats) -> tuple[Floats, Floats]:
        """Try the way in each branch; return the chance of success and the expected minutes of the stage."""
        rows = np.arange(len(branches))
        start = np.maximum(branches.minute, branches.ready[rows, way])
        end = start + self.first[way]
        bars, left = self._bars_of(branches, way), self.odds.left(branches, end)
        chance = branches.chance[rows, way]
        clear = np.maximum(1.0 - bars * left, 1.0 - SURELY)
        passes = self.odds.products(clear) * (chance * np.float32(1.0 - SLIP))[:, None]
        through = branches.weights * passes
        success = through.sum(axis=1)
        failed = chance * self.first[way] + (1.0 - chance) * self.refused
        cost = start - began + branches.fee + success * self.minutes[way]
        cost = cost + (1.0 - success) * (failed + chance * self.insult)
        self._learn_from_failure(branches, through, left * (1.0 - bars) / clear, left)
        branches.chance[rows, way] = np.clip((chance - success) / np.maximum(1.0 - success, LITTLE), 0.0, 1.0)
        branches.since = end
        branches.minute = (start + failed).astype(np.float32)
        branches.fee = np.zeros_like(branches.fee)
        branches.tried[rows, way] = True
        branches.ready[rows, way] = start + self.gap
        self.count_failure(branches, end)
        return success, cost

    def _learn_from_failure(self, branches: Branches, through: Floats, despite: Floats, left: Floats) -> None:
        """Shift weights and what is left of each cause to what they are if the try failed.

        `despite` is the chance that a cause was still there and yet let the try through, relative to passing it.
        """
        had = branches.weights @ self.scene.has
        passed = through @ self.scene.has
        still = left * had - passed * despite
        branches.left = np.clip(still / np.maximum(had - passed, LITTLE), 0.0, 1.0)
        remaining = branches.weights - through
        branches.weights = remaining / np.maximum(remaining.sum(axis=1, keepdims=True), LITTLE)

    def count_failure(self, branches: Branches, minute: Floats) -> None:
        """Count one failure at `minute` in each branch; where none is left, all ways pause."""
        branches.tries = branches.tries - np.float32(1.0)
        spent = branches.tries < 1.0
        paused = np.maximum(branches.ready, minute[:, None] + np.float32(self.scene.hold))
        branches.ready = np.where(spent[:, None], paused, branches.ready)
        branches.tries = np.where(spent, np.float32(self.scene.tries_again), branches.tries)
