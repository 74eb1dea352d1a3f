"""The chooser of apps (VLT-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.look.parts import State
from kagimori.console.people.words import lang
from kagimori.console.vault.authenticators.pages import words
from kagimori.knowledge import load_authenticators, load_choosing

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.look.parts import StateKind
    from kagimori.core.doctor.choosing import AppClaim
    from kagimori.core.policy import Verdict
    from kagimori.core.text import Lang

KINDS: dict[Verdict, StateKind] = {
    "confirmed": "good",
    "partly": "care",
    "contradicted": "danger",
    "unverified": "unknown",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its verdict as a state."""

    said: str
    found: str
    state: State
    source: str
    checked: date


@require_safe
@open_to("team.see")
def chooser(request: HttpRequest) -> HttpResponse:
    """Show which app fits whom, and what is true of what is said."""
    choosing, tongue = load_choosing(), lang()
    situations = [
        (one.id, one.name.to(tongue), one.advice.to(tongue), [words.app(app) for app in one.apps])
        for one in choosing.situations
    ]
    claims = [
        (app.name, [_told(claim, tongue) for claim in choosing.claims_of(app.id)])
        for app in load_authenticators().values()
        if choosing.claims_of(app.id)
    ]
    shown = {"situations": situations, "claims": claims, "key": standing_of(request).key}
    return render(request, "vault/authenticators/chooser.html", shown)


def _told(claim: AppClaim, tongue: Lang) -> Told:
    verdict = claim.proof.verdict
    state = State(KINDS[verdict], words.verdict(verdict))
    return Told(claim.said.to(tongue), claim.found.to(tongue), state, claim.proof.source, claim.proof.checked)
