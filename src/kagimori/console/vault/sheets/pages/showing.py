"""The page on which one code is shown: where it is typed, and what may be said of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.people import directory
from kagimori.console.people.words import lang
from kagimori.console.vault.codes import queries
from kagimori.console.vault.sheets.pages.rows import Row, row
from kagimori.core.secret import Secret
from kagimori.knowledge import load_guides, load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import BackupCode
    from kagimori.core.people.standing import Standing

# How one logs in with a backup code.
GUIDE = "login_backup"


@dataclass(frozen=True, slots=True)
class CodePage:
    """Everything that `vault/sheets/code.html` lays out, but the code itself."""

    account: InstagramAccount
    key: str
    row: Row
    drill: bool
    left: int
    low: bool
    steps: tuple[str, ...]
    dont: tuple[str, ...]
    may_manage: bool


def code_page(standing: Standing, code: BackupCode, now: datetime) -> CodePage:
    """Return the page of one code as this member sees it."""
    names = directory.people([one for one in (code.by, code.handed_to) if one])
    shown, left = row(code, names, standing.user, now), queries.left_of(code.account) or 0
    guide, to = load_guides()[GUIDE], lang()
    return CodePage(
        account=code.account,
        key=standing.key,
        row=shown,
        drill=code.purpose == "drill",
        left=left,
        low=left <= load_policy()["backup.reissue_at"].count,
        steps=guide.steps("ios", to),
        dont=tuple(line.to(to) for line in guide.dont),
        may_manage=standing.may("codes.manage", str(code.account_id)),
    )


def halves(code: Secret) -> dict[str, Secret]:
    """Return the code in two halves, as one reads digits aloud: first `head`, then `tail`."""
    digits = code.reveal()
    middle = len(digits) // 2
    return {"head": Secret(digits[:middle]), "tail": Secret(digits[middle:])}
