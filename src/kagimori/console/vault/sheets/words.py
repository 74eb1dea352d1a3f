"""Words for what stands in the rows of backup codes, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.look import parts
from kagimori.core.vault.codes.places import PLACES
from kagimori.core.vault.codes.states import PURPOSES

if TYPE_CHECKING:
    from kagimori.core.vault.codes.places import Place
    from kagimori.core.vault.codes.states import Purpose, State


def state(name: str) -> parts.State:
    """Return what became of a code."""
    told = {
        "unused": parts.State("good", _("unused")),
        "reserved": parts.State("care", _("reserved")),
        "handed": parts.State("care", _("handed out")),
        "used": parts.State("past", _("used up")),
        "spoiled": parts.State("danger", _("does not work")),
        "retired": parts.State("unknown", _("void")),
    }
    return told[cast("State", name)]


def purpose(name: str) -> str:
    """Return what a code is taken for; empty for none."""
    told: dict[str, str] = {
        "login": _("To log in"),
        "phone_lost": _("A phone is lost or broken"),
        "new_device": _("A new phone or computer"),
        "drill": _("Practice: is the sheet real?"),
        "other": _("Something else"),
    }
    return told.get(cast("Purpose", name), "")


def purposes() -> list[tuple[str, str]]:
    """Return the purposes for a field to choose from; a practice has a page of its own."""
    return [(one, purpose(one)) for one in PURPOSES if one != "drill"]


def place(name: str) -> str:
    """Return where a sheet lies."""
    told = {
        "manager": _("Password manager"),
        "print": _("On paper"),
        "safe": _("In a safe"),
        "envelope": _("In a sealed envelope"),
        "other": _("Elsewhere"),
    }
    return told[cast("Place", name)]


def places() -> list[tuple[str, str]]:
    """Return the kinds of places for a field to choose from."""
    return [(one, place(one)) for one in PLACES]


def keys(left: int, size: int) -> parts.Keys:
    """Return the row of keys of a sheet."""
    word = ngettext("%(left)s of %(size)s code left", "%(left)s of %(size)s codes left", left)
    return parts.Keys(word % {"left": left, "size": size}, left, max(size, left))


def lacking(digital: int, paper: int) -> tuple[str, ...]:
    """Return which of the two places, in the cloud and on paper, is missing (VLT-03)."""
    missing = []
    if not digital:
        missing.append(_("No copy in a password manager"))
    if not paper:
        missing.append(_("No copy on paper"))
    return tuple(missing)
