"""The one place where a code gets its new owner, however many ask at the same moment.

The statements are written out and travel together (see `doors.statements`), since everybody who asks waits for those
before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from kagimori.console.accounts.queries import touched_step
from kagimori.console.doors.statements import first_rows
from kagimori.console.timeline.flows import opened, opening_steps

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.doors.statements import Row
    from kagimori.console.timeline.flows import Opening
    from kagimori.core.people.standing import Actor

# The account's row is locked by this, and what is read after it is the newest; without a sheet it holds no number.
_COUNT = """
UPDATE accounts_instagramaccount
SET codes_left = CASE WHEN codes_left > 0 THEN codes_left - 1 ELSE codes_left END
WHERE id = %s RETURNING codes_left
"""
_TAKE = """
UPDATE vault_backupcode
SET state = 'handed', before = state, by = %s, at = %s, handed_to = %s, handed_at = %s,
    purpose = %s, why = %s, "case" = %s
WHERE id = (
    SELECT code.id FROM vault_backupcode code
    JOIN vault_codesheet sheet ON sheet.id = code.sheet_id AND sheet.retired_at IS NULL
    WHERE code.account_id = %s AND (%s = '' OR code.mark = %s) AND (
        code.state = 'unused' OR (code.state = 'reserved' AND (code.until <= %s OR code.by = %s))
    )
    ORDER BY CASE WHEN code.state = 'reserved' AND code.by = %s THEN 0 ELSE 1 END, code.place
    LIMIT 1
)
RETURNING id, place, sheet_id, (SELECT generation FROM vault_codesheet WHERE id = sheet_id)
"""


class Claimed(NamedTuple):
    """Which code it was, of which sheet, and how many are left without it."""

    id: UUID
    place: int
    sheet: UUID
    generation: int
    left: int


class Claim(NamedTuple):
    """What came of asking: the code or None, whether the account is one to be careful with, the place in the timeline.

    Without a code the transaction must be undone, since the account counts one less.
    """

    code: Claimed | None
    touched: bool
    opening: Opening | None


def claim(account: InstagramAccount, by: Actor, now: datetime, *, mark: str = "", **told: str) -> Claim:
    """Give a free code to this person: the one with the mark, or else the one kept for them, or else the first."""
    given = (by.id, now, by.id, now, told["purpose"], told["why"], told["case"])
    touched, counted, taken, *place = first_rows(
        touched_step(account, now),
        (_COUNT, (account.pk,)),
        (_TAKE, (*given, account.pk, mark, mark, now, by.id, by.id)),
        *opening_steps(str(account.team_id)),
    )
    return Claim(_claimed(taken, counted), touched is not None, opened(*place))


def _claimed(taken: Row, counted: Row) -> Claimed | None:
    if taken is None or counted is None:
        return None
    code, place, sheet, generation = taken
    return Claimed(_uuid(code), place, _uuid(sheet), generation, counted[0] or 0)


def _uuid(stored: Any) -> UUID:
    return stored if isinstance(stored, UUID) else UUID(stored)
