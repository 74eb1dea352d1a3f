"""What the vault keeps for a case's account, and what the doctor makes of it (VLT-11).

It counts as evidence at every look and is not written down: codes are used and keys retired while a case is open.  The
person may know better, and then is believed: codes that are not to be found are no way in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.doctor.queries import is_about_count
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.codes import flows as codes
from kagimori.console.vault.codes import queries as sheets
from kagimori.console.vault.codes.refusals import CodeGone
from kagimori.console.vault.models import BackupCode
from kagimori.console.vault.showing import queries as shares
from kagimori.core.doctor.case import Event
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kagimori.console.doctor.models import Case
    from kagimori.console.doctor.queries import Held
    from kagimori.console.vault.models import Authenticator, CodeSheet, Share
    from kagimori.core.doctor import case as core
    from kagimori.core.people.standing import Actor

HELD, JUDGED, TRY = "backup_codes", "typed_code", "login_backup"
# What Instagram says to a code that is worth nothing; any other message leaves open what became of the code.
REFUSED = "code_invalid"
MANY = 4
RIGHTS = ("codes.use", "authenticator.use")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the vault keeps: the living sheet and key, the code that is out for this case, the member's share."""

    sheet: CodeSheet | None
    # None where no sheet is kept.
    left: int | None
    handed: BackupCode | None
    # Until when an outage holds the next code back.
    held_until: datetime | None
    key: Authenticator | None
    may_take: bool
    may_see: bool
    share: Share | None

    @property
    def at_hand(self) -> int | None:
        """Return how many codes there are to try; None where nobody can know."""
        if self.left is None or self.sheet is None or self.sheet.doubtful_since is not None:
            return None
        return self.left + (self.handed is not None)

    @property
    def shows_code(self) -> bool:
        """Return whether this member can see the authenticator's code here."""
        return self.key is not None and (self.may_see or self.share is not None)


def kept(held: Held, now: datetime) -> Kept | None:
    """Return what the vault keeps for the case's account; None for a case without one."""
    account, standing = held.row.account, held.standing
    if account is None:
        return None
    sheet, key = sheets.sheet_of(account), keys.living(account)
    may = {right: standing is not None and standing.may(right, str(account.pk)) for right in RIGHTS}
    wants_share = key is not None and standing is not None and not may["authenticator.use"]
    return Kept(
        sheet=sheet,
        left=None if sheet is None else sheets.left_of(account),
        handed=handed_for(held.row),
        held_until=None if sheet is None else sheets.held_back_until(account, now),
        key=key,
        may_take=may["codes.use"],
        may_see=may["authenticator.use"],
        share=shares.share_for(standing, account, now) if wants_share and standing else None,
    )


def with_vault(held: Held, stored: core.Case, now: datetime) -> core.Case:
    """Return the case with what the vault keeps, as events at this moment."""
    known = kept(held, now)
    if known is None or is_about_count(stored):
        return stored
    for event in _events(known, stored, now):
        stored = stored.with_elsewhere([event]) if event.kind == "elsewhere" else stored.with_event(event)
    return stored


def _events(known: Kept, stored: core.Case, now: datetime) -> Iterator[Event]:
    if known.held_until is not None and known.handed is None and not _tried_since(stored, known.held_until):
        # Somebody took a code and has not told yet what came of it: it counts, as if it had been tried.
        at = known.held_until - load_policy()["backup.gap"].span
        yield Event(at, "elsewhere", value="worked", more={"backup": True})
    if known.at_hand is not None and said(stored) is None:
        yield Event(now, "answered", HELD, bracket(known.at_hand), more={"source": "kagimori"})
    if known.shows_code:
        yield Event(now, "notice", "key_kept")
        if not known.may_see:
            # Only whoever may see every code may have codes judged.
            yield Event(now, "answered", JUDGED, "unknown")


def _tried_since(stored: core.Case, held_until: datetime) -> bool:
    since = held_until - load_policy()["backup.gap"].span
    told = (event for event in stored.events if event.at >= since)
    return any(event.more.get("backup") or (event.kind == "did" and event.id == TRY) for event in told)


def said(stored: core.Case) -> str | None:
    """Return how many codes the person says there are, or None where they leave that to the vault."""
    told = (event.value for event in stored.standing if event.kind == "answered" and event.id == HELD)
    return next((value for value in reversed(list(told)) if value != "unknown"), None)


def bracket(count: int) -> str:
    """Return the answer that a count is to the doctor's question."""
    return "none" if count == 0 else "4+" if count >= MANY else "1-3"


# ------------------------------------------------------------------ a code that was taken for the case
def handed_for(row: Case) -> BackupCode | None:
    """Return the code that was handed out for this case and of which nothing was told yet."""
    out = BackupCode.objects.filter(account=row.account_id, case=str(row.pk), state="handed", sheet__retired_at=None)
    return out.select_related("sheet").order_by("-handed_at").first()


def note(row: Case, event: Event, by: Actor) -> None:
    """Note on the code itself what came of a try with it, in the event's transaction; call it before other deeds."""
    if row.account_id is None or event.kind != "did" or event.id != TRY:
        return
    code = handed_for(row)
    if code is None:
        return
    try:
        if event.value == "worked":
            codes.say_used(code.pk, by, event.at, case=str(row.pk))
        elif event.value == "failed" and event.error == REFUSED:
            codes.say_spoiled(code.pk, by, event.at)
    except CodeGone:
        # Told on the code's own page at this very moment.
        return
