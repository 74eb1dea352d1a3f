"""Keys of chosen accounts as a file for another app; who took them stands in the timeline before the file is made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.timeline.flows import append
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.files.reading import limits_here
from kagimori.console.vault.files.refusals import NothingChosen
from kagimori.core.otp.files import aegis, formats
from kagimori.core.otp.files.entry import Told, make_entry
from kagimori.core.otp.files.opening import Opening
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import Authenticator
    from kagimori.core.otp.files.entry import Entry
    from kagimori.core.people.standing import Actor

SEALED = "aegis-sealed"
ISSUER = "Instagram"


@transaction.atomic
@sensitive_variables()
def write(  # noqa: PLR0913  # what, in which form, and the deed's own sides
    team: str,
    accounts: Sequence[InstagramAccount],
    form: str,
    password: Secret | None,
    why: str,
    *,
    by: Actor,
    now: datetime,
) -> Secret:
    """Return the living keys of these accounts as a file of that form, once the deed is logged for each of them.

    `form` is SEALED, which needs a password, or one of `formats.EXPORTS`.  Raises NothingChosen where none has a key,
    and PasswordNeeded.
    """
    rows = [row for row in map(queries.living, accounts) if row is not None]
    if not rows:
        raise NothingChosen
    for row in rows:
        tell(row.account, "vault.authenticator_exported", by, now, why=why, what=form)
    append("vault.file_written", at=now, by=by, team=team, why=why, what=form, count=len(rows))
    entries = [_entry(row) for row in rows]
    if form == SEALED:
        return Secret(aegis.write_sealed(entries, Opening(password, limits_here()), os.urandom(aegis.CHANCE_BYTES)))
    return Secret(formats.EXPORTS[form].write(entries))


def _entry(row: Authenticator) -> Entry:
    """Return the key under the handle that the team knows, whatever stood in the picture once."""
    seed = queries.seed_of(row)
    return make_entry(
        row.account.handle,
        Told(
            key=seed.key.reveal(),
            type="totp",
            issuer=ISSUER,
            name=row.account.handle,
            algorithm=seed.algorithm,
            digits=seed.digits,
            period=seed.period_s,
        ),
    )
