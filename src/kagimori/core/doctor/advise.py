"""What a face shows: the present step with its reasons, the causes, the tries left, the waits, the rest of the plan.

`advise(book, case, now)` reads the whole case and answers.  It is pure: the same case at the same moment gets the
same answer.  A face asks it after each event that it adds; between events only `until` and the waits move, so a
countdown needs no new answer until one of them ends.

How a face walks a step:
* `observe` -> ask it with `book.observations[id]`, add `answered` (value or `unknown`).  Two ids are no observations:
  `goal` and `method`, asked while the opening does not say them; answer by a new `opened` event with all that is known.
* `act` -> show `book.actions[id]`, add `did` with one of `case.OUTCOMES`; after a failed try also its message.
* `wait` -> count down to `until`; add `waited` when it is over or was broken off.
* `finish` -> `outcome` says how; add `closed` with `causes`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Case

StepKind = Literal["observe", "act", "wait", "finish"]
Light = Literal["green", "yellow", "red"]
Outcome = Literal["recovered", "hand_off"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step comes now: a stable id with the numbers and ids that its sentence needs.

    | id             | names, numbers              | meaning                                                       |
    |----------------|-----------------------------|---------------------------------------------------------------|
    | `likely_cause` | cause, p                    | it clears the cause that is likeliest                         |
    | `tells_apart`  | causes, minutes_saved       | the answer changes the plan and saves so many minutes         |
    | `safe_first`   | -                           | asked before any device advice: phone, number, account gone?  |
    | `second_look`  | causes                      | asked before giving up on these: one answer may be wrong      |
    | `at_hand`      | -                           | is it at hand at all?                                         |
    | `counts_tries` | left                        | needed before another try is safe                             |
    | `way_out`      | p                           | a way round whose chance of getting in is p                   |
    | `try_now`      | p                           | a real try, chance p of getting in                            |
    | `must_wait`    | rule, cause                 | a rule of the platform or a running wait forbids it before    |
    | `nothing_left` | cause, p                    | no published way is open: this stands in the way              |
    | `done`         | -                           | the goal is reached                                           |
    | `who_what`     | -                           | the goal or the method is not known yet                       |
    """

    id: str
    facts: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `minutes` it takes, and for a wait the instant at which it is over."""

    kind: StepKind
    id: str
    minutes: float = 0.0
    until: datetime | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Likely:
    """An id with its probability."""

    id: str
    p: float


@dataclass(frozen=True, slots=True)
class Tries:
    """How many tries are left without waking the platform's guards, counted pessimistically.

    `known` is False while nobody has counted the tries before the case.  `next_safe` is None when a try is safe now.
    """

    light: Light
    left_this_hour: int
    left_today: int
    next_safe: datetime | None
    known: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that runs in the background: a cause that passes by itself or a step that takes effect later.

    `ends` is the latest usual instant; `sure` is False where nobody can tell (an outage, a co-admin).
    """

    id: str
    ends: datetime
    sure: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything that a face shows.

    `causes` and `layers` sum to one each, likeliest first: the chance of being the first thing in the way.
    `expected_minutes` is from now to recovery by this plan.  `left_out` bounds the probability mass that the belief
    does not look at (more than three causes at once).  `outcome`, `hand_off` (action ids: what to do where no way is
    open), `afterwards` (action ids: what to do once back in) and `named` (causes for `closed`) are filled when the
    step is `finish`.
    """

    step: Step
    rest: tuple[Step, ...]
    causes: tuple[Likely, ...]
    layers: tuple[Likely, ...]
    tries: Tries
    waits: tuple[Wait, ...]
    expected_minutes: float
    left_out: float
    outcome: Outcome | None = None
    named: tuple[str, ...] = ()
    hand_off: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()


def advise(book: Book, case: Case, now: datetime) -> Advice:
    """Return what to do now in a case, and everything that a face shows beside it.

    Pure; takes some ten milliseconds per event on first call.  Raises nothing for any case that `Case` can hold: ids
    that the book does not know are passed over.
    """
    from kagimori.core.doctor.counsel import counsel  # numpy is wanted only where a plan is

    return counsel(book, case, now)
