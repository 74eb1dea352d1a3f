"""Sheets of backup codes: kept, retired, compared with what Instagram shows, and where they lie."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from kagimori.console.accounts.api.accounts import ACCOUNT
from kagimori.console.accounts.api.found import account_of, person_of
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import Asked, Day, Id, Line
from kagimori.console.vault.api.codes import CodeOut
from kagimori.console.vault.api.found import place_of, sheet_of
from kagimori.console.vault.codes import flows, queries
from kagimori.console.vault.models import CodeSheet, SheetPlace
from kagimori.core.errors import BadInput
from kagimori.core.vault.codes.places import Place

room = Room("sheets")
SHEET = f"{ACCOUNT}/sheet"
LONGEST = 8000


class CodesLookWrong(BadInput):
    """Some lines look wrong; nothing is kept until that is meant: `lines` names them."""

    code = "vault.codes_look_wrong"


class PlaceOut(Schema):
    """Where a sheet lies, as somebody said."""

    id: UUID
    kind: Place
    words: str
    person: UUID | None
    noted_at: datetime

    @staticmethod
    def resolve_person(place: SheetPlace) -> UUID | None:
        """Return the person's id."""
        return place.person_id


class SheetOut(Schema):
    """A living sheet with its codes, never their values, and where it lies; `missing` kinds of places are asked for."""

    id: UUID
    generation: int
    size: int
    issued_on: date | None
    added_at: datetime
    drilled_at: datetime | None
    counted_at: datetime | None
    count_due_on: date | None
    doubtful_since: datetime | None
    codes: list[CodeOut]
    places: list[PlaceOut]
    missing: list[str]


class KeptOut(Schema):
    """A sheet that was kept: how many codes it has, and how many more were given that stood there twice."""

    id: UUID
    generation: int
    found: int
    repeated: int
    old: int


class KeepIn(Asked):
    """Codes as they were copied, in any shape; `anyway` keeps the good ones where other lines look wrong."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]*$", repr=False)]
    issued_on: Day | None = None
    anyway: bool = False


class RetireIn(Asked):
    """Why the sheet is void."""

    why: Literal["lost", "leaked", "off"]


class CountIn(Asked):
    """How many unused codes Instagram shows."""

    shown: Annotated[int, Field(ge=0, le=99)]


class CountOut(Schema):
    """Both numbers; where they differ, somebody has used or made codes elsewhere."""

    shown: int
    held: int


class PlaceIn(Asked):
    """Where it lies, and with whom."""

    kind: Place
    words: Line = ""
    person: Id | None = None


@room.open("GET", SHEET, needs="codes.use", answer=SheetOut)
def sheet(request: HttpRequest, team: str, account: UUID) -> Any:
    """Show the living sheet: what became of each code, and where the sheet lies."""
    found = sheet_of(account_of(standing_of(request), account))
    return _told(found)


@room.open("POST", SHEET, needs="codes.manage", answer=KeptOut, status=201)
def keep_sheet(request: HttpRequest, team: str, account: UUID, wish: KeepIn) -> Any:
    """Keep a sheet of codes, which retires the one before.

    The codes are sealed as they arrive, and no answer and no line of the log repeats them.
    """
    standing = standing_of(request)
    return _keep(account_of(standing, account), wish, standing.actor)


@room.open("POST", f"{SHEET}/retire", needs="codes.manage", status=204)
def retire_sheet(request: HttpRequest, team: str, account: UUID, wish: RetireIn) -> None:
    """Make the living sheet void: none of its codes is handed out any more."""
    standing = standing_of(request)
    flows.retire_sheet(account_of(standing, account), wish.why, by=standing.actor, now=timezone.now())


@room.open("POST", f"{SHEET}/count", needs="codes.manage", answer=CountOut, status=201)
def count_sheet(request: HttpRequest, team: str, account: UUID, wish: CountIn) -> Any:
    """Compare the living sheet with how many codes Instagram shows as unused."""
    standing = standing_of(request)
    return flows.count(account_of(standing, account), wish.shown, by=standing.actor, now=timezone.now())


@room.open("POST", f"{SHEET}/places", needs="codes.manage", answer=PlaceOut, status=201)
def note_place(request: HttpRequest, team: str, account: UUID, wish: PlaceIn) -> Any:
    """Note where the living sheet lies."""
    standing = standing_of(request)
    found = account_of(standing, account)
    person = person_of(standing, wish.person) if wish.person else None
    by, now = standing.actor, timezone.now()
    return flows.note_place(sheet_of(found), wish.kind, words=wish.words, person=person, by=by, now=now)


@room.open("DELETE", f"{SHEET}/places/{{uuid:kept}}", needs="codes.manage", status=204)
def end_place(request: HttpRequest, team: str, account: UUID, kept: UUID) -> None:
    """Note that it does not lie there any more."""
    standing = standing_of(request)
    flows.end_place(place_of(account_of(standing, account), kept), by=standing.actor, now=timezone.now())


@transaction.atomic
def _keep(account: InstagramAccount, wish: KeepIn, by: Any) -> KeptOut:
    """Read and keep in one go; where a line looks wrong nothing stays, the draft included."""
    now = timezone.now()
    draft = flows.read_codes(account, wish.text, by=by, now=now)
    shown = draft.shown
    if shown["odd"] and not wish.anyway:
        raise CodesLookWrong(lines=", ".join(str(odd["line"]) for odd in shown["odd"]))
    kept = flows.keep_sheet(draft, by=by, now=now, issued_on=wish.issued_on)
    return KeptOut(
        id=kept.pk, generation=kept.generation, found=shown["found"], repeated=shown["repeated"], old=shown["old"]
    )


def _told(sheet: CodeSheet) -> dict[str, Any]:
    fields = ("id", "generation", "size", "issued_on", "added_at", "drilled_at", "counted_at", "count_due_on")
    return {name: getattr(sheet, name) for name in (*fields, "doubtful_since")} | {
        "codes": list(queries.codes_of(sheet)),
        "places": list(SheetPlace.objects.filter(sheet=sheet, gone_at=None).order_by("noted_at", "id")),
        "missing": list(queries.missing_places(sheet)),
    }
