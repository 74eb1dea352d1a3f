"""Words for apps, clocks, ways and reasons, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.look.spelling import span
from kagimori.console.people.words import lang
from kagimori.knowledge import load_authenticators

if TYPE_CHECKING:
    from kagimori.core.accounts.upkeep import Upkeep
    from kagimori.core.policy import Verdict

# By these reasons a person retires a key; the others come from deeds.
RETIRE = ("lost", "leaked", "off")


def apps() -> list[tuple[str, str]]:
    """Return the apps for a field to choose from."""
    return [(one.id, one.name) for one in load_authenticators().values()]


def app(id_: str) -> str:
    """Return an app's name; the id itself where the knowledge base has lost it."""
    known = load_authenticators().get(id_)
    return known.name if known else id_


def sync(id_: str) -> str:
    """Return how an app shows the same codes on a second device of the same person (DOC-17)."""
    known = load_authenticators().get(id_)
    return known.several_devices.to(lang()) if known else ""


def clock(steps: int | None, period_s: int) -> str:
    """Return how far an app's clock is off; empty where nobody has looked."""
    if steps is None:
        return ""
    off = {"span": span(abs(steps) * period_s)}
    if steps == 0:
        return _("clock is right")
    return _("clock about %(span)s ahead") % off if steps > 0 else _("clock about %(span)s behind") % off


def todo(kind: Upkeep) -> str:
    """Return what is to be done about an app."""
    return {
        "left": _("Its holder has left the team: set the authenticator up anew"),
        "unproven": _("Not proven: type a code of it"),
        "clock_off": _("Its clock is wrong: set date and time to automatic"),
        "unchecked": _("Not checked for a long time: type a code of it"),
        "unlocked": _("Not locked: switch the app's own lock on"),
        "by_hand": _("The phone's clock is set by hand: switch it to automatic"),
        "unasked": _("Ask the holder about clock and app lock"),
    }[kind]


def why(reason: str) -> str:
    """Return for what reason a key was retired."""
    return {
        "replaced": _("a new key replaced it"),
        "reset": _("set up anew after a takeover"),
        "lost": _("a device was lost"),
        "leaked": _("somebody else saw it"),
        "off": _("two-step verification was switched off at Instagram"),
    }.get(reason, reason)


def way(name: str) -> str:
    """Return how a key came here."""
    return {
        "camera": _("by camera"),
        "picture": _("from a picture"),
        "typed": _("typed in"),
        "file": _("from an app's export"),
        "api": _("by a program"),
    }.get(name, name)


def verdict(name: Verdict) -> str:
    """Return what came of checking a claim."""
    return {
        "confirmed": _("true"),
        "partly": _("partly true"),
        "contradicted": _("not true"),
        "unverified": _("not confirmed"),
    }[name]
