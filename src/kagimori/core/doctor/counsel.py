"""Makes the advice: the case's events go into a mind, the mind's choice comes out in the words of `advise`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from kagimori.core.doctor.advise import Advice, Light, Likely, Outcome, Reason, Step, Tries, Wait
from kagimori.core.doctor.choose import Choice, choose
from kagimori.core.doctor.hand_off import named_at_outset, named_now
from kagimori.core.doctor.recall import recall
from kagimori.core.doctor.tables import main_door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Case
    from kagimori.core.doctor.mind import Mind
    from kagimori.core.doctor.tables import Floats

# Rest of the plan: as many steps as a person wants to see.
SHOWN = 12
# A cause that passes by itself is shown as a running wait from this chance on.
RUNNING = 0.3


def counsel(book: Book, case: Case, now: datetime) -> Advice:
    """Return the advice for a case at a moment; see `advise`."""
    mind = recall(book, case, now)
    if isinstance(mind, str):
        return _ask_who(mind)
    return _Counsel(book, case, now, mind).advice()


def _ask_who(question: str) -> Advice:
    step = Step("observe", question, reasons=(Reason("who_what"),))
    return Advice(step, (), (), (), Tries("yellow", 0, 0, None, known=False), (), 0.0, 0.0)


class _Counsel:
    """One piece of advice in the making."""

    def __init__(self, book: Book, case: Case, now: datetime, mind: Mind) -> None:
        self.book, self.case, self.now, self.mind = book, case, now, mind
        self.first = mind.belief.first_in_the_way(mind.door(self._main()))

    def _main(self) -> str:
        return "api_reconnect" if self.mind.goal == "api" else main_door(self.mind.goal, self.mind.method)

    def advice(self) -> Advice:
        outcome = self._outcome()
        choice = None if outcome else choose(self.mind)
        if choice is not None and choice.kind == "finish":
            outcome = "hand_off"
        named = self._named(outcome)
        return Advice(
            step=self._finish(outcome, named) if outcome or choice is None else self._step(choice),
            rest=() if choice is None else tuple(self._rest(choice)),
            causes=self.causes(),
            layers=self.layers(),
            tries=self.tries(),
            waits=tuple(self.waits()),
            expected_minutes=0.0 if choice is None else choice.because.value,
            left_out=self.mind.belief.tables.left_out,
            outcome=outcome,
            named=named,
            hand_off=self._exits(named) if outcome == "hand_off" else (),
            afterwards=self._afterwards(named) if outcome == "recovered" else (),
        )

    def _outcome(self) -> Outcome | None:
        closing = self.case.closing
        if self.mind.recovered or (closing is not None and closing.value == "recovered"):
            return "recovered"
        return None if closing is None else "hand_off"

    def _named(self, outcome: Outcome | None) -> tuple[str, ...]:
        if outcome is None:
            return ()
        return named_now(self.mind) if outcome == "hand_off" else named_at_outset(self.mind)

    def _exits(self, named: tuple[str, ...]) -> tuple[str, ...]:
        exits = [step for cause in named[:2] for step in self.book.causes[cause].exits]
        return tuple(dict.fromkeys([*exits, "report_problem"]))

    def _afterwards(self, named: tuple[str, ...]) -> tuple[str, ...]:
        wanted = ("secure_account", "replace_codes") if named[:1] == ("hijacked",) else ("replace_codes",)
        return tuple(step for step in wanted if step in self.book.actions)

    # ------------------------------------------------------------------ what is likely
    def causes(self) -> tuple[Likely, ...]:
        share: Floats = self.first[:-1]
        share = share / max(share.sum(), 1e-12)
        order = np.argsort(-share, kind="stable")
        return tuple(Likely(self.mind.belief.tables.causes[i].id, float(share[i])) for i in order)

    def layers(self) -> tuple[Likely, ...]:
        sums = dict.fromkeys(self.book.layers, 0.0)
        for likely in self.causes():
            sums[self.book.causes[likely.id].layer] += likely.p
        return tuple(Likely(layer, p) for layer, p in sorted(sums.items(), key=lambda pair: -pair[1]))

    # ------------------------------------------------------------------ the step and why
    def _finish(self, outcome: Outcome | None, named: tuple[str, ...]) -> Step:
        if outcome == "recovered":
            return Step("finish", "recovered", reasons=(Reason("done"),))
        stood = {likely.id: likely.p for likely in self.causes()}
        cause = named[0] if named else ""
        return Step(
            "finish", "hand_off", reasons=(Reason("nothing_left", {"cause": cause, "p": stood.get(cause, 0.0)}),)
        )

    def _step(self, choice: Choice) -> Step:
        until = self.now + timedelta(minutes=choice.minutes) if choice.kind == "wait" else None
        return Step(choice.kind, choice.id, choice.minutes, until, tuple(self._reasons(choice)))

    def _reasons(self, choice: Choice) -> Iterator[Reason]:
        if choice.kind == "wait":
            yield Reason("must_wait", {"rule": choice.rule or "", "cause": self._awaited()})
        elif choice.kind == "observe":
            yield from self._why_ask(choice)
        elif self.book.actions[choice.id].kind == "attempt":
            yield Reason("try_now", {"p": choice.because.chance})
        elif self.book.actions[choice.id].kind == "bypass":
            yield Reason("way_out", {"p": self.mind.facts.possible(self.book.actions[choice.id])})
        else:
            yield self._why_repair(choice.id)

    def _awaited(self) -> str:
        waits = list(self.waits())
        return waits[0].id if waits else ""

    def _why_ask(self, choice: Choice) -> Iterator[Reason]:
        if choice.rule == "second_look":
            yield Reason("second_look", {"causes": ",".join(named_now(self.mind)[:1])})
            return
        if choice.rule in ("safe_first", "at_hand"):
            yield Reason(choice.rule)
            return
        if choice.rule is not None:
            yield Reason("counts_tries", {"left": self.mind.budget.failures_left(self.mind.minute)})
            return
        others = [option.value for option in choice.weighed if option.kind != "observe"]
        saved = max(0.0, min(others, default=0.0) - choice.because.value)
        causes = [cause for cause in self.book.observations[choice.id].given if cause in self._likely_ids()]
        yield Reason("tells_apart", {"causes": ",".join(causes), "minutes_saved": saved})

    def _likely_ids(self) -> set[str]:
        return {likely.id for likely in self.causes()[:SHOWN]}

    def _why_repair(self, id_: str) -> Reason:
        cures = self.book.actions[id_].cures
        best = next((likely for likely in self.causes() if likely.id in cures), None)
        return Reason("likely_cause", {"cause": best.id, "p": best.p} if best else {})

    def _rest(self, choice: Choice) -> Iterator[Step]:
        planned = [step for step in choice.plan if step.kind == "wait" or step.id != choice.id]
        if choice.rule == "safe_first":
            planned = [step for step in planned if step.kind == "wait" or not self.book.actions[step.id].device]
        for step in planned[:SHOWN]:
            yield Step(step.kind, step.id, step.minutes)

    # ------------------------------------------------------------------ tries and waits
    def tries(self) -> Tries:
        budget, minute = self.mind.budget, self.mind.minute
        api = self.mind.goal == "api"
        left = budget.api_failures_left() if api else max(0, budget.failures_left(minute))
        permits = [budget.permit(self.book.actions[way], minute) for way in self._next_tries()]
        best = min(permits, key=lambda permit: permit.sooner)
        safe = self._at(best.sooner) if best.sooner > minute else None
        many = left > self.book.policy["lock.failures"].count // 2
        light: Light = "red" if safe else "green" if many and not best.asks else "yellow"
        return Tries(light, left, budget.operations_left(), safe, known=not best.asks)

    def _next_tries(self) -> list[str]:
        if self.mind.goal == "login" and self.mind.facts.inside:
            return ["setup_app", "setup_sms"]
        return [self._main()]

    def _at(self, minute: float) -> datetime:
        longest = self.book.policy["case.longest"].minutes * 7 * 6  # a week shown at most
        return self.now + timedelta(minutes=min(minute - self.mind.minute, longest))

    def waits(self) -> Iterator[Wait]:
        for id_, due in self.mind.pending:
            if due > self.mind.minute:
                yield Wait(id_, self._at(due), sure=True)
        if self.mind.asked_coadmin_at is not None and not self.mind.facts.reset:
            yield Wait(
                "ask_coadmin",
                self._at(self.mind.asked_coadmin_at + self.book.policy["coadmin.latest"].minutes),
                sure=False,
            )
        yield from self._passing()

    def _passing(self) -> Iterator[Wait]:
        belief = self.mind.belief
        present = belief.present()
        for i, cause in enumerate(belief.tables.causes):
            if cause.ends is not None and present[i] >= RUNNING:
                begins = belief.timers.began[i] if cause.ends.kind == "within" else self.mind.minute
                ends = float(begins) + cause.ends.minutes
                if ends > self.mind.minute:
                    yield Wait(cause.id, self._at(ends), sure=cause.ends.kind == "within")
