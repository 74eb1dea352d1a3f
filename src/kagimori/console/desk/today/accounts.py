"""Accounts that nobody gets into, that are held, that have an open case, too few admins, or facts nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.accounts.models import AccountFact, Hold, NumberLoad
from kagimori.console.accounts.queries import visible
from kagimori.console.desk.addresses import address
from kagimori.console.desk.today.todo import Todo
from kagimori.console.look.spelling import span
from kagimori.console.look.templatetags.look import moment
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Standing

SHOWN = 3
PLATFORM = ("lock", "block", "outage")


def todos(standing: Standing, now: datetime) -> Iterator[Todo]:
    """Yield what the team's accounts need; ten questions at most."""
    if not standing.may("accounts.see"):
        return
    mine = visible(standing)
    yield from _held(standing, mine, now)
    yield from _locked_out(standing, mine, now)
    yield from _cases(standing, mine)
    if standing.seen_accounts is None:
        yield from _too_few(standing, mine)
        yield from _numbers(standing)
    if standing.may("accounts.manage"):
        yield from _codes(standing, mine)


def _locked_out(standing: Standing, mine: QuerySet[InstagramAccount], now: datetime) -> Iterator[Todo]:
    held = Exists(_holds(mine, now).filter(account=OuterRef("pk")))
    for one in mine.filter(~held).exclude(locked_out_since=None).order_by("locked_out_since")[:SHOWN]:
        since = one.locked_out_since or now
        words = _("Nobody gets into %(account)s") % {"account": one}
        detail = _("for %(span)s now") % {"span": span((now - since).total_seconds())}
        yield Todo(words, detail, _page(standing, one), "lost", "danger", 10)


def _holds(mine: QuerySet[InstagramAccount], now: datetime) -> QuerySet[Hold]:
    """Return what the platform holds back now; what only a restored backup left open stands on the account's page."""
    return Hold.objects.filter(account__in=mine, kind__in=PLATFORM, ends_at__gt=now, lifted_at=None)


def _held(standing: Standing, mine: QuerySet[InstagramAccount], now: datetime) -> Iterator[Todo]:
    for one in _holds(mine, now).select_related("account").order_by("ends_at")[:SHOWN]:
        words = _("Do not try %(account)s yet") % {"account": one.account}
        until = _("held by Instagram, until %(at)s at the latest") % {"at": moment(one.ends_at)}
        yield Todo(words, until, _page(standing, one.account), "clock", "danger")


def _cases(standing: Standing, mine: QuerySet[InstagramAccount]) -> Iterator[Todo]:
    for one in mine.filter(open_cases__gt=0).order_by("-open_cases", "handle")[:SHOWN]:
        words = _("A case of %(account)s is open") % {"account": one}
        yield Todo(words, _("go on with it, or close it"), _page(standing, one), "plan", "care", 5)


def _too_few(standing: Standing, mine: QuerySet[InstagramAccount]) -> Iterator[Todo]:
    wanted = load_policy()["people.admins"].count
    count = mine.filter(co_admins__lt=wanted).count()
    if count:
        words = ngettext(
            "%(count)s account hangs on too few people", "%(count)s accounts hang on too few people", count
        ) % {"count": count}
        detail = _("%(admins)s admins each, so that nobody's absence locks all out") % {"admins": wanted}
        yield Todo(words, detail, _list(standing, "co_admins"), "people", "care", 3)


def _numbers(standing: Standing) -> Iterator[Todo]:
    most = load_policy()["number.accounts"].count
    for load in NumberLoad.objects.filter(team_id=standing.team, accounts__gte=most).order_by("-accounts")[:1]:
        words = _("One phone number is on %(count)s accounts") % {"count": load.accounts}
        detail = _("more than %(most)s on one number are refused") % {"most": most}
        yield Todo(words, detail, _list(standing, "number"), "phone", "care", 10)


def _codes(standing: Standing, mine: QuerySet[InstagramAccount]) -> Iterator[Todo]:
    said = AccountFact.objects.filter(account=OuterRef("pk"), name="codes_kept")
    without = mine.filter(Exists(said.filter(state="no")))
    count = without.count()
    if count:
        words = ngettext(
            "%(count)s account has no backup codes kept", "%(count)s accounts have no backup codes kept", count
        ) % {"count": count}
        yield Todo(words, _("make new ones, and keep them"), _page(standing, without[0]), "key", "care", 5)
    unknown = mine.filter(~Exists(said.exclude(state="unknown")))
    count = unknown.count()
    if count:
        words = ngettext(
            "Of %(count)s account nobody knows whether its backup codes are kept",
            "Of %(count)s accounts nobody knows whether their backup codes are kept",
            count,
        ) % {"count": count}
        yield Todo(words, _("look once and say yes or no"), _page(standing, unknown[0]), "unknown", "plain", 2)


def _page(standing: Standing, account: InstagramAccount) -> str:
    return address("accounts:account", team=standing.key, account=account.pk)


def _list(standing: Standing, only: str) -> str:
    return address("accounts:list", team=standing.key) + f"?only={only}"
