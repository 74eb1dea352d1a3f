"""What the doctor knows of one case: belief, circumstances, counters, and what has been asked and done.

Told what happened, in order and with minutes of the case; both the protocol and the faces go through here.
It decides nothing: `choose` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.doctor.belief import Belief
from kagimori.core.doctor.budget import Budget
from kagimori.core.doctor.facts import Circumstances
from kagimori.core.doctor.tables import AGAIN, main_door, tables_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.book import Action, Book, Observation


class Mind:
    """The state of one case for one goal and method."""

    def __init__(self, book: Book, goal: str, method: str) -> None:
        """Know nothing yet but the goal and the method."""
        self.book, self.goal, self.method = book, goal, method
        self.belief = Belief(tables_for(book, goal, method))
        self.budget = Budget(book.policy)
        self.facts = Circumstances.at_first(book, inside=goal == "setup")
        self.answers: dict[str, str] = {}
        self.done: dict[str, int] = {}
        self.ruled_out: set[str] = set()
        self.shut: set[str] = set()
        # Steps carried out since the last try: only a try can show that one has to be repeated.
        self.untested: set[str] = set()
        self.pending: list[tuple[str, float]] = []
        self.asked_coadmin_at: float | None = None
        self.recovered = False

    @property
    def minute(self) -> float:
        """Return the minute of the newest event."""
        return self.belief.minute

    def door(self, attempt: str) -> str:
        """Return the door that an attempt knocks at, marked where it has refused before."""
        door = main_door("api", self.method) if attempt == "api_reconnect" else attempt
        return door + AGAIN if door in self.shut else door

    # ------------------------------------------------------------------ what happened
    def opened(self, errors: Mapping[str, float], causes: Mapping[str, float]) -> None:
        """Take what the person said at the outset: likelihoods of messages and of causes."""
        self.belief.heard(errors)
        self.belief.blamed(causes)

    def believed(self, shares: Mapping[str, float]) -> None:
        """Take the chances of the causes as hearing gives them for the person's own words."""
        self.belief.believed(shares, main_door(self.goal, self.method), self.book.policy["hear.trust"].value)

    def passed(self, minute: float) -> None:
        """Let the clock run to `minute`."""
        self.belief.until(minute)

    def answered(self, observation: Observation, value: str) -> None:
        """Take an answer at the present minute."""
        if self.answers.get(observation.id) != value:
            self.belief.answered(observation, value)
            self.facts.answered(observation, value)
        self.answers[observation.id] = value
        self.budget.answer(observation.id, value, self.minute)

    def did(self, action: Action, outcome: str, error: str | None, start: float) -> None:
        """Take the outcome of an action that began at `start` and has ended now."""
        self.done[action.id] = self.done.get(action.id, 0) + 1
        if outcome == "not_possible":
            self._was_impossible(action)
            return
        if outcome != "no_change":
            # Finding nothing to change takes nothing: an update that is not there needs no storage.
            self.facts.was_possible(action)
        self.budget.record(action, start, self.minute, failed=outcome == "failed", error=error)
        if action.kind == "attempt":
            self._tried(action, outcome, error)
        elif outcome == "no_change":
            self.belief.found_idle(action)
            self.ruled_out.add(action.id)
        elif outcome == "worked":
            self._carried_out(action)

    def noticed(self, notice: str) -> None:
        """Take a notice from the background."""
        if notice == "coadmin_done":
            self.facts.reset = True
        elif notice == "key_kept":
            self.facts.key = True

    def _was_impossible(self, action: Action) -> None:
        self.facts.was_impossible(action)
        # A person who cannot do something is not asked again, a try only once; in the model world some refusals pass.
        said_no = action.kind != "attempt" or self.done[action.id] > 1
        if action.refused or (self.book.view == "real" and said_no):
            self.ruled_out.add(action.id)

    def _tried(self, action: Action, outcome: str, error: str | None) -> None:
        door = self.door(action.id)
        self.untested.clear()
        if outcome == "failed":
            self.belief.refused_at(door, error)
            self.shut.add(door.removesuffix(AGAIN))
            return
        self.belief.let_through(door)
        if action.is_login or self.goal != "login":
            self.facts.inside = True
        # Backup codes and a co-admin's reset open the account only; every other way in brings a second factor along.
        self.recovered = action.id not in ("login_backup", "login_after_reset")

    def _carried_out(self, action: Action) -> None:
        self.untested.add(action.id)
        if action.delay_minutes:
            self.pending.append((action.id, self.minute + action.delay_minutes))
        self.belief.carried_out(action, share=1.0 - self.hindered(action))
        if action.id == "ask_coadmin":
            self.asked_coadmin_at = self.minute
        for observation in self._may_have_changed(action):
            self.answers.pop(observation, None)

    def _may_have_changed(self, action: Action) -> list[str]:
        # The same question gives the same answer until a step has touched what it asks about.
        if action.kind == "route":
            return []
        return [
            id_
            for id_ in self.answers
            if id_ != "error_text" and any(cause in action.cures for cause in self.book.observations[id_].given)
        ]

    def hindered(self, action: Action) -> float:
        """Return the chance that something else keeps a step from taking effect (a VPN and the clock)."""
        hindered = 0.0
        for id_, share in action.hindered.items():
            observation = self.book.observations[id_]
            *_, yes = observation.values
            answer = self.answers.get(id_)
            chance = observation.base[yes] if answer not in observation.values else float(answer == yes)
            undone = any(self.done.get(cure) for cure in self._cures_of(observation))
            hindered = max(hindered, 0.0 if undone else chance * share)
        return hindered

    def _cures_of(self, observation: Observation) -> list[str]:
        causes = set(observation.given)
        return [id_ for id_, action in self.book.actions.items() if causes & set(action.cures) and action.minutes < 1]
