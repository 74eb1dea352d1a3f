"""The tabs of the people pages; those that a person may not open are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from kagimori.console.look.parts import Tab

if TYPE_CHECKING:
    from kagimori.core.people.standing import Standing


def tabs(standing: Standing, current: str) -> tuple[Tab, ...]:
    """Return the tabs; `current` is the id of the page that is shown."""
    told = (
        ("people", "people:list", _("People"), "people.see"),
        ("matrix", "accounts:matrix", _("Who reaches what"), "people.see"),
        ("invitations", "people:invitations", _("Invitations"), "people.invite"),
        ("import", "people:import", _("Import a list"), "people.record"),
    )
    return tuple(
        Tab(words, _address(view, standing), current=id_ == current)
        for id_, view, words, right in told
        if standing.may(right) and _address(view, standing)
    )


def _address(view: str, standing: Standing) -> str:
    """Return the page's address; empty where the room further left that has it is not there."""
    try:
        return reverse(view, kwargs={"team": standing.key})
    except NoReverseMatch:
        return ""
