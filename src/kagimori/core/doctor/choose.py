"""Chooses the next step: the option with the fewest expected minutes, a question only if it saves enough.

The order of thought: may anything be tried at all (budget), what could help (scene), what would each outcome lead to
(fan), and is a question worth its minutes.  No rule of the platform is weighed here: a step that the budget holds
back is turned into the question that would free it, or into a wait.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kagimori.core.doctor.fan import Fan, Option
from kagimori.core.doctor.hand_off import second_look, untested_try
from kagimori.core.doctor.safe_first import (
    device_advice_held,
    first_question,
    is_about_device,
    question_about_needs,
    way_back,
)
from kagimori.core.doctor.scene import look, provider_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.book import Action, Observation
    from kagimori.core.doctor.fan import Kind
    from kagimori.core.doctor.mind import Mind
    from kagimori.core.doctor.plan import Planned
    from kagimori.core.doctor.scene import Scene
    from kagimori.core.doctor.tables import Floats

# So many repairs and questions are planned for in one decision; more changed nothing on simulated cases.
REPAIRS = 9
QUESTIONS = 9
SHORTEST = 0.1
# Minutes that any question costs beside its own, when questions are compared before they are planned for.
ATTENTION = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen step, the option that it serves, all options weighed (best first), and the plan as it stands.

    `rule` names the guard of the platform for whose sake the step comes first, if one does.
    """

    kind: Kind
    id: str
    minutes: float
    because: Option
    weighed: tuple[Option, ...] = ()
    plan: tuple[Planned, ...] = ()
    rule: str | None = None


def choose(mind: Mind) -> Choice:
    """Return the next step of an open case."""
    scene = look(mind)
    fan = Fan(scene)
    for w in range(len(scene.ways)):
        if scene.ways[w].attempts[0] != "login_after_reset" or mind.facts.reset:
            fan.attempt(w)
    for action in _repairs(scene):
        fan.do(action)
    coadmin = mind.book.actions.get("ask_coadmin")
    if _may_ask_coadmin(mind) and coadmin is not None:
        fan.ask_coadmin(coadmin)
    for minutes in _waits(mind, scene):
        fan.wait(minutes)
    for observation, likelihood in _questions(scene):
        fan.ask(observation, likelihood)
    worth = mind.book.policy["ask.worth"].minutes
    ranked = sorted(fan.judged(), key=lambda option: option.value + _margin(option, worth))
    step = _permitted(mind, ranked[0])
    if step.kind == "finish":
        step = _looked_twice(mind, _tested(mind, step))
    if mind.book.view == "real":
        step = _asked_first(mind, step)
    return replace(step, weighed=tuple(ranked), plan=tuple(fan.plans.steps(0, fan.planner)))


def _tested(mind: Mind, hand_off: Choice) -> Choice:
    """Return the try that a real person's last repair still waits for, or the hand-off itself."""
    action = untested_try(mind) if mind.book.view == "real" else None
    return hand_off if action is None else replace(hand_off, kind="act", id=action.id, minutes=action.minutes)


def _looked_twice(mind: Mind, hand_off: Choice) -> Choice:
    if hand_off.kind != "finish":
        return hand_off
    question = second_look(mind)
    if question is None:
        return hand_off
    return replace(hand_off, kind="observe", id=question.id, minutes=question.minutes, rule="second_look")


def _margin(option: Option, worth: float) -> float:
    """Return how many minutes an option must save before it replaces the plan's own first step."""
    return 0.0 if option.planned else worth


def _asked_first(mind: Mind, step: Choice) -> Choice:
    """Return what has to come before a step when a real person is at the other end, or the step itself."""
    route = way_back(mind)
    if route is not None:
        return replace(step, kind="act", id=route.id, minutes=route.minutes, rule=None)
    question, rule = first_question(mind), "safe_first"
    if question is None and step.kind == "act":
        question, rule = question_about_needs(mind, mind.book.actions[step.id]), "at_hand"
    if question is None:
        return step
    return replace(step, kind="observe", id=question, minutes=mind.book.observations[question].minutes, rule=rule)


def _may_ask_coadmin(mind: Mind) -> bool:
    return (
        mind.goal == "login"
        and not mind.facts.inside
        and mind.asked_coadmin_at is None
        and "ask_coadmin" not in mind.ruled_out
        and mind.facts.have("coadmin") > 0.0
        and not mind.facts.reset
    )


def _repairs(scene: Scene) -> list[Action]:
    """Return the steps that clear most per minute."""
    present = scene.weights @ scene.has
    cleared = (present * scene.bars.max(axis=0) if len(scene.ways) else present) @ scene.cures.T
    score = cleared * scene.possible / scene.costs
    order = np.argsort(-score, kind="stable")[:REPAIRS]
    return [scene.steps[j] for j in order if score[j] > 0.0]


def _questions(scene: Scene) -> list[tuple[Observation, Floats]]:
    """Return the open questions whose answers move the belief most per minute, with the chance of each answer."""
    scored = []
    for observation in _open_questions(scene.mind):
        likelihood = scene.mind.belief.told_by(observation)[scene.rows]
        moved = float((scene.weights @ np.abs(likelihood - scene.weights @ likelihood)).sum())
        scored.append((moved / (observation.minutes + ATTENTION), observation, likelihood))
    scored.sort(key=lambda entry: -entry[0])
    return [(observation, likelihood) for moved, observation, likelihood in scored[:QUESTIONS] if moved > 0.0]


def _open_questions(mind: Mind) -> Iterator[Observation]:
    held = mind.book.view == "real" and device_advice_held(mind)
    for observation in mind.book.observations.values():
        # What is at hand is not asked here: trying costs half a minute and settles it; a person is asked before.
        open_ = observation.id not in mind.answers and observation.fact is None and mind.goal in observation.goals
        open_ = open_ and (mind.facts.key or "key" not in observation.needs)
        if open_ and not (held and is_about_device(observation, mind)):
            yield observation


def _waits(mind: Mind, scene: Scene) -> list[float]:
    """Return waits worth weighing: until an effect is due, a way is ready, or something usual has passed."""
    now = mind.minute
    moments = {due - now for due, _, _ in mind.belief.timers.due}
    moments |= {way.ready - now for way in scene.ways if not way.asks}
    usual = {5.0, 15.0, 30.0}
    return sorted(wait for wait in moments | usual if SHORTEST <= wait <= mind.book.policy["case.soon"].minutes)


def _permitted(mind: Mind, best: Option) -> Choice:
    """Return the best option as a step that breaks no rule and lacks nothing that another step provides."""
    if best.kind != "act":
        return Choice(best.kind, best.id, best.minutes, best)
    action = mind.book.actions[best.id]
    permit = mind.budget.permit(action, mind.minute)
    fresh = [ask for ask in permit.asks if ask not in mind.answers]
    if permit.asks and not fresh and permit.sooner > mind.minute:
        return Choice("wait", "", max(SHORTEST, permit.sooner - mind.minute), best, rule=permit.hold)
    if permit.asks:
        ask = (*fresh, *permit.asks)[0]
        return Choice("observe", ask, mind.book.observations[ask].minutes, best, rule=permit.rule)
    if permit.ready > mind.minute:
        return Choice("wait", "", max(SHORTEST, permit.ready - mind.minute), best, rule=permit.rule)
    missing = mind.facts.missing(action)
    provider = provider_of(mind, missing) if missing is not None else None
    if provider is not None and provider.id not in mind.ruled_out:
        return Choice("act", provider.id, provider.minutes, best)
    return Choice("act", best.id, best.minutes, best)
