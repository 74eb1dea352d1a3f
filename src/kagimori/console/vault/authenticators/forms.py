"""What the pages of this part accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.models import Person
from kagimori.console.vault.authenticators.pages import words
from kagimori.console.vault.once import TypedOnce
from kagimori.core.otp.uri import LONGEST_URI_SIGNS

if TYPE_CHECKING:
    from kagimori.core.people.facts import State

OFF = {"autocomplete": "off"}
PICTURES = "image/png,image/jpeg,image/webp"


class KeyForm(forms.Form):
    """A key that was typed, or a picture of its QR code."""

    key = forms.CharField(
        label=_("The key that Instagram shows below the QR code"),
        max_length=LONGEST_URI_SIGNS,
        required=False,
        help_text=_("Blanks and small letters do not matter."),
        widget=TypedOnce(attrs=OFF | {"autocapitalize": "characters", "spellcheck": "false"}),
    )
    picture = forms.FileField(
        label=_("Picture of the QR code"),
        required=False,
        help_text=_("PNG, JPEG or WebP. It is read once and not kept."),
        widget=forms.FileInput(attrs={"accept": PICTURES}),
    )

    def clean_picture(self) -> Any:
        """Return the picture; one that is too large was let go on the way."""
        picture = self.cleaned_data["picture"]
        if picture and picture.size > settings.UPLOAD_MOST:
            most = settings.UPLOAD_MOST // (1024 * 1024)
            raise forms.ValidationError(_("The picture is larger than %(most)s MB.") % {"most": most})
        return picture

    def clean(self) -> dict[str, Any]:
        """Return what was given; one of both must be."""
        given = self.cleaned_data
        if not self.errors and not given.get("key") and not given.get("picture"):
            raise forms.ValidationError(_("Choose a picture, or type the key."))
        return given


class AppForm(forms.Form):
    """An app on a device, and whose it is."""

    app = forms.ChoiceField(label=_("App"), choices=words.apps)
    device = forms.CharField(
        label=_("Device"),
        max_length=100,
        help_text=_("So that it is told apart, such as “Aoi's iPhone”."),
        widget=forms.TextInput(attrs=OFF),
    )
    person = forms.ModelChoiceField(
        label=_("Who has it"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nobody in particular"),
    )

    def __init__(self, *args: Any, team: str, me: str = "", **kwargs: Any) -> None:
        """Offer the team's people, first of all the user `me`."""
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = Person.objects.filter(team_id=team, left_at=None).order_by("name")
        self.fields["person"].initial = people.queryset.filter(user__opaque=me).first() if me else None


class FinishForm(forms.Form):
    """The end of a setting-up."""

    accepted = forms.BooleanField(label=_("Instagram took a code: two-step verification by app is on"), required=False)
    picture_gone = forms.BooleanField(
        label=_("I have deleted the original picture, also from the trash and the cloud"), required=False
    )


class AnswerForm(forms.Form):
    """What a holder says of clock and lock."""

    clock = forms.ChoiceField(choices=[(one, one) for one in ("yes", "no", "unknown")])
    locked = forms.ChoiceField(choices=[(one, one) for one in ("yes", "no", "unknown")])

    def said(self) -> dict[str, State]:
        """Return the answers, of a valid form."""
        return {name: self.cleaned_data[name] for name in ("clock", "locked")}


class RetireForm(forms.Form):
    """Why a key is not used any more."""

    why = forms.ChoiceField(
        label=_("Why"), choices=lambda: [(one, words.why(one)) for one in words.RETIRE], widget=forms.RadioSelect
    )
