"""The vault of a team at a glance: every account with its codes, places and apps, and what needs somebody.

What is shown stands as counters on the accounts' rows, so that a page costs the same for ten as for a hundred thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.accounts import queries as accounts
from kagimori.console.vault.models import CodeSheet
from kagimori.console.vault.sheets import words
from kagimori.core.text import fold
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.look.parts import Keys
    from kagimori.core.people.standing import Standing

ON_A_PAGE = 50
# A stand-in for an account's id in an address that is spelled once for all rows.
NOBODY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is narrowed by; `after` is the last handle of the page before."""

    text: str = ""
    only: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that needs somebody: `kind` is care or danger."""

    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """One account; `keys` is None where no sheet is kept."""

    handle: str
    name: str
    url: str
    keys: Keys | None
    apps: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The rows, and the handle after which the next page begins (empty: none follows)."""

    rows: tuple[Row, ...]
    following: str
    sought: Sought
    narrowed: bool
    # Whether the team keeps any sheet at all.
    begun: bool


def overview(standing: Standing, sought: Sought, now: datetime) -> Overview:
    """Return one page of the overview."""
    today, seen = timezone.localdate(now), accounts.visible(standing)
    rows = narrowed(seen, standing, sought, today)
    if sought.after:
        rows = rows.filter(handle__gt=sought.after)
    found = list(rows[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    sheets = {sheet.account_id: sheet for sheet in CodeSheet.objects.filter(account__in=shown, retired_at=None)}
    where = reverse("vault:codes", kwargs={"team": standing.key, "account": NOBODY})
    return Overview(
        rows=tuple(_row(one, sheets.get(one.pk), where, today) for one in shown),
        following=shown[-1].handle if len(found) > ON_A_PAGE else "",
        sought=sought,
        narrowed=bool(sought.text or sought.only),
        begun=seen.exclude(codes_left=None).exists(),
    )


def narrowed(
    seen: QuerySet[InstagramAccount], standing: Standing, sought: Sought, today: date
) -> QuerySet[InstagramAccount]:
    """Return what is left of the accounts by the search and the filter."""
    if sought.text.strip():
        plain = fold(sought.text.strip()).lstrip("@")
        seen = seen.filter(Q(handle__contains=plain) | Q(name__icontains=sought.text.strip()))
    wanted = _filters(standing, today)
    return seen.filter(wanted[sought.only]) if sought.only in wanted else seen


def _filters(standing: Standing, today: date) -> dict[str, Q]:
    """Return the condition of each filter; "needs" is any of them, or an authenticator that is not kept."""
    doubtful = CodeSheet.objects.filter(account__team=standing.team, retired_at=None).exclude(doubtful_since=None)
    found = {
        "none": Q(codes_left=None),
        "low": Q(codes_left__lte=load_policy()["backup.reissue_at"].count),
        "places": Q(codes_left__isnull=False) & (Q(codes_digital=0) | Q(codes_on_paper=0)),
        "count": Q(codes_count_due_on__lte=today),
        "doubtful": Q(pk__in=doubtful.values("account")),
    }
    needs = Q(authenticators=0)
    for condition in found.values():
        needs |= condition
    return found | {"needs": needs}


def _row(account: InstagramAccount, sheet: CodeSheet | None, where: str, today: date) -> Row:
    apps = account.authenticators
    proven = ngettext("%(count)s app", "%(count)s apps", apps) % {"count": apps}
    return Row(
        handle=account.handle,
        name=account.name,
        url=where.replace(NOBODY, str(account.pk)),
        keys=words.keys(account.codes_left or 0, sheet.size) if sheet else None,
        apps=proven if apps else "",
        marks=marks(account, sheet, today),
    )


def marks(account: InstagramAccount, sheet: CodeSheet | None, today: date) -> tuple[Mark, ...]:
    """Return what needs somebody, the worst first."""
    if sheet is None or account.codes_left is None:
        return (Mark("danger", _("No codes kept")),)
    found = []
    if account.codes_left == 0:
        found.append(Mark("danger", _("All used up")))
    elif account.codes_left <= load_policy()["backup.reissue_at"].count:
        found.append(Mark("care", _("Few codes left")))
    if sheet.doubtful_since:
        found.append(Mark("danger", _("Doubtful after a restore")))
    found += [Mark("care", word) for word in words.lacking(account.codes_digital, account.codes_on_paper)]
    if account.codes_count_due_on and account.codes_count_due_on <= today:
        found.append(Mark("care", _("To be counted")))
    return tuple(found)
