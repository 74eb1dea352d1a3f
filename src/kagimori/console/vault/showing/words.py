"""Words for what stands in rows of shares and of codes that were shown, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kagimori.console.vault.showing.flows import PURPOSES


def purpose(name: str) -> str:
    """Return what a code was looked at for; empty for none."""
    return {
        "login": _("To log in"),
        "phone_lost": _("A phone is lost or broken"),
        "new_device": _("A new phone or computer"),
        "check": _("To compare it with an app"),
        "setup": _("To set the authenticator up"),
        "other": _("Something else"),
    }.get(name, "")


def purposes() -> list[tuple[str, str]]:
    """Return the purposes for a field to choose from."""
    return [(one, purpose(one)) for one in PURPOSES]
