"""Fans out one decision: every step that could come next, with every outcome, as branches to be planned for.

A branch is the present state seen after one outcome: likelier sets weigh more, the clock has moved, a way has opened
or closed.  `Fan` collects them and plans for all in one go; the value of an option is the mean over its outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Literal

import numpy as np

from kagimori.core.doctor.branches import LITTLE, Branches
from kagimori.core.doctor.budget import OUTAGE
from kagimori.core.doctor.plan import Planner
from kagimori.core.doctor.scene import fee, price
from kagimori.core.doctor.ways import ways_to_goal

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Action, Observation
    from kagimori.core.doctor.facts import Circumstances
    from kagimori.core.doctor.scene import Scene
    from kagimori.core.doctor.tables import Floats
    from kagimori.core.doctor.ways import Way

# Messages seldomer than this are planned for together, outcomes seldomer than half of it not at all.
SELDOM = 0.01
# So many of the best questions are also weighed as asked after the first stage of the plan.
LATER = 4
# Once inside, the second factor still has to be set up; what a failure there costs on top, roughly.
STUCK_INSIDE = 60.0

Kind = Literal["observe", "act", "wait", "finish"]


@dataclass(frozen=True, slots=True)
class Option:
    """A step that could come next and what it comes to, in expected minutes from now.

    `chance` is that of getting through, for a try; `planned` marks the first step of the plan as it stands.
    """

    kind: Kind
    id: str
    minutes: float
    value: float
    chance: float = 0.0
    planned: bool = False


@dataclass(slots=True)
class Outcome:
    """One outcome: its chance, the minutes up to it, and the state after it; None where it ends the case."""

    chance: float
    minutes: float
    branch: Branches | None


@dataclass(slots=True)
class Prospect:
    """An option before its value is known."""

    kind: Kind
    id: str
    minutes: float
    chance: float = 0.0
    outcomes: list[Outcome] = field(default_factory=list)

    def branches(self) -> list[Branches]:
        """Return the states to be planned for."""
        return [outcome.branch for outcome in self.outcomes if outcome.branch is not None]

    def value(self, values: dict[int, float]) -> float:
        """Return the mean over the outcomes, given the value of each branch by its identity."""
        return sum(
            outcome.chance * (outcome.minutes + (values[id(outcome.branch)] if outcome.branch is not None else 0.0))
            for outcome in self.outcomes
        )


class Fan:
    """The options of one decision."""

    def __init__(self, scene: Scene) -> None:
        """Start with the present state only."""
        self.scene, self.mind = scene, scene.mind
        self.planner = Planner(scene)
        self.present = Branches.at_present(scene)
        self.prospects: list[Prospect] = []
        self.values: dict[int, float] = {}

    def _prospect(self, kind: Kind, id_: str, minutes: float, chance: float = 0.0) -> Prospect:
        self.prospects.append(Prospect(kind, id_, minutes, chance))
        return self.prospects[-1]

    def _branch(self, prospect: Prospect, chance: float, minutes: float, weights: Floats | None = None) -> Branches:
        branch = self.present.copy()
        if weights is not None:
            branch.weights[0] = weights / weights.sum()
        branch.minute += np.float32(minutes)
        prospect.outcomes.append(Outcome(chance, minutes, branch))
        return branch

    def _see(self, branch: Branches, facts: Circumstances) -> None:
        """Let a branch see other circumstances."""
        kept, self.mind.facts = self.mind.facts, facts
        chances = {way.id: way.chance for way in ways_to_goal(self.mind)}
        self.mind.facts = kept
        branch.chance[0] = [chances.get(way.id, 0.0) for way in self.scene.ways]
        branch.possible[0] = [facts.possible(step) for step in self.scene.steps]

    # ------------------------------------------------------------------ questions and waits
    def ask(self, observation: Observation, likelihood: Floats) -> None:
        """Add a question with its answers (`likelihood` by set); an unknown answer leaves everything as it is."""
        prospect = self._prospect("observe", observation.id, observation.minutes)
        known = 1.0 - observation.unknown
        for need in observation.needs:
            known *= self.mind.facts.have(need)
        joint = self.scene.weights[:, None] * likelihood
        chances = joint.sum(axis=0) / joint.sum()
        for column, value in enumerate(observation.values):
            if chances[column] < SELDOM / 2:
                continue
            chance = known * float(chances[column])
            branch = self._branch(prospect, chance, observation.minutes, joint[:, column])
            if observation.id == "meta_status" and value in OUTAGE:
                self._hold(branch)
        self._branch(prospect, 1.0 - known, observation.minutes)

    def _hold(self, branch: Branches) -> None:
        """Hold everything but backup codes, as after reading of an outage (R8)."""
        hold = branch.minute[0] + self.mind.book.policy["outage.hold"].minutes
        for w, way in enumerate(self.scene.ways):
            if way.attempts[0] != "login_backup":
                branch.ready[0, w] = max(branch.ready[0, w], hold)

    def wait(self, minutes: float) -> None:
        """Add doing nothing for a while."""
        self._branch(self._prospect("wait", "", minutes), 1.0, minutes)

    # ------------------------------------------------------------------ repairs and bypasses
    def do(self, action: Action) -> None:
        """Add a helping step: done, nothing to change, or not possible."""
        prospect = self._prospect("act", action.id, action.minutes)
        possible = self.mind.facts.possible(action)
        idle = self.mind.belief.tables.idle(action.id)[self.scene.rows]
        unchanged = possible * float((self.scene.weights * idle).sum())
        little = min(self.mind.book.policy["case.unchanged"].minutes, action.minutes)
        step = next(j for j, helping in enumerate(self.scene.steps) if helping.id == action.id)
        self._done(prospect, step, possible - unchanged, self.scene.weights * (1.0 - idle))
        if unchanged > SELDOM / 2:
            self._branch(prospect, unchanged, little, self.scene.weights * idle).possible[0, step] = 0.0
        if possible < 1.0:
            branch = self._impossible(prospect, action, 1.0 - possible, little)
            branch.possible[0, step] *= not action.refused

    def _done(self, prospect: Prospect, step: int, chance: float, weights: Floats) -> None:
        action, cures = self.scene.steps[step], self.scene.cures[step]
        branch = self._branch(prospect, chance, price(self.mind, action) - action.delay_minutes, weights)
        prospect.outcomes[-1].minutes += fee(self.mind, action)
        branch.possible[0, step] = 1.0
        if action.delay_minutes:
            branch.due[0] = np.where(cures > 0.0, branch.minute[0] + action.delay_minutes, np.inf)
            branch.due_share[0] = cures
        else:
            branch.left[0] *= 1.0 - cures

    def _impossible(self, prospect: Prospect, action: Action, chance: float, minutes: float) -> Branches:
        facts = self.mind.facts.copy()
        facts.was_impossible(action)
        branch = self._branch(prospect, chance, minutes)
        self._see(branch, facts)
        return branch

    def ask_coadmin(self, action: Action) -> None:
        """Add asking a co-admin: it comes through later, or there is none."""
        prospect = self._prospect("act", action.id, action.minutes)
        possible = self.mind.facts.possible(action)
        facts = self.mind.facts.copy()
        facts.was_possible(action)
        self._see(self._branch(prospect, possible, action.minutes), facts)
        little = min(self.mind.book.policy["case.unchanged"].minutes, action.minutes)
        self._impossible(prospect, action, 1.0 - possible, little)

    # ------------------------------------------------------------------ tries
    def attempt(self, w: int) -> None:
        """Add trying a way: through, refused with each message, or not possible."""
        way, tables = self.scene.ways[w], self.mind.belief.tables
        door = self.mind.door(way.attempts[0])
        hold = max(0.0, way.ready - self.scene.minute)
        passes = self.scene.weights * tables.through(door)[self.scene.rows]
        through = way.chance * float(passes.sum())
        prospect = self._prospect("act", way.attempts[0], way.first, through)
        prospect.outcomes.append(Outcome(through, hold + way.first + self._rest_of(way, passes), None))
        refused = self.scene.weights[:, None] * tables.after_try(door)[self.scene.rows]
        often = refused.sum(axis=0) > SELDOM
        for weights in (*refused[:, often].T, refused[:, ~often].sum(axis=1)):
            self._refused(prospect, w, hold, weights)
        if way.chance < 1.0:
            action = self.mind.book.actions[way.attempts[0]]
            minutes = hold + self.mind.book.policy["case.refused"].minutes
            self._impossible(prospect, action, 1.0 - way.chance, minutes)

    def _refused(self, prospect: Prospect, w: int, hold: float, weights: Floats) -> None:
        way = self.scene.ways[w]
        branch = self._branch(prospect, way.chance * float(weights.sum()), hold + way.first, weights)
        prospect.outcomes[-1].minutes += self.planner.insult
        branch.chance[0, w] = 1.0
        branch.tried[0, w] = True
        branch.ready[0, w] = self.scene.minute + hold + self.planner.gap
        self.planner.count_failure(branch, branch.minute)

    def _rest_of(self, way: Way, passes: Floats) -> float:
        """Return the minutes after the first door: setting the second factor up, and the risk of being stuck there."""
        if len(way.attempts) == 1:
            return 0.0
        second = self.mind.belief.tables.through(way.attempts[1])[self.scene.rows]
        stuck = 1.0 - float((passes * second).sum() / max(passes.sum(), LITTLE))
        return way.minutes - way.first + stuck * STUCK_INSIDE

    # ------------------------------------------------------------------ values
    def judged(self) -> list[Option]:
        """Return the options with their values: those added, handing off, and the first step of the plan."""
        branches = list(chain.from_iterable(prospect.branches() for prospect in self.prospects))
        plans = self.plans = self.planner.value(Branches.joined([self.present, *branches]))
        self.values = {id(branch): float(value) for branch, value in zip(branches, plans.value[1:], strict=True)}
        options = [
            Option(prospect.kind, prospect.id, prospect.minutes, prospect.value(self.values), prospect.chance)
            for prospect in self.prospects
        ]
        return [self._planned(), *options, Option("finish", "hand_off", 0.0, float(plans.hand_off[0]))]

    def _planned(self) -> Option:
        """Return the first step of the plan for the present state.

        Its value is that of the plan, or of its first stage with the best question asked after it, if that is less:
        a question that does not change the first stage can wait until the stage has failed.
        """
        value = min(float(self.plans.value[0]), self._with_a_question_later())
        for step in self.plans.steps(0, self.planner):
            return Option(step.kind, step.id, step.minutes, value, step.chance, planned=True)
        return Option("finish", "hand_off", 0.0, value, planned=True)

    def _with_a_question_later(self) -> float:
        questions = [prospect for prospect in self.prospects if prospect.kind == "observe"]
        questions = sorted(questions, key=lambda question: question.value(self.values))[:LATER]
        if not questions or not self.plans.stages or not self.plans.goes_on[0][0]:
            return np.inf
        first = self.plans.stages[0]
        branches = [branch for question in questions for branch in question.branches()]
        later = Branches.joined(branches)
        # The question has not been asked yet when the stage begins: its minutes are still to come, if the stage fails.
        later.minute = np.full_like(later.minute, self.scene.minute)
        led = self.planner.value(later, led_by=first).value
        values = {id(branch): float(value) for branch, value in zip(branches, led, strict=True)}
        failing = 1.0 - float(first.success[0])
        return min(question.value(values) - question.minutes * (1.0 - failing) for question in questions)
