"""What is asked about a new token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kagimori.console.doors.api import INSTALLATION
from kagimori.console.people import words
from kagimori.knowledge import load_policy, load_rights

if TYPE_CHECKING:
    from kagimori.core.people.standing import Standing


class TokenForm(forms.Form):
    """Its name, what it may do, and for how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        help_text=_("Such as the name of the program, and of the machine that it runs on."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    rights = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As little as the program needs. What your own role does not hold, the token cannot do either."),
    )
    days = forms.IntegerField(
        label=_("For how many days?"), min_value=1, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )

    def __init__(self, *args: Any, standing: Standing, is_owner: bool, **kwargs: Any) -> None:
        """Offer the rights that this member holds now, and no longer a life than the policy allows."""
        super().__init__(*args, **kwargs)
        held = [right for right in load_rights().rights.values() if not right.outside and standing.may(right.id)]
        choices = [(right.id, right.words.to(words.lang())) for right in held]
        if is_owner:
            choices.append((INSTALLATION, str(_("Look after the whole installation: its record and its jobs"))))
        self.fields["rights"].choices = choices  # type: ignore[attr-defined]  # a choice field's own
        days, policy = self.fields["days"], load_policy()
        days.initial = policy["tokens.usual"].span.days
        most = policy["tokens.longest"].span.days
        days.validators.append(forms.IntegerField(max_value=most).validators[0])
        days.widget.attrs["max"] = most
        days.help_text = _("%(most)s at most. A token that is not needed any more can be taken back at any time.") % {
            "most": most
        }
