"""Whom to invite, as what, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kagimori.console.look.fields import DayInput
from kagimori.console.people import words
from kagimori.console.people.invitations.flows import Guest

if TYPE_CHECKING:
    from datetime import date


class InviteForm(forms.Form):
    """One person to invite.  Only whoever may give every role is offered the owner's."""

    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        help_text=_("The company's address, not a private one. It becomes the login."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=words.roles, widget=forms.RadioSelect)
    access = forms.ChoiceField(label=_("Access"), choices=words.accesses, widget=forms.RadioSelect, initial="full")
    kind = forms.ChoiceField(label=_("Who they are"), choices=words.kinds, initial="employee")
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
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, any_role: bool, by_mail: bool, today: date, **kwargs: Any) -> None:
        """Know what may be given, and whether there will be a mail."""
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].widget.attrs["min"] = today.isoformat()
        if not any_role:
            offered = [choice for choice in words.roles() if choice[0] != "owner"]
            self.fields["role"].choices = offered  # type: ignore[attr-defined]  # a field of choices
        if not by_mail:
            self.fields["language"].label = _("Language of the pages at first")

    def guest(self) -> Guest:
        """Return what was typed; only of a valid form."""
        return Guest(**self.cleaned_data)
