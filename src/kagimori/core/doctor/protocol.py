"""The published protocol as a conversation without input or output: a line in, a line out.

`Talk.reply` takes whatever comes, in any order and of any shape, and never raises: what cannot be used is answered by
a log line, and a result that belongs to no running session by `finish`.  The trial view of the book is used, without
anything learned.  `read_error` turns a person's sentence into likelihoods of messages; it is asked only where the
message itself is not given.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product
from math import isfinite
from typing import TYPE_CHECKING, Any

from kagimori.core.doctor.belief import message_likelihood
from kagimori.core.doctor.choose import Choice, choose
from kagimori.core.doctor.hand_off import named_at_outset, named_now
from kagimori.core.doctor.mind import Mind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kagimori.core.doctor.book import Book

    ReadError = Callable[[str, str], Mapping[str, float]]

OUTCOME = {
    "success": "worked",
    "ok": "worked",
    "failed": "failed",
    "no_change": "no_change",
    "not_possible": "not_possible",
}
GOALS, METHODS = ("login", "setup", "api"), ("sms", "app")
NAMED = 5
# No session lasts two years; a clock beyond it is a slip.
LATEST = 1e6
# The world counts so many steps; the last ones are kept for an orderly end.
SPARE_STEPS = 2


def hear_nothing(_text: str, _lang: str) -> Mapping[str, float]:
    """Return no likelihood at all: the sentence is not understood."""
    return {}


@dataclass(slots=True)
class Session:
    """One running session: the mind, and the step whose result is awaited."""

    id: object
    mind: Mind
    step: Choice | None = None
    steps: int = 0


class Talk:
    """The doctor's side of the protocol."""

    def __init__(self, book: Book, read_error: ReadError = hear_nothing) -> None:
        """Be ready for `hello` or the first `start`."""
        self.book, self.read_error = book, read_error
        self.session: Session | None = None
        self.over = False

    def warm_up(self) -> None:
        """Lay out the tables of all goals and methods, so that the first decision is as quick as the others."""
        for goal, method in product(GOALS, METHODS):
            choose(Mind(self.book, goal, method))
        self.read_error("", "")

    def reply(self, line: str) -> str | None:
        """Return the answer to one line, or None where none is wanted."""
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            return _log("not_json")
        if not isinstance(message, dict):
            return _log("not_an_object")
        answer = self._answer(message)
        return None if answer is None else json.dumps(answer, ensure_ascii=False)

    def _answer(self, message: dict[str, Any]) -> dict[str, Any] | None:
        kind = message.get("type")
        if kind == "start":
            return self._start(message)
        if kind == "result":
            return self._result(message)
        if kind == "bye":
            self.over = True
        return None

    # ------------------------------------------------------------------ a session begins
    def _start(self, message: dict[str, Any]) -> dict[str, Any]:
        given = message.get("given")
        given = given if isinstance(given, dict) else {}
        goal, method = given.get("goal"), given.get("method")
        id_ = message.get("session")
        self.session = None
        if goal not in GOALS or method not in METHODS:
            return {"session": id_, "do": "finish", "outcome": "gave_up", "causes": []}
        mind = Mind(self.book, goal, method)
        mind.opened(self._errors(mind, given.get("error"), message), {})
        self.session = Session(id_, mind)
        return self._next(self.session)

    def _errors(self, mind: Mind, error: object, message: dict[str, Any]) -> Mapping[str, float]:
        if isinstance(error, str) and error in self.book.errors:
            return message_likelihood(mind.belief.tables, error, self.book.noise["reported"])
        text, lang = message.get("text"), message.get("lang")
        if not isinstance(text, str) or not text.strip():
            return {}
        return self.read_error(text, lang if isinstance(lang, str) else "")

    # ------------------------------------------------------------------ a session goes on
    def _result(self, message: dict[str, Any]) -> dict[str, Any] | None:
        session = self.session
        if session is None or message.get("session") != session.id:
            return {"session": message.get("session"), "do": "finish", "outcome": "gave_up", "causes": []}
        self._take_in(session, message)
        if message.get("recovered") is True or message.get("closed") is True:
            return self._finish("recovered" if message.get("recovered") is True else "gave_up")
        return self._next(session)

    def _take_in(self, session: Session, message: dict[str, Any]) -> None:
        mind, step = session.mind, session.step
        start = mind.minute
        mind.passed(_clock(message.get("clock"), start))
        status = message.get("status")
        if step is not None and message.get("id", step.id) != step.id:
            status = None  # an answer to something else says nothing, and asking again would lead nowhere
        if step is not None and step.kind == "observe":
            value = message.get("value")
            mind.answered(
                self.book.observations[step.id], value if status == "ok" and isinstance(value, str) else "unknown"
            )
        elif step is not None and step.kind == "act":
            self._take_outcome(mind, step.id, status, message.get("error"), start)
        notices = message.get("notices")
        for notice in notices if isinstance(notices, list) else ():
            mind.noticed(notice)
        if isinstance(message.get("logged_in"), bool) and mind.goal != "api":
            mind.facts.inside = message["logged_in"]

    def _take_outcome(self, mind: Mind, id_: str, status: object, error: object, start: float) -> None:
        action = self.book.actions[id_]
        outcome = OUTCOME.get(status) if isinstance(status, str) else None
        if outcome is None:
            # Not understood on the other side: asking for the same again would lead nowhere.
            mind.ruled_out.add(id_)
            return
        mind.did(action, outcome, error if isinstance(error, str) else None, start)

    def _next(self, session: Session) -> dict[str, Any]:
        session.steps += 1
        if session.steps > self.book.policy["case.steps"].count - SPARE_STEPS:
            return self._finish("hand_off")
        step = session.step = choose(session.mind)
        if step.kind == "finish":
            return self._finish("hand_off")
        message = {"session": session.id, "do": step.kind}
        if step.kind == "wait":
            return message | {"minutes": round(min(max(step.minutes, 0.1), 240.0) + 0.0005, 3)}
        return message | {"id": step.id}

    def _finish(self, outcome: str) -> dict[str, Any]:
        session = self.session
        assert session is not None
        self.session = None
        named = named_now(session.mind) if outcome == "hand_off" else named_at_outset(session.mind)
        return {"session": session.id, "do": "finish", "outcome": outcome, "causes": list(named[:NAMED])}


def _clock(value: object, before: float) -> float:
    """Return the world's clock, or the last one where it is no number or would run backwards."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return before
    try:
        minute = float(value)
    except OverflowError:
        return before
    return min(max(before, minute), LATEST) if isfinite(minute) else before


def _log(problem: str) -> str:
    return json.dumps({"type": "log", "code": f"doctor.{problem}"})
