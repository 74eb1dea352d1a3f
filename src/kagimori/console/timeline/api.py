"""What happened: a team's entries, and whether its chain holds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from kagimori.console.doors.api import INSTALLATION, Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.pages import Page, Window, page
from kagimori.console.timeline import queries
from kagimori.console.timeline.proof import Proof, prove

room = Room("timeline")


class EntryOut(Schema):
    """A deed: people by opaque id, things as "account:<id>"."""

    number: int
    at: datetime
    kind: str
    actor: str
    place: str
    address: str
    subject: str
    whom: str
    why: str
    payload: dict[str, Any]


class Sought(Window):
    """Which entries: a kind, or a family such as "people."; what they are about."""

    kind: Annotated[str, Field(max_length=60, pattern=r"^[a-z_.]*$")] = ""
    subject: Annotated[str, Field(max_length=100, pattern=r"^[a-z0-9:-]*$")] = ""


class ProofOut(Schema):
    """What was found of a chain; `fault` is null where all of it holds."""

    entries: int
    holds: bool
    fault: str | None


@room.open("GET", "/teams/{slug:team}/timeline", needs="timeline.see", answer=Page[EntryOut])
def timeline(request: HttpRequest, team: str, sought: Query[Sought]) -> Any:
    """List what happened in the team, newest first."""
    return _entries(standing_of(request).team, sought)


@room.open("GET", "/teams/{slug:team}/timeline/proof", needs="timeline.see", answer=ProofOut)
def timeline_proof(request: HttpRequest, team: str) -> Any:
    """Prove the team's chain: no entry changed, none missing, none added."""
    return _told(prove(standing_of(request).team))


@room.open("GET", "/installation/timeline", needs=INSTALLATION, answer=Page[EntryOut])
def installation_timeline(request: HttpRequest, sought: Query[Sought]) -> Any:
    """List what happened to the installation as a whole, newest first."""
    return _entries("", sought)


def _entries(team: str, sought: Sought) -> dict[str, object]:
    wanted = queries.Sought(kind=sought.kind, subjects=(sought.subject,) if sought.subject else None)
    return page(queries.of_team(team, wanted), sought, by=("-number",))


def _told(proof: Proof) -> ProofOut:
    fault = proof.fault
    return ProofOut(entries=proof.entries, holds=fault is None, fault=None if fault is None else fault.problem)
