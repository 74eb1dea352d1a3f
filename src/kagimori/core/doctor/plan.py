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
SLIP = 0.02
LITTLE = 1e-9


@dataclass(slots=True)
class Branches:
    """N beliefs to plan for: weights of the sets, the minute, what is possible.

    `left` is the chance that a cause is still there at the minute `since`, in the sets that hold it; `due` and
    `due_share` are an effect still to come for each cause.
    """

    weights: Floats
    left: Floats
    since: Floats
    minute: Floats
    chance: Floats
    ready: Floats
    possible: Floats
    tries: Floats
    tried: Floats
    fee: Floats
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
            since=np.full(count, scene.minute, dtype=np.float32),
            minute=np.full(count, scene.minute, dtype=np.float32),
            chance=np.broadcast_to(chance, (count, ways)).copy(),
            ready=np.broadcast_to(ready, (count, ways)).copy(),
            possible=np.tile(scene.possible, (count, 1)),
            tries=np.full(count, scene.tries_left, dtype=np.float32),
            tried=np.zeros((count, ways), dtype=bool),
            fee=np.zeros(count, dtype=np.float32),
            due=np.full((count, causes), np.inf, dtype=np.float32),
            due_share=np.zeros((count, causes), dtype=np.float32),
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether a way could be opened at all, by branch: `stays` by cause, the rest by set.

    `reach` by way is the chance that published steps open it, `reach_later` the same once everything that passes by
    itself has passed, `soon` the chance that it does within the hour.  All ways wait for the same outage.
    """

    stays: Floats
    soon: Floats
    reach: Floats
    reach_later: Floats


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
            steps = [planner.step(int(taken[branch])) for taken in stage.steps]
            # Whatever is done fills the wait of the same stage: deeds first.
            yield from sorted((step for step in steps if step is not None), key=lambda step: step.kind)
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
        self.window = scene.hold
        self.insult = policy["try.insult"].minutes
        self.gap = policy["sms.resend_gap"].minutes
        self.minutes = np.array([way.minutes for way in scene.ways], dtype=np.float32)
        self.first = np.array([way.first for way in scene.ways], dtype=np.float32)
        self.steps = len(scene.steps)
        # By index: the helping steps, the waits, and no step at all.
        self.costs = np.concatenate([scene.costs, np.array([*WAITS, 0.0], dtype=np.float32)])
        self.fees = np.concatenate([scene.fees, np.zeros(len(WAITS) + 1, dtype=np.float32)])
        timers = scene.mind.belief.timers
        ends = np.minimum(timers.within, timers.about)[scene.causes]
        self.timed = np.flatnonzero(np.isfinite(ends))
        self.within, self.about, self.began = (
            times[scene.causes][self.timed].astype(np.float32) for times in (timers.within, timers.about, timers.began)
        )
        place = {int(cause): i for i, cause in enumerate(scene.causes)}
        self.due = [(due, place[cause], share) for due, cause, share in timers.due if cause in place]

    def value(self, branches: Branches, led_by: Stage | None = None) -> Plans:
        """Return the expected minutes from now to the end for each branch; uses `branches` up.

        `led_by` is a stage that every branch has to go through first, whatever would be best for it.
        """
        stages: list[Stage] = []
        start = branches.minute.copy()
        outlook = self._outlook(branches)
        for _ in range(STAGES if len(self.scene.ways) else 0):
            hand_off = self._hand_off(branches, outlook)
            stages.append(self._stage(branches, hand_off) if stages or led_by is None else self._led(branches, led_by, hand_off))
        return self._roll_back(stages, self._hand_off(branches, outlook), start)

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
        """Return, for the causes that pass by themselves, the share that is left at `minute`."""
        age = np.maximum(minute[:, None] - self.began, 0.0)
        return np.maximum(1.0 - age / self.within, 0.0) * np.exp(-age / self.about)

    def _left(self, branches: Branches, minute: Floats) -> Floats:
        """Return what is left of each cause at `minute`: after repairs, by itself, and after effects that are due."""
        left = branches.left.copy()
        left[:, self.timed] *= self._lasts(minute) / np.maximum(self._lasts(branches.since), LITTLE)
        if branches.due_share.any():
            due = (branches.since[:, None] < branches.due) & (branches.due <= minute[:, None])
            left *= 1.0 - branches.due_share * due
        for due_at, place, share in self.due:
            left[:, place] *= 1.0 - share * ((branches.since < due_at) & (due_at <= minute))
        return left

    # ------------------------------------------------------------------ chances
    def _products(self, clear: Floats) -> Floats:
        """Return, for factors by cause (last axis), their product over each set."""
        padded = np.concatenate([clear, np.ones((*clear.shape[:-1], 1), dtype=clear.dtype)], axis=-1)
        a, b, c = self.scene.sets.T
        product: Floats = padded[..., a] * padded[..., b] * padded[..., c]
        return product

    def _outlook(self, branches: Branches) -> Outlook:
        """Return what keeps the ways shut, judged with steps that exist and waits of up to an hour."""
        stays = np.ones_like(branches.left)
        for j in range(self.steps):
            could = (self.scene.cures[j] > 0.0).astype(np.float32)
            stays *= 1.0 - could * branches.possible[:, j : j + 1]
        left = self._left(branches, branches.minute)
        later = self._left(branches, branches.minute + np.float32(self.soon))
        lasts = np.minimum(later / np.maximum(left, LITTLE), 1.0)
        passing = lasts < SURELY
        return Outlook(
            stays=stays,
            soon=self._products(np.where(passing, 1.0 - lasts, 1.0)),
            reach=self._products(1.0 - self.scene.bars[None] * stays[:, None, :]),
            reach_later=self._products(1.0 - self.scene.bars[None] * np.where(passing, 0.0, stays)[:, None, :]),
        )

    def blame(self, branches: Branches) -> tuple[Floats, Floats]:
        """Return, by branch, the chance that no way is open, and by cause that it is what keeps them shut."""
        return self._blame(branches, self._outlook(branches))

    def _blame(self, branches: Branches, outlook: Outlook) -> tuple[Floats, Floats]:
        chance = branches.chance[:, :, None]
        shut_now = np.prod(1.0 - chance * outlook.reach, axis=1)
        shut_later = np.prod(1.0 - chance * outlook.reach_later, axis=1)
        closed = branches.weights * (shut_now + outlook.soon * (shut_later - shut_now))
        return closed.sum(axis=1), (closed @ self.scene.has) * outlook.stays

    def _hand_off(self, branches: Branches, outlook: Outlook) -> Floats:
        """Return the expected minutes of stopping here."""
        none_open, blame = self._blame(branches, outlook)
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

    def _led(self, branches: Branches, first: Stage, hand_off: Floats) -> Stage:
        """Go through a given stage (of one branch) in all branches; handing off before it is no choice."""
        count, began = len(branches.minute), branches.minute.copy()
        steps = [np.full(count, step[0]) for step in first.steps]
        for step in steps:
            self._take(branches, step)
        way = np.full(count, first.way[0])
        success, cost = self._try(branches, way, began)
        return Stage(steps, way, cost, success, np.full_like(hand_off, self.lost))

    def _bars(self, branches: Branches) -> Floats:
        """Return how surely each cause bars each way, by branch: surely where the way has refused before."""
        bars: Floats = np.where(branches.tried[:, :, None], self.scene.bars_again, self.scene.bars)
        return bars

    def _clear_and_share(self, branches: Branches) -> tuple[Floats, Floats]:
        share = self._bars(branches) * self._left(branches, branches.minute)[:, None, :]
        return share, np.maximum(1.0 - share, 1.0 - SURELY)

    def _wait_cures(self, branches: Branches, left: Floats) -> Floats:
        later = [self._left(branches, branches.minute + wait) for wait in WAITS]
        cures: Floats = 1.0 - np.stack(later, axis=1) / np.maximum(left[:, None, :], LITTLE)
        return np.clip(cures, 0.0, 1.0)


    def _gains(self, branches: Branches, share: Floats, clear: Floats, progress: float) -> tuple[Floats, Floats]:
        """Return, by branch and way, the chance of getting through, and what each step or wait adds to it."""
        passes = self._products(clear)
        through = branches.weights[:, None, :] * passes
        pivotal = (through @ self.scene.has) * share / clear
        obstacles = (branches.weights @ self.scene.has)[:, None, :] * share
        worth = pivotal * (1.0 - progress) + obstacles * progress
        left = self._left(branches, branches.minute)
        by_step = (worth @ self.scene.cures.T) * branches.possible[:, None, :]
        by_wait = worth @ np.swapaxes(self._wait_cures(branches, left), 1, 2)
        return through.sum(axis=2), np.concatenate([by_step, by_wait], axis=2)

    def _best_pair(self, branches: Branches) -> tuple[Indexes, Indexes]:
        share, clear = self._clear_and_share(branches)
        base, gain = self._gains(branches, share, clear, PROGRESS)
        gain = np.concatenate([gain, np.zeros((*gain.shape[:2], 1), dtype=gain.dtype)], axis=2)
        hold = np.maximum((branches.ready - branches.minute[:, None])[:, :, None], self.costs) + self.fees
        score = branches.chance[:, :, None] * (base[:, :, None] + gain) / (hold + self.minutes[None, :, None])
        flat = score.reshape(len(score), -1).argmax(axis=1)
        return np.divmod(flat, score.shape[2])

    def _joining_step(self, branches: Branches, way: Indexes, began: Floats) -> Indexes:
        """Return the step that raises the chance per minute of the try to come, or none."""
        rows = np.arange(len(way))
        share, clear = (part[rows, way][:, None, :] for part in self._clear_and_share(branches))
        base, gain = self._gains(branches, share, clear, 0.0)
        spent = (branches.minute - began)[:, None]
        hold = np.maximum((branches.ready[rows, way] - branches.minute)[:, None], self.costs[:-1]) + self.fees[:-1]
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
        branches.minute = branches.minute + self.costs[step]
        branches.fee = branches.fee + self.fees[step]
        if self.steps:
            sure = branches.possible[np.arange(len(step)), taken] * done
            branches.left = branches.left * (1.0 - self.scene.cures[taken] * sure[:, None])

    def _try(self, branches: Branches, way: Indexes, began: Floats) -> tuple[Floats, Floats]:
        """Try the way in each branch; return the chance of success and the expected minutes of the stage."""
        rows = np.arange(len(way))
        start = np.maximum(branches.minute, branches.ready[rows, way])
        end = (start + self.first[way]).astype(np.float32)
        bars, left, chance = self._bars(branches)[rows, way], self._left(branches, end), branches.chance[rows, way]
        clear = np.maximum(1.0 - bars * left, 1.0 - SURELY)
        passes = self._products(clear) * (chance * (1.0 - SLIP))[:, None]
        through = branches.weights * passes
        success = through.sum(axis=1)
        failed = chance * (self.first[way] + self.insult) + (1.0 - chance) * self.refused
        cost = start - began + branches.fee + success * self.minutes[way] + (1.0 - success) * failed
        self._learn_from_failure(branches, through, left * (1.0 - bars) / clear, left)
        branches.chance[rows, way] = np.clip((chance - success) / np.maximum(1.0 - success, LITTLE), 0.0, 1.0)
        branches.minute = (start + failed).astype(np.float32)
        branches.since = end
        branches.fee = np.zeros_like(branches.fee)
        branches.tried[rows, way] = True
        branches.ready[rows, way] = start + self.gap
        branches.tries -= 1.0
        spent = branches.tries < 1.0
        branches.ready = np.where(
            spent[:, None], np.maximum(branches.ready, end[:, None] + self.window), branches.ready
        )
        branches.tries = np.where(spent, self.scene.tries_again, branches.tries).astype(np.float32)
        return success, cost

    def _learn_from_failure(self, branches: Branches, through: Floats, despite: Floats, left: Floats) -> None:
        """Shift weights and what is left of each cause to what they are if the try failed.

        `despite` is the chance that a cause was still there and yet let the try through, relative to passing it.
        """
        had = branches.weights @ self.scene.has
        passed = through @ self.scene.has
        failed_with_it = left * had - passed * despite
        branches.left = np.clip(failed_with_it / np.maximum(had - passed, LITTLE), 0.0, 1.0).astype(np.float32)
        remaining = branches.weights - through
        branches.weights = remaining / np.maximum(remaining.sum(axis=1, keepdims=True), LITTLE)
