"""What the room's pages accept; everything else is refused before it reaches a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kagimori.console.accounts.flows import Wishes
from kagimori.console.accounts.pages import words
from kagimori.console.look.fields import MomentInput
from kagimori.console.people.models import Person
from kagimori.core.accounts.readiness import FACTS
from kagimori.core.accounts.tries import KINDS, TOLD
from kagimori.core.people.facts import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kagimori.core.people.facts import State

LONGEST_LIST = 1_500_000
OFF = {"autocomplete": "off"}


def _named(ids: Iterable[Any], name: Callable[[Any], str]) -> list[tuple[str, str]]:
    return [(one, name(one)) for one in ids]


class AccountForm(forms.Form):
    """What is noted of an account; `anyway` is shown once its number has turned out to be full."""

    handle = forms.CharField(
        label=_("User name"),
        max_length=200,
        help_text=_("Such as @minato.coffee, or the address of the profile."),
        widget=forms.TextInput(attrs=OFF | {"autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        required=False,
        help_text=_("What the team calls it."),
        widget=forms.TextInput(attrs=OFF),
    )
    phone = forms.CharField(
        label=_("Phone number on file at Instagram"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=OFF | {"inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("Mail address on file at Instagram"), required=False, widget=forms.EmailInput(attrs=OFF)
    )
    anyway = forms.BooleanField(label=_("Note it all the same"), required=False)

    def __init__(self, *args: Any, ask_anyway: bool = False, **kwargs: Any) -> None:
        """Show the last field only where `ask_anyway`."""
        super().__init__(*args, **kwargs)
        if not ask_anyway:
            self.fields["anyway"].widget = forms.HiddenInput()

    def wishes(self) -> Wishes:
        """Return what was typed, of a valid form."""
        return Wishes(**{name: self.cleaned_data[name] for name in ("handle", "name", "phone", "email")})


class KindForm(forms.Form):
    """By what somebody tries."""

    kind = forms.ChoiceField(label=_("By what"), choices=lambda: _named(KINDS, words.way), initial="app")


class OutcomeForm(KindForm):
    """What came of a try."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=lambda: _named(TOLD, words.outcome))


class PastForm(OutcomeForm):
    """A try that was made before."""

    at = forms.DateTimeField(label=_("When"), widget=MomentInput())


class HoldForm(forms.Form):
    """A lock or block that Instagram shows."""

    kind = forms.ChoiceField(label=_("What Instagram shows"), choices=lambda: _named(("lock", "block"), words.hold))
    since = forms.DateTimeField(label=_("Since when (empty: now)"), required=False, widget=MomentInput())


class LockOutForm(forms.Form):
    """Since when nobody gets in."""

    since = forms.DateTimeField(label=_("Since when (empty: now)"), required=False, widget=MomentInput())


class FactForm(forms.Form):
    """One answer of three states."""

    name = forms.ChoiceField(choices=[(name, name) for name in FACTS if name != "virtual_card"])
    state = forms.ChoiceField(choices=[(state, state) for state in STATES])

    def answers(self) -> dict[str, State]:
        """Return the answer by its question."""
        return {self.cleaned_data["name"]: self.cleaned_data["state"]}


class HolderForm(forms.Form):
    """Who has which device."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    device = forms.CharField(label=_("Device"), max_length=100, widget=forms.TextInput(attrs=OFF))

    def __init__(self, *args: Any, team: str, **kwargs: Any) -> None:
        """Offer the team's people."""
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = Person.objects.filter(team_id=team, left_at=None)


class CampaignForm(forms.Form):
    """What runs on the account."""

    name = forms.CharField(label=_("Campaign"), max_length=100, widget=forms.TextInput(attrs=OFF))
    begins_at = forms.DateTimeField(label=_("From"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("Until (empty: open)"), required=False, widget=MomentInput())


class PaymentForm(forms.Form):
    """How ads are paid, in words."""

    note = forms.CharField(
        label=_("How ads are paid"),
        max_length=200,
        required=False,
        help_text=_("In words, never a card's number."),
        widget=forms.TextInput(attrs=OFF),
    )
    virtual = forms.ChoiceField(
        label=_("Paid by a virtual card"), choices=[("yes", _("yes")), ("no", _("no")), ("unknown", _("unknown"))]
    )


class ListForm(forms.Form):
    """A pasted list of accounts."""

    text = forms.CharField(
        label=_("One account a line"),
        max_length=LONGEST_LIST,
        help_text=_("User name, and if you like name, phone number and mail address, separated by commas or tabs."),
        widget=forms.Textarea(attrs=OFF | {"rows": 10, "spellcheck": "false"}),
        strip=False,
    )


class SearchForm(forms.Form):
    """How the list is narrowed."""

    q = forms.CharField(label=_("User name, name or number"), max_length=100, required=False)
    only = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All accounts")),
            ("not_now", _("Cannot be tried now")),
            ("co_admins", _("Co-admins missing")),
            ("number", _("Number shared with others")),
        ],
    )
