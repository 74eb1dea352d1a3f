"""What is typed about a team."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kagimori.core.people.company import LONGEST
from kagimori.knowledge import load_policy

# Those that people of a team in Japan, or of its agencies abroad, will most likely look for.
NEAR = (
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Taipei",
    "Asia/Singapore",
    "Australia/Sydney",
    "Europe/London",
    "Europe/Paris",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
)


def zones() -> list[tuple[Any, Any]]:
    """Return the zones to choose from: the near ones, then all."""
    rest = sorted(zoneinfo.available_timezones() - set(NEAR))
    return [("", [(zone, zone) for zone in NEAR]), (_("All zones"), [(zone, zone) for zone in rest])]


class TeamForm(forms.Form):
    """What a new team is called."""

    name = forms.CharField(
        label=_("Name of the team"),
        max_length=100,
        help_text=_("Your shop, brand or company, as your people call it. It can be changed later."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autofocus": True}),
    )


class SettingsForm(forms.Form):
    """A team's settings."""

    name = forms.CharField(
        label=_("Name of the team"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    language = forms.ChoiceField(
        label=_("Language of the team"),
        choices=settings.LANGUAGES,
        help_text=_("For mails and notices to people who have chosen none."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone of the team"), choices=zones)
    partner_limit = forms.IntegerField(
        label=_("Most people with rights beside the owners"),
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say how many there can be at most."""
        super().__init__(*args, **kwargs)
        most = load_policy()["people.partners"].count
        field = self.fields["partner_limit"]
        field.max_value = most  # type: ignore[attr-defined]  # a number field's own
        field.validators.append(forms.IntegerField(max_value=most).validators[0])
        field.widget.attrs["max"] = most
        field.help_text = _("Up to %(most)s. Leave it empty for %(most)s.") % {"most": most}


class DomainForm(forms.Form):
    """A mail domain of the company."""

    domain = forms.CharField(
        label=_("Mail domain"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url", "placeholder": "example.co.jp"}),
    )


class NumberForm(forms.Form):
    """A phone number of the company."""

    number = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "type": "tel"}),
    )
    note = forms.CharField(
        label=_("What it is"),
        max_length=100,
        required=False,
        help_text=_("Such as: mobile phone of the marketing desk."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
