"""Work of the installation that failed: for its owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.desk.addresses import address
from kagimori.console.desk.today.todo import Todo
from kagimori.console.work.queries import failed

if TYPE_CHECKING:
    from collections.abc import Iterator


def todos() -> Iterator[Todo]:
    """Yield one line where work failed that was to happen by itself."""
    count = len(failed())
    if count:
        words = ngettext("%(count)s work by itself failed", "%(count)s works by themselves failed", count)
        yield Todo(words % {"count": count}, _("see why, and start it again"), address("desk:jobs"), "gear", "care", 2)
