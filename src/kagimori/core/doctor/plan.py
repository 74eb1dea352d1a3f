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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.scene import Scene, Way
    from kagimori.core.doctor.tables import Floats, Indexes

STAGES = 7
JOINED = 2
WAITS = (5.0, 15.0, 30.0, 60.0)
# What one obstacle fewer is worth against being through (from the small instances of the research).
PROGRESS = 0.15
SURELY = 0.999
LITTLE = 1e-9


@dataclass(slots=True)
class Branches:
    """N beliefs to plan for: weights of the sets, what is left of each cause, the minute, what is possible.

    `due` and `due_share` are an effect still to come for each cause.
    """

    weights: Floats
    left: Floats
    minute: Floats
    chance: Floats
    ready: Floats
    possible: Floats
    tries: Floats
    due: Floats
    due_share: Floats

    @classmethod
    def of(cls, scene: Scene, count: int) -> Branches:
        """Return `count` copies of the present state."""
        ways, causes = len(scene.ways), len(scene.causes)
        chance = np.array([way.chance for way in scene.ways], dtype=np.float32)
        ready = np.array([way.ready for way in scene.ways], dtype=np.float32)
        return cls(
            weights=np.tile(scene.weights, (count, 1)),
            left=np.ones((count, causes), dtype=np.float32),
            minute=np.full(count, scene.minute, dtype=np.float32),
            chance=np.broadcast_to(chance, (count, ways)).copy(),
            ready=np.broadcast_to(ready, (count, ways)).copy(),
            possible=np.tile(scene.possible, (count, 1)),
            tries=np.full(count, scene.tries_left, dtype=np.float32),
            due=np.full((count, causes), np.inf, dtype=np.float32),
            due_share=np.zeros((count, causes), dtype=np.float32),
        )


@dataclass(slots=True)
class Stage:
    """One stage of every branch's plan: what is done before the try, the way tried, and what it comes to."""

    steps: list[Indexes]
    way: Indexes
    cost: Floats
    success: Floats
    hand_off: Floats


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of a plan."""

    kind: Literal["act", "wait"]
    id: str
    minutes: float
    chance: float = 0.0


@dataclass(slots=True)
class Plans:
    """The value of each branch in minutes from its own present, and the stages of its plan.

    `goes_on[s]` tells whether trying on in stage `s` is worth more than handing off.
    """

    value: Floats
    hand_off: Floats
    stages: list[Stage]
    goes_on: list[Floats]

    def steps(self, branch: int, planner: Planner) -> Iterator[Planned]:
        """Yield the steps of one branch's plan in order, up to where it hands off."""
        for stage, goes_on in zip(self.stages, self.goes_on, strict=True):
            if not goes_on[branch]:
                return
            for taken in stage.steps:
                step = planner.step(int(taken[branch]))
                if step is not None:
                    yield step
            way = planner.scene.ways[int(stage.way[branch])]
            yield from planner.tries(way, float(stage.success[branch]))


class Planner:
    """Plans for all branches of one scene."""

    def __init__(self, scene: Scene) -> None:
        """Take the scene and its figures."""
        self.scene = scene
        policy = scene.mind.book.policy
        self.lost = policy["case.lost"].minutes
        self.right = policy["case.hand_off"].minutes
        self.blind = policy["case.hand_off_blind"].minutes
        self.refused = policy["case.refused"].minutes
        self.soon = policy["case.soon"].minutes
        self.window = policy["lock.window"].minutes
        self.gap = policy["sms.resend_gap"].minutes
        self.minutes = np.array([way.minutes for way in scene.ways], dtype=np.float32)
        self.first = np.array([way.first for way in scene.ways], dtype=np.float32)
        self.steps = len(scene.steps)
        timers = scene.mind.belief.timers
        self.within = timers.within[scene.causes]
        self.about = timers.about[scene.causes]
        self.began = timers.began[scene.causes]

    def value(self, branches: Branches) -> Plans:
        """Return the expected minutes from now to the end for each branch; uses `branches` up."""
        stages: list[Stage] = []
        start = branches.minute.copy()
        fixable = self._fixable(branches)
        reach = self._reach(fixable)
        for _ in range(STAGES if len(self.scene.ways) else 0):
            stages.append(self._stage(branches, self._hand_off(branches, fixable, reach)))
        last = self._hand_off(branches, fixable, reach)
        return self._roll_back(stages, last, start)

    def _roll_back(self, stages: list[Stage], last: Floats, start: Floats) -> Plans:
        value = hand_off = last
        goes_on: list[Floats] = []
        for stage in reversed(stages):
            hand_off = stage.hand_off
            trying = stage.cost + (1.0 - stage.success) * value
            goes_on.insert(0, trying < hand_off)
            value = np.minimum(hand_off, trying)
        return Plans(np.minimum(value, np.maximum(self.lost - start, 0.0)), hand_off, stages, goes_on)

    def step(self, index: int) -> Planned | None:
        """Return a helping step or a wait by its index; None stands for no step."""
        if index < self.steps:
            action = self.scene.steps[index]
            return Planned("act", action.id, action.minutes)
        waits = index - self.steps
        return Planned("wait", "", WAITS[waits]) if waits < len(WAITS) else None

    def tries(self, way: Way, chance: float) -> Iterator[Planned]:
        """Yield the tries of a way, led by asking the co-admin where that has not been done."""
        mind = self.scene.mind
        if way.attempts[0] == "login_after_reset" and not mind.facts.reset:
            if mind.asked_coadmin_at is None:
                yield Planned("act", "ask_coadmin", mind.book.actions["ask_coadmin"].minutes)
            yield Planned("wait", "", max(1.0, min(way.ready - self.scene.minute, self.soon / 4)))
        for attempt in way.attempts:
            yield Planned("act", attempt, mind.book.actions[attempt].minutes, chance)

    # ------------------------------------------------------------------ clocks
    def _lasts(self, minute: Floats) -> Floats:
        age = np.maximum(minute[..., None] - self.began, 0.0)
        result: Floats = np.clip(1.0 - age / self.within, 0.0, 1.0) * np.exp(-age / self.about)
        return result

    def _left(self, branches: Branches, minute: Floats) -> Floats:
        """Return what is left of each cause at `minute`: after repairs, by itself, and after effects that are due."""
        own = self._lasts(minute) / np.maximum(self._lasts(np.float32(self.scene.minute)), LITTLE)
        left = branches.left * own * np.where(branches.due <= minute[:, None], 1.0 - branches.due_share, 1.0)
        for due, cause, share in self.scene.mind.belief.timers.due:
            place = np.flatnonzero(self.scene.causes == cause)
            left[:, place] *= np.where(minute[:, None] >= due, 1.0 - share, 1.0)
        return left.astype(np.float32)

    # ------------------------------------------------------------------ chances
    def _products(self, clear: Floats) -> Floats:
        """Return, for factors by cause (last axis), their product over each set."""
        padded = np.concatenate([clear, np.ones((*clear.shape[:-1], 1), dtype=clear.dtype)], axis=-1)
        a, b, c = self.scene.sets.T
        product: Floats = padded[..., a] * padded[..., b] * padded[..., c]
        return product

    def _fixable(self, branches: Branches) -> Floats:
        """Return the chance that each cause can be cleared by some published step or passes within the hour."""
        stays = np.ones_like(branches.left)
        for j in range(self.steps):
            could = (self.scene.cures[j] > 0.0).astype(np.float32)
            stays *= 1.0 - could * branches.possible[:, j : j + 1]
        soon = self._left(branches, branches.minute + self.soon) / np.maximum(self._left(branches, branches.minute), LITTLE)
        result: Floats = 1.0 - stays * np.minimum(soon, 1.0)
        return result

    def blame(self, branches: Branches) -> tuple[Floats, Floats]:
        """Return, by branch, the chance that no way is open, and by cause that it is what keeps them shut."""
        fixable = self._fixable(branches)
        return self._blame(branches, fixable, self._reach(fixable))

    def _reach(self, fixable: Floats) -> Floats:
        return self._products(1.0 - self.scene.bars[None] * (1.0 - fixable)[:, None, :])

    def _blame(self, branches: Branches, fixable: Floats, reach: Floats) -> tuple[Floats, Floats]:
        closed = branches.weights * np.prod(1.0 - branches.chance[:, :, None] * reach, axis=1)
        return closed.sum(axis=1), (closed @ self.scene.has) * (1.0 - fixable)

    def _hand_off(self, branches: Branches, fixable: Floats, reach: Floats) -> Floats:
        """Return the expected minutes of stopping here."""
        none_open, blame = self._blame(branches, fixable, reach)
        named = blame.max(axis=1, initial=0.0) / np.maximum(none_open, LITTLE)
        rest = np.maximum(self.lost - branches.minute, 0.0)
        closed_cost = np.minimum(self.right + (self.blind - self.right) * (1.0 - np.minimum(named, 1.0)), rest)
        result: Floats = none_open * closed_cost + (1.0 - none_open) * rest
        return result

    # ------------------------------------------------------------------ one stage
    def _stage(self, branches: Branches, hand_off: Floats) -> Stage:
        """Choose repairs and a way for each branch, try, and leave the branches as after the failure."""
        began = branches.minute.copy()
        way, step = self._best_pair(branches)
        steps = [step]
        self._take(branches, step)
        for _ in range(JOINED):
            step = self._joining_step(branches, way, began)
            steps.append(step)
            self._take(branches, step)
        success, cost = self._try(branches, way, began)
        return Stage(steps, way, cost, success, hand_off)

    def _clear_and_share(self, branches: Branches) -> tuple[Floats, Floats, Floats]:
        left = self._left(branches, branches.minute)
        share = self.scene.bars[None] * left[:, None, :]
        clear = np.maximum(1.0 - share, 1.0 - SURELY)
        return left, share, clear

    def _wait_cures(self, branches: Branches, left: Floats) -> Floats:
        later = [self._left(branches, branches.minute + wait) for wait in WAITS]
        cures: Floats = 1.0 - np.stack(later, axis=1) / np.maximum(left[:, None, :], LITTLE)
        return np.clip(cures, 0.0, 1.0)

    def _all_costs(self) -> Floats:
        return np.concatenate([self.scene.costs, np.array(WAITS, dtype=np.float32)])

    def _gains(self, branches: Branches, weights: Floats, share: Floats, clear: Floats) -> tuple[Floats, Floats]:
        """Return, by branch and way, the chance of getting through, and what each step or wait adds to it."""
        passes = self._products(clear)
        through = weights[:, None, :] * passes
        pivotal = (through @ self.scene.has) * share / clear
        obstacles = ((weights @ self.scene.has)[:, None, :] * share)
        worth = pivotal * (1.0 - PROGRESS) + obstacles * PROGRESS
        left = self._left(branches, branches.minute)
        by_step = (worth @ self.scene.cures.T) * branches.possible[:, None, :]
        by_wait = worth @ np.swapaxes(self._wait_cures(branches, left), 1, 2)
        return through.sum(axis=2), np.concatenate([by_step, by_wait], axis=2)

    def _best_pair(self, branches: Branches) -> tuple[Indexes, Indexes]:
        _, share, clear = self._clear_and_share(branches)
        base, gain = self._gains(branches, branches.weights, share, clear)
        gain = np.concatenate([gain, np.zeros((*gain.shape[:2], 1), dtype=gain.dtype)], axis=2)
        costs = np.append(self._all_costs(), 0.0)
        hold = np.maximum((branches.ready - branches.minute[:, None])[:, :, None], costs)
        short = (branches.tries < 1.0)[:, None, None] * self.window
        score = branches.chance[:, :, None] * (base[:, :, None] + gain) / (hold + self.minutes[None, :, None] + short)
        flat = score.reshape(len(score), -1).argmax(axis=1)
        return np.divmod(flat, score.shape[2])

    def _joining_step(self, branches: Branches, way: Indexes, began: Floats) -> Indexes:
        """Return the step that raises the chance per minute of the try to come, or none."""
        rows = np.arange(len(way))
        left = self._left(branches, branches.minute)
        share = (self.scene.bars[way] * left)[:, None, :]
        clear = np.maximum(1.0 - share, 1.0 - SURELY)
        base, gain = self._gains(branches, branches.weights, share, clear)
        spent = (branches.minute - began)[:, None]
        hold = np.maximum((branches.ready[rows, way] - branches.minute)[:, None], self._all_costs())
        none = np.maximum(branches.ready[rows, way] - branches.minute, 0.0)[:, None]
        with_step = (base + gain[:, 0]) / (spent + hold + self.minutes[way][:, None])
        without = base / (spent + none + self.minutes[way][:, None])
        best = with_step.argmax(axis=1)
        better = with_step[rows, best] > without[:, 0]
        return np.where(better, best, self.steps + len(WAITS))

    def _take(self, branches: Branches, step: Indexes) -> None:
        """Carry a step out in each branch (the last index is none): minutes pass, causes shrink."""
        done = step < self.steps
        taken = np.where(done, step, 0)
        costs = np.append(self._all_costs(), 0.0)
        branches.minute = (branches.minute + costs[step]).astype(np.float32)
        if self.steps:
            sure = branches.possible[np.arange(len(step)), taken] * done
            branches.left = branches.left * (1.0 - self.scene.cures[taken] * sure[:, None])

    def _try(self, branches: Branches, way: Indexes, began: Floats) -> tuple[Floats, Floats]:
        """Try the way in each branch; return the chance of success and the expected minutes of the stage."""
        rows = np.arange(len(way))
        start = np.maximum(branches.minute, branches.ready[rows, way]) + (branches.tries < 1.0) * self.window
        branches.minute = start
        left = self._left(branches, start + self.first[way])
        clear = np.maximum(1.0 - self.scene.bars[way] * left, 1.0 - SURELY)
        passes = self._products(clear) * branches.chance[rows, way][:, None]
        success = (branches.weights * passes).sum(axis=1)
        chance = branches.chance[rows, way]
        spent = start - began
        failed = chance * self.first[way] + (1.0 - chance) * self.refused
        cost = spent + success * self.minutes[way] + (1.0 - success) * failed
        remaining = branches.weights * (1.0 - passes)
        branches.weights = remaining / np.maximum(remaining.sum(axis=1, keepdims=True), LITTLE)
        branches.chance[rows, way] = np.clip((chance - success) / np.maximum(1.0 - success, LITTLE), 0.0, 1.0)
        branches.minute = (start + failed).astype(np.float32)
        branches.ready[rows, way] = start + self.gap
        branches.tries = np.where(branches.tries < 1.0, 3.0, branches.tries - 1.0).astype(np.float32)
        return success, cost
