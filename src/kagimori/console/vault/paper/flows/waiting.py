"""A file that was opened on a page and waits for a yes: its reader's own, for minutes.

It holds codes and keys, so that it is sealed twice, under the keys of both: neither of them alone opens it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.views.decorators.debug import sensitive_variables

from kagimori.console.doors.keyring import keyring
from kagimori.console.vault.models import KeysDraft
from kagimori.console.vault.sealed import place_of_draft
from kagimori.core.secret import Secret
from kagimori.core.vault import export as form
from kagimori.core.vault.purposes import Purpose
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.people.standing import Actor, Standing

INNER = "restore"


@sensitive_variables()
def keep_waiting(team: str, export: form.Export, *, by: Actor, now: datetime) -> KeysDraft:
    """Return the file's content as a draft."""
    until = now + load_policy()["codes.draft"].span
    draft = KeysDraft(team_id=team, user=by.id, shown={INNER: len(export.accounts)}, made_at=now, until=until)
    place = place_of_draft(draft)
    inner = Secret(keyring().box(Purpose.CODES).seal(form.write(export), bound_to=replace(place, field=INNER)))
    draft.sealed = keyring().box(Purpose.SEEDS).seal(inner, bound_to=place)
    draft.save(force_insert=True)
    return draft


def draft_of(standing: Standing, id_: UUID, now: datetime) -> KeysDraft | None:
    """Return what this member has opened and not read back yet, or None."""
    mine = KeysDraft.objects.filter(pk=id_, team_id=standing.team, user=standing.user, until__gt=now)
    return mine.filter(shown__has_key=INNER).first()


@sensitive_variables()
def waiting_in(draft: KeysDraft) -> form.Export:
    """Return the file's content.  Raises SealBroken."""
    place = place_of_draft(draft)
    inner = keyring().box(Purpose.SEEDS).open(draft.sealed, bound_to=place)
    return form.read(keyring().box(Purpose.CODES).open(inner.reveal(), bound_to=replace(place, field=INNER)))


def forget(draft: KeysDraft) -> bool:
    """Delete the draft, and return whether it was still there."""
    return bool(KeysDraft.objects.filter(pk=draft.pk).delete()[0])
