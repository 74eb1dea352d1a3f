"""Fans out one decision: every step that could come next, with every outcome, as branches to be planned for.

A branch is the present state seen after one outcome: likelier sets weigh more, the clock has moved, a way has opened
or closed.  `Fan` collects them and plans for all in one go; the value of an option is the mean over its outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from kagimori.core.doctor.branches import Branches
from kagimori.core.doctor.budget import OUTAGE
from kagimori.core.doctor.plan import Planner
from kagimori.core.doctor.scene import fee, price, ways_to_goal

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Action, Observation
    from kagimori.core.doctor.facts import Circumstances
    from kagimori.core.doctor.scene import Scene, Way
    from kagimori.core.doctor.tables import Floats

SELDOM = 0.01
# So many of the best questions are also weighed as asked after the first stage of the plan.
LATER = 4
# Once inside, the second factor still has to be set up; what a failure there costs on top, roughly.
STUCK_INSIDE = 60.0

Kind = Literal["observe", "act", "wait", "finish"]


@dataclass(frozen=True, slots=True)
class Option:
    """A step that could come next and what it comes to, in expected minutes from now."""

    kind: Kind
    id: str
    minutes: float
    value: float
    chance: float = 0.0
    planned: bool = False


@dataclass(slots=True)
class _Outcome:
    option: int
    chance: float
    cost: float
    ends: float | None = None


class Fan:
    """The options of one decision."""

    def __init__(self, scene: Scene) -> None:
        """Start with the branch in which nothing is done yet."""
        self.scene, self.mind = scene, scene.mind
        self.planner = Planner(scene)
        self.options: list[tuple[Kind, str, float, float]] = []
        self.outcomes: list[_Outcome] = []
        self.present = Branches.at_present(scene)
        self.rows: list[Branches] = [self.present]

    # ------------------------------------------------------------------ building branches
    def _option(self, kind: Kind, id_: str, minutes: float, chance: float = 0.0) -> int:
        self.options.append((kind, id_, minutes, chance))
        return len(self.options) - 1

    def _branch(self, option: int, chance: float, minutes: float, weights: Floats | None = None) -> Branches:
        branch = self.present.copy()
        if weights is not None:
            branch.weights[0] = weights / weights.sum()
        branch.minute += np.float32(minutes)
        self.rows.append(branch)
        self.outcomes.append(_Outcome(option, chance, minutes))
        return branch

    def _end(self, option: int, chance: float, minutes: float) -> None:
        self.outcomes.append(_Outcome(option, chance, 0.0, ends=minutes))

    # ------------------------------------------------------------------ options
    def ask(self, observation: Observation) -> None:
        """Add a question with its answers; an unknown answer leaves everything as it is."""
        tables, scene = self.mind.belief.tables, self.scene
        option = self._option("observe", observation.id, observation.minutes)
        known = 1.0 - observation.unknown
        for need in observation.needs:
            known *= self.mind.facts.have(need)
        if observation.id == "error_text":
            likelihood = self.mind.belief.reading()[scene.rows]
        else:
            likelihood = tables.answers(observation.id)[scene.rows]
        joint = scene.weights[:, None] * likelihood
        chances = joint.sum(axis=0)
        chances = chances / chances.sum()
        for column, value in enumerate(observation.values):
            if chances[column] < SELDOM / 2:
                continue
            branch = self._branch(option, known * float(chances[column]), observation.minutes, joint[:, column])
            if observation.id == "meta_status" and value in OUTAGE:
                self._hold(branch)
        self._branch(option, 1.0 - known, observation.minutes)

    def ask_fact(self, observation: Observation) -> None:
        """Add a question about a circumstance."""
        assert observation.fact is not None
        option = self._option("observe", observation.id, observation.minutes)
        yes = self.mind.facts.chance[observation.fact]
        for value, chance in (("no", 1.0 - yes), ("yes", yes)):
            facts = self.mind.facts.copy()
            facts.chance[observation.fact] = 0.05 if value == "no" else 0.95
            self._apply(facts, self._branch(option, chance, observation.minutes))

    def _hold(self, branch: Branches) -> None:
        hold = branch.minute[0] + self.mind.book.policy["outage.hold"].minutes
        for w, way in enumerate(self.scene.ways):
            if way.attempts[0] != "login_backup":
                branch.ready[0, w] = max(branch.ready[0, w], hold)

    def _apply(self, facts: Circumstances, branch: Branches) -> None:
        """Let a branch see other circumstances."""
        mind = self.mind
        kept, mind.facts = mind.facts, facts
        chances = {way.id: way.chance for way in ways_to_goal(mind)}
        branch.chance[0] = [chances.get(way.id, 0.0) for way in self.scene.ways]
        branch.possible[0] = [facts.possible(step) for step in self.scene.steps]
        mind.facts = kept

    def do(self, action: Action) -> None:
        """Add a repair or a bypass: done, nothing to change, or not possible."""
        scene = self.scene
        option = self._option("act", action.id, action.minutes)
        possible = self.mind.facts.possible(action)
        j = next((j for j, step in enumerate(scene.steps) if step.id == action.id), None)
        idle = self.mind.belief.tables.idle(action.id)[scene.rows]
        unchanged = float((scene.weights * idle).sum())
        minutes = price(self.mind, action) - action.delay_minutes
        done = self._branch(option, possible * (1.0 - unchanged), minutes, scene.weights * (1.0 - idle))
        self.outcomes[-1].cost += fee(self.mind, action)
        if j is not None:
            cures = scene.cures[j]
            if action.delay_minutes:
                done.due[0] = np.where(cures > 0, done.minute[0] + action.delay_minutes, np.inf)
                done.due_share[0] = cures
            else:
                done.left[0] *= 1.0 - cures
            done.possible[0, j] = 1.0
        little = min(self.mind.book.policy["case.unchanged"].minutes, action.minutes)
        if possible * unchanged > SELDOM / 4:
            same = self._branch(option, possible * unchanged, little, scene.weights * idle)
            if j is not None:
                same.possible[0, j] = 0.0
        if possible < 1.0:
            facts = self.mind.facts.copy()
            facts.was_impossible(action)
            branch = self._branch(option, 1.0 - possible, little)
            self._apply(facts, branch)
            if j is not None and action.refused:
                branch.possible[0, j] = 0.0

    def ask_coadmin(self, action: Action) -> None:
        """Add asking a co-admin: it comes through later, or there is none."""
        option = self._option("act", action.id, action.minutes)
        possible = self.mind.facts.possible(action)
        for chance, yes in ((possible, 1.0), (1.0 - possible, 0.0)):
            facts = self.mind.facts.copy()
            facts.chance["coadmin"] = yes
            minutes = action.minutes if yes else min(1.0, action.minutes)
            self._apply(facts, self._branch(option, chance, minutes))

    def wait(self, minutes: float) -> None:
        """Add doing nothing for a while."""
        option = self._option("wait", "", minutes)
        self._branch(option, 1.0, minutes)

    def attempt(self, w: int) -> None:
        """Add trying a way: through, refused with each message, or not possible."""
        scene, way = self.scene, self.scene.ways[w]
        door = self.mind.door(way.attempts[0])
        tables = self.mind.belief.tables
        hold = max(0.0, way.ready - scene.minute)
        passes = scene.weights * tables.through(door)[scene.rows]
        through = float(passes.sum())
        option = self._option("act", way.attempts[0], way.first, chance=way.chance * through)
        self._end(option, way.chance * through, hold + way.first + self._rest_of(way, passes))
        refused = scene.weights[:, None] * tables.after_try(door)[scene.rows]
        chances = refused.sum(axis=0)
        often = np.flatnonzero(chances > SELDOM)
        for column in often:
            self._refused(option, w, way.chance * float(chances[column]), hold, refused[:, column])
        rest = np.flatnonzero(chances <= SELDOM)
        if (chance := float(chances[rest].sum())) > 0.0:
            self._refused(option, w, way.chance * chance, hold, refused[:, rest].sum(axis=1))
        if way.chance < 1.0:
            branch = self._branch(option, 1.0 - way.chance, hold + self.mind.book.policy["case.refused"].minutes)
            facts = self.mind.facts.copy()
            facts.was_impossible(self.mind.book.actions[way.attempts[0]])
            self._apply(facts, branch)

    def _refused(self, option: int, w: int, chance: float, hold: float, weights: Floats) -> None:
        branch = self._branch(option, chance, hold + self.scene.ways[w].first, weights)
        self.outcomes[-1].cost += self.planner.insult
        branch.chance[0, w] = 1.0
        branch.tried[0, w] = True
        branch.ready[0, w] = self.scene.minute + hold + self.planner.gap
        self.planner.count_failure(branch, branch.minute)

    def _rest_of(self, way: Way, passes: Floats) -> float:
        """Return the minutes after the first door: setting the second factor up, and the risk of being stuck there."""
        if len(way.attempts) == 1:
            return 0.0
        second = self.mind.belief.tables.through(way.attempts[1])[self.scene.rows]
        stuck = 1.0 - float((passes * second).sum() / max(passes.sum(), 1e-9))
        return way.minutes - way.first + stuck * STUCK_INSIDE

    # ------------------------------------------------------------------ values
    def judged(self) -> list[Option]:
        """Return the options with their values, handing off now among them."""
        plans = self.plans = self.planner.value(Branches.joined(self.rows))
        totals = np.zeros(len(self.options))
        row = 0
        for outcome in self.outcomes:
            if outcome.ends is None:
                row += 1
                totals[outcome.option] += outcome.chance * (outcome.cost + float(plans.value[row]))
            else:
                totals[outcome.option] += outcome.chance * outcome.ends
        self.judgement = [
            Option(kind, id_, minutes, float(total), chance)
            for (kind, id_, minutes, chance), total in zip(self.options, totals, strict=True)
        ]
        return [*self.judgement, Option("finish", "hand_off", 0.0, float(plans.hand_off[0]))]

    def planned(self) -> Option:
        """Return the first step of the plan for the present state; call `judged` first.

        Its value is that of the plan, or of its first stage with the best question asked after it, if that is less:
        a question that does not change the first stage can wait until the stage has failed.
        """
        value = min(float(self.plans.value[0]), self._with_questions_later())
        for step in self.plans.steps(0, self.planner):
            return Option(step.kind, step.id, step.minutes, value, step.chance, planned=True)
        return Option("finish", "hand_off", 0.0, value, planned=True)

    def _with_questions_later(self) -> float:
        if not self.plans.stages or not self.plans.goes_on[0][0]:
            return np.inf
        asked = sorted(
            (n for n, option in enumerate(self.judgement) if option.kind == "observe"),
            key=lambda n: self.judgement[n].value,
        )
        asked = asked[:LATER]
        rows = [row for row, outcome in self._rows_of(asked)]
        if not rows:
            return np.inf
        first = self.plans.stages[0]
        later = Branches.joined([self.rows[row] for row in rows])
        # The question's own minutes have not passed yet when its answer is only thought of.
        later.minute = np.full_like(later.minute, self.scene.minute)
        led = self.planner.value(later, led_by=first)
        totals = dict.fromkeys(asked, 0.0)
        for place, (_, outcome) in enumerate(self._rows_of(asked)):
            totals[outcome.option] += outcome.chance * float(led.value[place])
        failing = 1.0 - float(first.success[0])
        return min(self.options[n][2] * failing + total for n, total in totals.items())

    def _rows_of(self, options: list[int]) -> list[tuple[int, _Outcome]]:
        """Return the branches of some options: their place among all rows, and the outcome."""
        pairs = enumerate((outcome for outcome in self.outcomes if outcome.ends is None), start=1)
        return [(row, outcome) for row, outcome in pairs if outcome.option in options]
