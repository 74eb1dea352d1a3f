"""What is typed about a person, and what their list is narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kagimori.console.look.fields import DayInput
from kagimori.console.people import words
from kagimori.console.people.persons.queries import Filters
from kagimori.console.people.persons.wishes import Wishes
from kagimori.core.people.roles import ROLES

if TYPE_CHECKING:
    from datetime import date


class PersonForm(forms.Form):
    """A person of the team; a login is no part of it."""

    name = forms.CharField(
        label=_("Name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True})
    )
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "type": "tel"}),
    )
    kind = forms.ChoiceField(label=_("Who they are"), choices=words.kinds)
    company = forms.CharField(
        label=_("Their company"),
        max_length=100,
        required=False,
        help_text=_("For an agency, a freelancer or a partner business."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("After this day everything ends by itself. Set one for everybody from outside."),
        widget=DayInput(autocomplete="off"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Know which days are past."""
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].widget.attrs["min"] = today.isoformat()

    def wishes(self) -> Wishes:
        """Return what was typed; only of a valid form."""
        return Wishes(**self.cleaned_data)


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=words.roles, widget=forms.RadioSelect)
    access = forms.ChoiceField(label=_("Access"), choices=words.accesses, widget=forms.RadioSelect)


class LeaveForm(forms.Form):
    """Why somebody leaves."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("For the record of what happened. No private matters."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FilterForm(forms.Form):
    """What the list is narrowed to; whatever is not understood narrows nothing."""

    q = forms.CharField(label=_("Name, address or company"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False)
    two_factor = forms.ChoiceField(label=_("Two-step verification"), required=False)
    kind = forms.ChoiceField(label=_("Who they are"), required=False)
    left = forms.BooleanField(label=_("Those who have left"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the choices into the reader's words."""
        super().__init__(*args, **kwargs)
        every = ("", _("all"))
        self.fields["q"].widget.attrs["type"] = "search"
        choices = {
            "role": [every, *((one, words.role(one)) for one in ROLES), ("none", _("no login"))],
            "two_factor": [every, ("yes", _("on")), ("no", _("off")), ("unknown", _("unknown"))],
            "kind": [every, *words.kinds()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a field of choices

    def filters(self) -> Filters:
        """Return what was understood."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            text=given.get("q", ""),
            role=given.get("role", ""),
            two_factor=given.get("two_factor", ""),
            kind=given.get("kind", ""),
            left=given.get("left", False),
        )
