"""The policies by name, for the same patients."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from bench.doctor.article import Article
from bench.doctor.causes import CAUSES
from bench.doctor.dice import dice
from bench.doctor.facts import FACTS
from bench.doctor.repairs import ATTEMPTS, REPAIRS
from bench.doctor.world import PipedDoctor

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.doctor.session import Session
    from bench.doctor.world import Policy

Message = dict[str, Any]


class Anything:
    """Any step, until the world closes the session."""

    def answer(self, message: Message, session: Session) -> Message:
        rng = dice(session.patient.key, "anything", session.steps)
        if message.get("closed"):
            causes = [rng.choice(CAUSES)]
            return {"do": "finish", "outcome": "recovered" if message["recovered"] else "gave_up", "causes": causes}
        kind = rng.random()
        if kind < 0.1:
            return {"do": "observe", "id": rng.choice(list(FACTS))}
        if kind < 0.15:
            return {"do": "wait", "minutes": 10}
        return {"do": "act", "id": rng.choice(list(REPAIRS if kind < 0.55 else ATTEMPTS))}

    def end(self) -> None:
        """Nothing is held."""


def _planner() -> Policy:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small products: threads only get in each other's way
    from bench.doctor.truemodel import Planner  # numpy only where it is wanted

    return Planner()


POLICIES: dict[str, Callable[[], Policy]] = {
    "random": Anything,
    "article": Article,
    "article+tables": lambda: Article(tables=True),
    "doctor": PipedDoctor,
    "true-model": _planner,
}
