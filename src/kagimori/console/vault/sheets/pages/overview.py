"""The vault of a team at a glance: every account with its codes, places and apps, and what needs somebody.

What is shown stands as counters on the accounts' rows, so that a page costs the same for ten as for a hundred thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.accounts import queries as accounts
from kagimori.console.look.parts import Tab
from kagimori.console.vault.models import CodeSheet
from kagimori.console.vault.sheets import words
from kagimori.core.text import fold
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.look.parts import Keys
    from kagimori.core.people.standing import Standing

ON_A_PAGE = 50
# Accounts without a sheet that stand below the others; all of them have a tab.
BARE = 12
# The two parts of a list, in their order, as they stand in the address of the next page.
NEEDING, AT_REST = "a", "b"
# A stand-in for an account's id in an address that is spelled once for all rows.
NOBODY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is narrowed by; `after` says where the page before ended."""

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
    """The accounts with a sheet, those that need something first; the others in short; where the next page begins."""

    rows: tuple[Row, ...]
    bare: tuple[Row, ...]
    # How many others there are; `bare` holds the first of them.
    bare_count: int
    following: str
    sought: Sought
    tabs: tuple[Tab, ...]
    # Whether there is any account at all, and any sheet.
    any_account: bool
    begun: bool


def overview(standing: Standing, sought: Sought, now: datetime) -> Overview:
    """Return one page of the overview."""
    today = timezone.localdate(now)
    seen = _matching(accounts.visible(standing), sought.text)
    conditions = _conditions(standing, today)
    counts = seen.aggregate(**{name: Count("pk", condition) for name, condition in conditions.items()})
    only = sought.only if sought.only in conditions else "kept"
    found, following = _page(seen.filter(conditions[only]), conditions["needs"], sought.after)
    bare = () if only != "kept" or sought.after else tuple(seen.filter(conditions["none"])[:BARE])
    sheets = _sheets((*found, *bare))
    where = reverse("vault:codes", kwargs={"team": standing.key, "account": NOBODY})
    rows = tuple(_row(one, sheets.get(one.pk), where, today) for one in (*found, *bare))
    return Overview(
        rows=rows[: len(found)],
        bare=rows[len(found) :],
        bare_count=counts["none"],
        following=following,
        sought=sought,
        tabs=_tabs(standing, sought, only, counts),
        any_account=bool(rows) or accounts.visible(standing).exists(),
        begun=bool(counts["kept"]) or bool(sought.text),
    )


def _matching(seen: QuerySet[InstagramAccount], text: str) -> QuerySet[InstagramAccount]:
    if not text.strip():
        return seen
    plain = fold(text.strip()).lstrip("@")
    return seen.filter(Q(handle__contains=plain) | Q(name__icontains=text.strip()))


def _conditions(standing: Standing, today: date) -> dict[str, Q]:
    """Return the condition of each tab: with a sheet, what that may need, and without a sheet."""
    doubtful = CodeSheet.objects.filter(account__team_id=standing.team, retired_at=None).exclude(doubtful_since=None)
    kept = Q(codes_left__isnull=False)
    needs = {
        "low": Q(codes_left__lte=load_policy()["backup.reissue_at"].count),
        "places": kept & (Q(codes_digital=0) | Q(codes_on_paper=0)),
        "count": Q(codes_count_due_on__lte=today),
        "doubtful": Q(pk__in=doubtful.values("account")),
    }
    return {"kept": kept, "needs": reduce(or_, needs.values()), **needs, "none": Q(codes_left=None)}


def _page(rows: QuerySet[InstagramAccount], needs: Q, after: str) -> tuple[list[InstagramAccount], str]:
    """Return the accounts of one page, those that need something first, and where the next one begins."""
    part, _dot, handle = after.partition(".")
    found: list[tuple[str, InstagramAccount]] = []
    for name, some in ((NEEDING, rows.filter(needs)), (AT_REST, rows.exclude(needs))):
        if name < part or len(found) > ON_A_PAGE:
            continue
        rest = some.filter(handle__gt=handle) if name == part else some
        found += [(name, one) for one in rest[: ON_A_PAGE + 1 - len(found)]]
    shown = found[:ON_A_PAGE]
    following = f"{shown[-1][0]}.{shown[-1][1].handle}" if len(found) > ON_A_PAGE else ""
    return [one for _name, one in shown], following


def _sheets(shown: Iterable[InstagramAccount]) -> dict[UUID, CodeSheet]:
    living = CodeSheet.objects.filter(account__in=[one.pk for one in shown], retired_at=None)
    return {sheet.account_id: sheet for sheet in living}


def _tabs(standing: Standing, sought: Sought, only: str, counts: dict[str, int]) -> tuple[Tab, ...]:
    """Return the ways to narrow, each with its number; those that would show nothing are left out."""
    here = reverse("vault:overview", kwargs={"team": standing.key})
    told = (
        ("kept", _("Codes kept")),
        ("needs", _("Needs something")),
        ("low", _("Few codes left")),
        ("places", _("A place is missing")),
        ("count", _("To be counted")),
        ("doubtful", _("Doubtful after a restore")),
        ("none", _("No codes kept")),
    )
    shown = [(name, word) for name, word in told if counts[name] or name in ("kept", only)]
    return tuple(
        Tab(word, f"{here}?{urlencode({'only': name, 'q': sought.text})}", name == only, counts[name])
        for name, word in shown
    )


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
