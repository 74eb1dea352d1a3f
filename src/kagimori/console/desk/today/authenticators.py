"""Authenticators that need somebody: a picture to delete, a setting-up to end, apps to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.accounts.queries import visible
from kagimori.console.desk.addresses import address
from kagimori.console.desk.today.todo import Todo
from kagimori.console.vault.authenticators import findings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Standing

SHOWN = 3


def todos(standing: Standing, now: datetime) -> Iterator[Todo]:
    """Yield what the authenticators of the accounts that this member sees need; four questions."""
    mine = visible(standing)
    if standing.may("authenticator.manage"):
        for auth in findings.pictures_left(mine)[:SHOWN]:
            words = _("Delete the picture of %(account)s's QR code") % {"account": auth.account}
            yield Todo(words, _("whoever has it has the key"), _page(standing, auth.account), "care", "danger", 2)
        for auth in findings.unfinished(mine)[:SHOWN]:
            words = _("Finish the authenticator of %(account)s") % {"account": auth.account}
            yield Todo(words, _("its set-up was begun and not ended"), _page(standing, auth.account), "key", "care", 5)
    if standing.may("authenticator.use"):
        yield from _to_check(standing, now)


def _to_check(standing: Standing, now: datetime) -> Iterator[Todo]:
    due = findings.apps_to_check(visible(standing), now)
    count = due.count()
    if count:
        words = ngettext(
            "%(count)s authenticator app is to be checked", "%(count)s authenticator apps are to be checked", count
        )
        detail = _("its code, the phone's clock and the app's lock")
        yield Todo(words % {"count": count}, detail, _page(standing, due[0].account), "phone", "care", 2)


def _page(standing: Standing, account: InstagramAccount) -> str:
    return address("vault:authenticator", team=standing.key, account=account.pk)
