"""What one session came to: minutes, loss, rules broken, whether a hand-off was right."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from bench.doctor.openness import open_ways, stuck_on

if TYPE_CHECKING:
    from bench.doctor.session import Session

LOST, HAND_OFF_RIGHT, HAND_OFF_MISNAMED = 300.0, 120.0, 180.0
VIOLATION, LOCK = 30.0, 120.0


@dataclass(slots=True)
class Score:
    """One session's figures.  `decisions` are the policy's own seconds per step."""

    key: str
    column: str
    outcome: str
    minutes: float
    recovered: bool
    open_at_start: bool
    right_hand_off: bool
    wrong_hand_off: bool
    rules: list[str]
    locks: int
    observations: int
    repairs: int
    attempts: int
    steps: int
    first_right: bool | None
    decisions: list[float] = field(default_factory=list)

    @property
    def loss(self) -> float:
        return self.minutes + VIOLATION * len(self.rules) + LOCK * self.locks

    def as_json(self) -> dict[str, Any]:
        """For `--json`: every figure but the decision times."""
        return {name: value for name, value in asdict(self).items() if name != "decisions"} | {"loss": self.loss}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Score:
        """Back from `as_json`, without decision times."""
        return cls(**{name: value for name, value in kept.items() if name != "loss"})


def judge(session: Session, finish: dict[str, Any], *, open_at_start: bool) -> Score:
    """Scores a session that has ended with this `finish` message (or with an empty one)."""
    named = [cause for cause in finish.get("causes") or [] if isinstance(cause, str)]
    outcome = "recovered" if session.recovered else str(finish.get("outcome", "silent"))
    hand_off = outcome == "hand_off" and not session.closed
    right = hand_off and not open_ways(session)
    minutes = LOST
    if session.recovered:
        minutes = session.clock
    elif right:
        stuck = stuck_on(session)
        minutes = min(LOST, session.clock + (HAND_OFF_RIGHT if named and named[0] in stuck else HAND_OFF_MISNAMED))
    platform, patient = session.platform, session.patient
    return Score(
        key=patient.key,
        column=patient.column,
        outcome=outcome,
        minutes=minutes,
        recovered=session.recovered,
        open_at_start=open_at_start,
        right_hand_off=right,
        wrong_hand_off=hand_off and not right,
        rules=list(platform.verdicts),
        locks=platform.locks,
        observations=session.counts["observe"],
        repairs=session.counts["repair"],
        attempts=session.counts["attempt"],
        steps=session.steps,
        first_right=(bool(named) and named[0] in patient.causes) if patient.causes else None,
    )
