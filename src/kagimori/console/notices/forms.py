"""What somebody wishes of a channel: its name, what is told there, and when it is left in peace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kagimori.console.notices.flows import Wishes
from kagimori.console.timeline.page import language
from kagimori.knowledge import load_notices

INSTALLATION, TEAM = {"installation", "whom"}, {"team", "everyone", "whom"}


class WishesForm(forms.Form):
    """The wishes; no kind ticked means all of them."""

    name = forms.CharField(
        label=_("Name of this channel"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kinds = forms.MultipleChoiceField(
        label=_("What is told here"),
        help_text=_("Tick nothing to be told everything."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        help_text=_("Urgent notices come through all the same; the others wait until then."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    language = forms.ChoiceField(label=_("Language of the notices"), choices=[("ja", "日本語"), ("en", "English")])

    def __init__(self, *args: Any, team: bool, zone: str, **kwargs: Any) -> None:
        """Offer the kinds that can reach this receiver."""
        super().__init__(*args, **kwargs)
        audience = TEAM if team else INSTALLATION | TEAM
        lang = language()
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]  # a choice field has them
            (kind.id, kind.name.to(lang)) for kind in load_notices().values() if kind.to & audience
        ]
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of the quiet hours, or for neither."""
        typed: dict[str, Any] = self.cleaned_data
        if (typed.get("quiet_from") is None) != (typed.get("quiet_to") is None):
            self.add_error("quiet_to", _("Fill in both ends of the quiet hours, or neither."))
        return typed

    def wishes(self) -> Wishes:
        """Return the wishes."""
        typed = self.cleaned_data
        return Wishes(
            typed["name"], tuple(typed["kinds"]), typed["quiet_from"], typed["quiet_to"], self.zone, typed["language"]
        )
