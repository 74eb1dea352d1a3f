"""A list on its way in: kept as texts until it is taken over, at most for a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kagimori.console.people.models import Person, SheetDraft
from kagimori.console.people.refusals import Gone
from kagimori.core.people import columns
from kagimori.core.people.doubles import Known, match
from kagimori.core.people.sheet import Line, read
from kagimori.knowledge import load_people_sheet, load_policy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.people.models import User
    from kagimori.core.people.columns import Broken, Meaning
    from kagimori.core.people.doubles import Match


def keep(team: UUID | str, user: User, raw: bytes, now: datetime) -> SheetDraft:
    """Return the list as a draft of this user, with guessed columns.  Raises what `core.people.sheet.read` does."""
    policy = load_policy()
    sheet = read(raw, most_bytes=policy["people.sheet_bytes"].count, most_lines=policy["people.sheet_rows"].count)
    lines = [(line.number, line.cells) for line in sheet.lines] + [(number, None) for number in sheet.torn]
    return SheetDraft.objects.create(
        team_id=team,
        user=user,
        made_at=now,
        encoding=sheet.encoding,
        header=sheet.header,
        lines=lines,
        meanings=columns.guess(sheet.header, load_people_sheet()),
    )


def of(team: UUID | str, user: str, draft: UUID | str) -> SheetDraft:
    """Return the user's own draft.  Raises Gone."""
    found = SheetDraft.objects.filter(pk=draft, team_id=team, user__opaque=user).first()
    if found is None:
        raise Gone
    return found


def mean(draft: SheetDraft, meanings: Sequence[Meaning]) -> None:
    """Keep what the columns mean.  Raises ColumnsUnclear, and then nothing has changed."""
    columns.people((), meanings, load_people_sheet())
    SheetDraft.objects.filter(pk=draft.pk).update(meanings=list(meanings))


def judged(draft: SheetDraft) -> tuple[tuple[Match, ...], tuple[Broken, ...]]:
    """Return every line beside who is in the team now, and those that cannot be taken over.  Raises ColumnsUnclear."""
    whole = [Line(number, tuple(cells)) for number, cells in draft.lines if cells is not None]
    meanings = cast("Sequence[Meaning]", draft.meanings)
    told, broken = columns.people(whole, meanings, load_people_sheet())
    torn = [columns.Broken(number, "torn") for number, cells in draft.lines if cells is None]
    living = Person.objects.filter(team=draft.team_id, left_at=None).order_by("added_at", "pk")
    known = [Known(str(one.pk), one.name, one.email) for one in living.only("pk", "name", "email")]
    return match(told, known), tuple(sorted((*broken, *torn), key=lambda one: one.line))
