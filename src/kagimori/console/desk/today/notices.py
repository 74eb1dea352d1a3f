"""Notices that did not arrive: somebody believes that they were told, or does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.desk.addresses import address
from kagimori.console.desk.today.todo import Todo
from kagimori.console.notices.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.people.standing import Standing


def todos(standing: Standing) -> Iterator[Todo]:
    """Yield one line where a team's notice was given up, or may not have arrived."""
    if not standing.may("notices.manage"):
        return
    count = Delivery.objects.filter(notice__team=standing.team, state__in=("failed", "unsure")).count()
    if count:
        words = ngettext("%(count)s notice did not arrive", "%(count)s notices did not arrive", count)
        url = address("notices:list", team=standing.key)
        yield Todo(words % {"count": count}, _("see why, and send it again"), url, "bell", "care", 2)
