"""What the pages of this part accept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kagimori.console.look.fields import MomentInput
from kagimori.console.people.queries import members
from kagimori.console.vault.showing import words
from kagimori.console.vault.showing.flows import LONGEST_WHY

if TYPE_CHECKING:
    from datetime import datetime

OFF = {"autocomplete": "off"}
USUAL_SHARE = timedelta(days=1)


class CodeForm(forms.Form):
    """What a code is looked at for; `case` is the doctor's case, where the way led from there."""

    purpose = forms.ChoiceField(
        label=_("What do you need the code for?"), choices=words.purposes, widget=forms.RadioSelect, initial="login"
    )
    why = forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST_WHY,
        required=False,
        help_text=_("Needed for “something else”. No code and no password."),
        widget=forms.TextInput(attrs=OFF),
    )
    case = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def clean_case(self) -> str:
        """Return the case's id; what is none is left out, for a code must not fail by it."""
        try:
            return str(UUID(self.cleaned_data["case"]))
        except ValueError:
            return ""

    def clean(self) -> dict[str, Any]:
        """Return what was given; another purpose needs words."""
        given = self.cleaned_data
        if given.get("purpose") == "other" and not given.get("why", "").strip() and "why" not in self.errors:
            self.add_error("why", _("Say in a few words what it is for."))
        return given


class ShareForm(forms.Form):
    """Who may see the codes, what for, and how long."""

    member = forms.ChoiceField(label=_("Who"))
    purpose = forms.CharField(
        label=_("What for"),
        max_length=200,
        help_text=_("Such as “posts for the summer campaign”."),
        widget=forms.TextInput(attrs=OFF),
    )
    begins_at = forms.DateTimeField(label=_("From (empty: now)"), required=False, widget=MomentInput())
    until = forms.DateTimeField(label=_("Until"), widget=MomentInput())

    def __init__(self, *args: Any, team: str, me: str, now: datetime, longest_days: int, **kwargs: Any) -> None:
        """Offer the team's other members, and an end a day from now."""
        super().__init__(*args, **kwargs)
        living = members(team, timezone.localdate(now)).exclude(user__opaque=me).filter(user__is_active=True)
        rows = living.select_related("user").order_by("user__name")
        offered: Any = self.fields["member"]
        offered.choices = [("", _("Choose a member")), *((str(one.user.opaque), str(one.user)) for one in rows)]
        self.fields["until"].initial = now + USUAL_SHARE
        self.fields["until"].help_text = _("%(days)s days at most.") % {"days": longest_days}


class RevealForm(forms.Form):
    """Why the key itself is wanted."""

    why = forms.CharField(
        label=_("Why is the key itself needed?"),
        max_length=200,
        help_text=_("The whole team reads this. No code and no password."),
        widget=forms.TextInput(attrs=OFF),
    )
