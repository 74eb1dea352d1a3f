"""A person's own name, language and time zone."""

from __future__ import annotations

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.models import User

USUAL_ZONES = (
    *("Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Australia/Sydney", "Europe/London"),
    *("Europe/Berlin", "America/New_York", "America/Los_Angeles", "UTC"),
)


@cache
def zones() -> tuple[str, ...]:
    """Return the names of time zones, those with a place in them; the usual ones first."""
    rest = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return (*USUAL_ZONES, *(name for name in rest if name not in USUAL_ZONES))


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes no argument at run time
    """What a person may choose for themselves."""

    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=lambda: [("", _("As the browser wishes")), *settings.LANGUAGES]
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", _("As the team has it")), *((name, name.replace("_", " ")) for name in zones())],
    )

    class Meta:
        """Name, language, zone; the address is the login and is changed by an owner."""

        model = User
        fields = ("name", "language", "time_zone")
        labels = {"name": _("Your name")}  # noqa: RUF012  # Django's own form
        widgets: dict[str, Any] = {"name": forms.TextInput(attrs={"autocomplete": "name"})}  # noqa: RUF012
