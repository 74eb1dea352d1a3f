"""Codes and keys of chosen accounts as the document that opens while the console is down; logged before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.timeline.flows import append
from kagimori.console.vault.authenticators.queries import seed_of
from kagimori.console.vault.models import Authenticator, BackupCode
from kagimori.console.vault.paper.refusals import NothingToExport
from kagimori.console.vault.sealed import open_code
from kagimori.core.otp.uri import write_uri
from kagimori.core.vault import export as form
from kagimori.core.vault.codes.states import LEFT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.people.models import Team
    from kagimori.core.people.standing import Actor
    from kagimori.core.secret import Secret

    Codes = Mapping[UUID, list[BackupCode]]
    Keys = Mapping[UUID, Authenticator]

ISSUER = "Instagram"


@transaction.atomic
@sensitive_variables()
def export(  # what, why, and the deed's own sides
    team: Team, accounts: Iterable[InstagramAccount], *, keys: bool, why: str, by: Actor, now: datetime
) -> Secret:
    """Return what these accounts have, once the deed is logged for each; `keys`: their authenticators too.

    Raises NothingToExport.
    """
    wanted = sorted(accounts, key=lambda one: one.handle)
    codes, found = _codes(team), _keys(team) if keys else {}
    chosen = [one for one in wanted if one.pk in codes or one.pk in found]
    if not chosen:
        raise NothingToExport
    for one in chosen:
        told: dict[str, Any] = {"left": len(codes.get(one.pk, ())), "what": "both" if one.pk in found else "sheet"}
        tell(one, "vault.account_exported", by, now, why=why, **told)
    what = "both" if keys else "sheet"
    append("vault.exported", at=now, by=by, team=str(team.pk), why=why, count=len(chosen), what=what)
    rows = tuple(_account(one, codes.get(one.pk), found.get(one.pk)) for one in chosen)
    return form.write(form.Export(form.printable(team.name), now, rows))


def _codes(team: Team) -> Codes:
    """Return the codes that are left, by account, in the order of the sheet."""
    rows = BackupCode.objects.filter(account__team=team, sheet__retired_at=None, state__in=LEFT)
    found: dict[UUID, list[BackupCode]] = {}
    for row in rows.select_related("sheet", "account").order_by("place"):
        found.setdefault(row.account_id, []).append(row)
    return found


def _keys(team: Team) -> Keys:
    rows = Authenticator.objects.filter(account__team=team, stage="living").select_related("account")
    return {row.account_id: row for row in rows}


def _account(account: InstagramAccount, codes: list[BackupCode] | None, key: Authenticator | None) -> form.Account:
    return form.Account(
        account.handle,
        form.printable(account.name),
        _sheet(codes) if codes else None,
        write_uri(seed_of(key)._replace(issuer=ISSUER, account=account.handle)) if key else None,
    )


def _sheet(codes: list[BackupCode]) -> form.Sheet:
    sheet = codes[0].sheet
    left = tuple(form.Code(row.place, open_code(row), row.state == "reserved") for row in codes)
    return form.Sheet(sheet.generation, sheet.size, sheet.added_at, sheet.issued_on, left)
