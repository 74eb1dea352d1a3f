"""What was found in what somebody pasted: numbers and lines, never a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.look import parts
from kagimori.console.vault.codes import queries
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import CodesDraft, CodeSheet


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What `vault/sheets/check.html` lays out: sentences of what was found, lines that look wrong, what it replaces."""

    found: int
    notes: tuple[str, ...]
    odd: tuple[tuple[int, str], ...]
    before: CodeSheet | None
    before_left: int
    wait: parts.Countdown


def draft_page(account: InstagramAccount, draft: CodesDraft, now: datetime) -> DraftPage:
    """Return the page of this draft."""
    shown: dict[str, Any] = draft.shown
    return DraftPage(
        found=shown["found"],
        notes=_notes(shown),
        odd=tuple((one["line"], _reason(one["reason"])) for one in shown["odd"]),
        before=queries.sheet_of(account),
        before_left=queries.left_of(account) or 0,
        wait=parts.countdown(_("Kept until then, sealed, for your yes"), draft.until, now, begun=draft.made_at),
    )


def _notes(shown: dict[str, Any]) -> tuple[str, ...]:
    repeated, old, notes = shown["repeated"], shown["old"], []
    if repeated:
        words = ngettext("%(count)s stood there twice, and counts once.", "%(count)s stood there again.", repeated)
        notes.append(words % {"count": repeated})
    if old:
        words = ngettext(
            "%(count)s is known from an older sheet: is this really the new one?",
            "%(count)s are known from an older sheet: is this really the new one?",
            old,
        )
        notes.append(words % {"count": old})
    return tuple(notes)


def _reason(word: str) -> str:
    digits = load_policy()["backup.digits"].count
    told = {
        "too_short": _("fewer than %(digits)s digits"),
        "too_long": _("more than %(digits)s digits"),
        "letters": _("a letter among the digits"),
        "unclear": _("cannot be told apart: is it one code?"),
    }
    return told.get(word, _("looks wrong")) % {"digits": digits}
