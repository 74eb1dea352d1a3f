"""The shared traffic light and the ways of trying, in the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kagimori.console.look import parts

if TYPE_CHECKING:
    from kagimori.core.accounts.light import Light
    from kagimori.core.accounts.tries import HoldKind, Kind, Outcome


def lamp(light: Light, name: str = "") -> parts.Light:
    """Return the light for `look/_traffic_light.html`; `name` is who tries now, empty for somebody of another team."""
    word = {"green": _("Trying is safe"), "yellow": _("Be careful with tries"), "red": _("Do not try now")}
    # Beside a lock, a number of tries that are left would invite to use them.
    aside = "" if light.why in ("outage", "lock", "block", "unknown") else tries_left(light)
    return parts.Light(light.colour, word[light.colour], sentence(light, name), aside)


def state(light: Light) -> parts.State:
    """Return the light as one word, for a list."""
    if light.colour == "green":
        return parts.State("good", _("safe"))
    if light.colour == "yellow":
        return parts.State("care", _("careful"))
    return parts.State("danger", why_short(light))


def why_short(light: Light) -> str:
    """Return in a word or two why nobody should try now."""
    return {
        "outage": _("outage"),
        "lock": _("locked"),
        "block": _("blocked"),
        "unknown": _("tries not known"),
        "trying": _("somebody tries"),
        "hour": _("hour used up"),
        "day": _("day used up"),
    }.get(light.why, _("wait"))


def sentence(light: Light, name: str = "") -> str:
    """Return what follows from the light."""
    if light.why == "trying":
        if name:
            return _("%(name)s is trying now. Please wait.") % {"name": name}
        return _("Someone else is trying now. Please wait.")
    return {
        "": _("One person at a time: press the button first, then try."),
        "outage": _("Meta says that logging in is disturbed. Wait until it is announced to be over."),
        "lock": _("Instagram has locked the account. Further tries make the lock longer."),
        "block": _("Instagram has blocked the account for a while. Leave it alone."),
        "unknown": _(
            "A backup was brought back, and nobody knows what was tried since. Wait, or say that nothing was."
        ),
        "hour": _("One more failure could lock the account for a day."),
        "day": _("One more login today could bring a block of one or two days."),
    }.get(light.why, _("Wait until the next try is safe."))


def tries_left(light: Light) -> str:
    """Return how many tries are left; the same words as in the doctor's pages."""
    return ngettext(
        "%(count)s safe try left within this hour, %(today)s today.",
        "%(count)s safe tries left within this hour, %(today)s today.",
        light.left_this_hour,
    ) % {"count": light.left_this_hour, "today": light.left_today}


def way(kind: Kind) -> str:
    """Return by what somebody tries to get in."""
    return {
        "app": _("Code of the authenticator app"),
        "sms": _("Code by SMS"),
        "whatsapp": _("Code by WhatsApp"),
        "backup": _("Backup code"),
        "password": _("Password alone"),
        "reset": _("After a reset by a co-admin"),
        "setup_app": _("Setting up the app"),
        "setup_sms": _("Setting up SMS"),
        "api": _("Connecting a tool again"),
    }[kind]


def outcome(one: Outcome) -> str:
    """Return what came of a try."""
    return {
        "pending": _("not told: counts as failed"),
        "in": _("got in"),
        "refused": _("refused"),
        "unsure": _("not clear: counts as failed"),
        "not_tried": _("not tried after all"),
    }[one]


def hold(kind: HoldKind) -> str:
    """Return what holds the account back."""
    return {
        "lock": _("Locked by Instagram"),
        "block": _("Blocked by Instagram"),
        "outage": _("Meta has an outage"),
        "unknown": _("Tries since the backup are not known"),
    }[kind]


def fact(name: str) -> str:
    """Return what a fact is about."""
    return {
        "app": _("Authenticator app"),
        "sms": _("SMS"),
        "whatsapp": _("WhatsApp"),
        "backup_codes": _("Backup codes"),
        "codes_kept": _("Backup codes are kept in the cloud and on paper"),
        "api_renewal": _("Days left of connections are told by themselves"),
        "virtual_card": _("Paid by a virtual card"),
    }[name]
