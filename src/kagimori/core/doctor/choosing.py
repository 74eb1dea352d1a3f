"""Which authenticator app fits whom, and what is true of what is said about them (VLT-06).

`knowledge.load_choosing()` fills these from `knowledge/data/authenticator_choice.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kagimori.core.doctor.guides import Proof
    from kagimori.core.text import Text


@dataclass(frozen=True, slots=True)
class Situation:
    """Somebody's situation, what to do in it, and the apps that fit, the best first, by id."""

    id: str
    name: Text
    advice: Text
    apps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppClaim:
    """What is said of an app, and what came of checking it."""

    id: str
    app: str
    said: Text
    found: Text
    proof: Proof


@dataclass(frozen=True, slots=True)
class Choosing:
    """Everything that the chooser knows."""

    situations: tuple[Situation, ...]
    claims: tuple[AppClaim, ...]

    def claims_of(self, app: str) -> tuple[AppClaim, ...]:
        """Return what is said of one app."""
        return tuple(claim for claim in self.claims if claim.app == app)
