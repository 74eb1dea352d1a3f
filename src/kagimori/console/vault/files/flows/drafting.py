"""What was read of files, sealed for its reader alone until they have said which account each entry is of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from kagimori.console.doors.keyring import keyring
from kagimori.console.timeline.flows import append
from kagimori.console.vault.models import KeysDraft
from kagimori.console.vault.sealed import mark_of_key, place_of_draft
from kagimori.core.mask import mask
from kagimori.core.otp.files.refusals import NoKeys
from kagimori.core.otp.seed import ALGORITHMS, DIGITS, Algorithm, Seed, decode_key, encode_key
from kagimori.core.secret import Secret
from kagimori.core.vault.purposes import Purpose
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.vault.files.reading import Brought
    from kagimori.core.otp.files.entry import Entry
    from kagimori.core.people.standing import Actor, Standing

LONGEST_NAME = 100
MOST_UNFIT_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry that waits; `mark` tells the same key in another place."""

    seed: Seed
    mark: str
    was_picture: bool


@transaction.atomic
@sensitive_variables()
def keep_waiting(team: str, brought: Iterable[Brought], account: str = "", *, by: Actor, now: datetime) -> KeysDraft:
    """Return the entries that Instagram could have given out, sealed; the others are named in `shown`.

    `account` is the id of the one that the reader came from.  Raises NoKeys where nothing is left.
    """
    entries = list(brought)
    fit = {one.entry.key: one for one in reversed(entries) if _fits(one.entry)}
    if not fit:
        raise NoKeys(file=", ".join(dict.fromkeys(one.file for one in entries)))
    told = [_written(one) for one in entries if fit.get(one.entry.key) is one]
    unfit = [
        mask(" / ".join(filter(None, (one.entry.issuer, one.entry.name)))) for one in entries if not _fits(one.entry)
    ]
    shown = {
        "account": account,
        "files": list(dict.fromkeys(one.file for one in entries)),
        "unfit": unfit[:MOST_UNFIT_SHOWN],
        "twice": len(entries) - len(unfit) - len(told),
    }
    until = now + load_policy()["codes.draft"].span
    draft = KeysDraft(team_id=team, user=by.id, shown=shown, made_at=now, until=until)
    whole = Secret(json.dumps(told).encode())
    draft.sealed = keyring().box(Purpose.SEEDS).seal(whole, bound_to=place_of_draft(draft))
    draft.save(force_insert=True)
    kinds = "+".join(sorted({one.format for one in entries}))
    append("vault.file_read", at=now, by=by, team=team, what=kinds, count=len(told))
    return draft


def _fits(entry: Entry) -> bool:
    return entry.kind == "totp" and entry.digits in DIGITS and entry.algorithm.lower() in ALGORITHMS


def _written(one: Brought) -> list[str | int | bool]:
    entry = one.entry
    key = encode_key(entry.key).reveal().decode()
    return [key, entry.digits, entry.period_s or 0, entry.algorithm.lower(), entry.issuer, entry.name, one.was_picture]


def draft_of(standing: Standing, id_: UUID, now: datetime) -> KeysDraft | None:
    """Return what this member read and has not kept yet, or None."""
    rows = KeysDraft.objects.filter(pk=id_, team_id=standing.team, user=standing.user, until__gt=now)
    return rows.filter(shown__has_key="files").first()


@sensitive_variables()
def waiting_in(draft: KeysDraft) -> list[Waiting]:
    """Return the entries of a draft in their order.  Raises SealBroken."""
    whole = keyring().box(Purpose.SEEDS).open(draft.sealed, bound_to=place_of_draft(draft))
    return [_waiting(told) for told in json.loads(whole.reveal())]


def _waiting(told: list[Any]) -> Waiting:
    key, digits, period_s, algorithm, issuer, name, was_picture = told
    secret = Secret(decode_key(key))
    seed = Seed(secret, digits, period_s, cast("Algorithm", algorithm), issuer=issuer, account=name)
    return Waiting(seed, mark_of_key(secret), was_picture)


def forget(draft: KeysDraft) -> None:
    """Delete what was read."""
    KeysDraft.objects.filter(pk=draft.pk).delete()
