"""The types of the doctor's book: causes, observations and actions, as frozen values without any arithmetic.

`knowledge.load_book("trial" | "real")` fills them from `knowledge/data/*.toml`.  The trial view is the model world of
the published protocol; the real view is what a person sees.  Probabilities are written in the data as worded grades
and arrive here as numbers.  Nothing here imports numpy, so that hearing and the command line stay light.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kagimori.core.policy import Policy
    from kagimori.core.text import Text

View = Literal["trial", "real"]
ObservationKind = Literal["ask", "probe", "page"]
ActionKind = Literal["attempt", "repair", "bypass", "route"]
Chances = Mapping[str, float]

GOALS = ("login", "setup", "api", "recover")
METHODS = ("sms", "app", "whatsapp", "email", "backup")
# Everything that can refuse a person, each with its own list of causes in the way.  `api` splits by method, since
# re-authorising a tool asks for a code of the method in use.
DOORS = (
    "login_sms",
    "login_app",
    "login_backup",
    "login_after_reset",
    "setup_sms",
    "setup_app",
    "setup_app_elsewhere",
    "api_sms",
    "api_app",
)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a cause passes by itself: evenly `within` so many minutes, or `about` so many on average."""

    kind: Literal["within", "about"]
    minutes: float


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that may stand in the way.

    `common` is its prior chance by goal and method ("login.sms"); `blocks` by door; `shows` the messages it leads to,
    by what was tried ("login", "setup" or "api"), each summing to one.  `stage` orders causes by which one shows
    first.  `gone_unless` names questions where the phone, the number or the account itself may be out of reach: no
    advice about the device before they are asked, nor while the cause stays likely.
    """

    id: str
    layer: str
    group: str
    words: Text
    stage: int
    common: Chances
    blocks: Chances
    shows: Mapping[str, Chances]
    ends: Ending | None = None
    gone_unless: tuple[str, ...] = ()
    exits: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One question, probe or page: what it costs, what may come back, and how often under which cause.

    `base` holds where no cause in `given` is present; where several are, the first one listed speaks.
    `fact` names the circumstance that it asks about (such as `coadmin`), whose chances are then `base`.
    `wrong` and `unknown` are the chances of a wrong answer and of none; without its `needs` there is never one.
    """

    id: str
    kind: ObservationKind
    minutes: float
    words: Text
    values: Mapping[str, Text]
    base: Chances
    given: Mapping[str, Chances]
    wrong: float
    unknown: float
    fact: str | None = None
    needs: tuple[str, ...] = ()
    goals: tuple[str, ...] = GOALS
    moving: bool = False
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """One step that a person can take.

    `cures` is the chance that it clears a cause that is there; `idle` the chance that there is nothing to change
    although no such cause is there; `needs` the circumstances without which it is not possible, `provides` those
    that it brings about, `refused` the chance that it is not possible for other reasons.  `delay_minutes` pass until
    it takes effect; `starts` are
    causes that it may bring about; `hindered` names probes whose last answer, if true, may keep it from taking effect,
    and how often.  `device` marks advice about the phone and its line, held back while the phone,
    the number or the account may be gone.
    """

    id: str
    kind: ActionKind
    minutes: float
    words: Text
    cures: Chances
    needs: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    goals: tuple[str, ...] = GOALS
    idle: float = 0.0
    refused: float = 0.0
    delay_minutes: float = 0.0
    starts: Chances = field(default_factory=dict)
    hindered: Chances = field(default_factory=dict)
    device: bool = False
    sends_sms: bool = False
    rows: tuple[str, ...] = ()

    @property
    def is_login(self) -> bool:
        """Return whether it counts as a login operation."""
        return self.id.startswith("login_")


@dataclass(frozen=True, slots=True)
class Fact:
    """A circumstance that opens or closes ways: its chance before anything is known, and what to call it."""

    id: str
    chance: float
    words: Text


@dataclass(frozen=True, eq=False)
class Book:
    """One view of the knowledge base.  Two books are the same only if they are the same object: tables hang on it.

    `noise` says how often a message is misreported, misread when read again, and misread after a try.
    """

    view: View
    policy: Policy
    causes: Mapping[str, Cause]
    observations: Mapping[str, Observation]
    actions: Mapping[str, Action]
    errors: Mapping[str, Text]
    facts: Mapping[str, Fact]
    layers: Mapping[str, Text]
    groups: Mapping[str, Text]
    layer_of_article: Mapping[str, str]
    noise: Chances

    @cached_property
    def attempts(self) -> Mapping[str, Action]:
        """Return the actions that are real tries."""
        return {id_: action for id_, action in self.actions.items() if action.kind == "attempt"}
