"""What the pages of backup codes accept.  A code that was typed is never written back into a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from kagimori.console.look.fields import DayInput
from kagimori.console.people.models import Person
from kagimori.console.vault.once import PastedOnce, TypedOnce
from kagimori.console.vault.sheets import words
from kagimori.core.secret import Secret
from kagimori.core.text import fold
from kagimori.core.vault.codes.file import text_of
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import date

OFF = {"autocomplete": "off"}
TYPED = OFF | {"autocapitalize": "none", "spellcheck": "false"}
# No list of codes is longer, however many blanks somebody pastes with it.
LONGEST_PASTE = 20_000
LONGEST_FILE = 100_000


class UseForm(forms.Form):
    """What a code is taken for."""

    purpose = forms.ChoiceField(label=_("What for"), choices=words.purposes, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("In a few words"),
        max_length=200,
        required=False,
        help_text=_("Needed for “something else”. Never the code itself."),
        widget=forms.TextInput(attrs=OFF),
    )
    case = forms.UUIDField(required=False, widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        """Ask for words where the purpose has none."""
        typed = self.cleaned_data
        if typed.get("purpose") == "other" and not typed.get("why"):
            self.add_error("why", _("Say in a few words what for."))
        return typed

    def wishes(self) -> dict[str, Any]:
        """Return what was chosen, of a valid form."""
        typed = self.cleaned_data
        return {"purpose": typed["purpose"], "why": typed["why"], "case": str(typed["case"] or "")}


class PaperForm(forms.Form):
    """Which code of the paper was used, by its number or by itself, and whether it worked."""

    which = forms.CharField(
        label=_("The code, or its number on the sheet"),
        max_length=20,
        help_text=_("Either the 8 digits as you typed them at Instagram, or a number such as 3."),
        widget=TypedOnce(attrs=TYPED | {"inputmode": "numeric"}),
    )
    worked = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("yes", _("It worked")), ("no", _("Instagram refused it"))],
        initial="yes",
        widget=forms.RadioSelect,
    )

    def place(self) -> int | None:
        """Return the number on the sheet; None where the code itself was typed."""
        typed = self._digits()
        return int(typed) if len(typed) < load_policy()["backup.digits"].count else None

    def typed(self) -> Secret:
        """Return the code as it was typed, with plain digits alone."""
        return Secret(self._digits().encode())

    def clean_which(self) -> str:
        """Refuse what has no digit."""
        typed: str = self.cleaned_data["which"]
        if not any(sign.isdecimal() for sign in typed):
            raise forms.ValidationError(_("Type the 8 digits, or the number on the sheet."))
        return typed

    def _digits(self) -> str:
        return "".join(sign for sign in fold(self.cleaned_data["which"]) if sign.isdecimal())


class PasteForm(forms.Form):
    """The codes, pasted or in a file."""

    text = forms.CharField(
        label=_("The codes"),
        required=False,
        help_text=_("Paste everything as Instagram shows it: bullets, blanks and columns do no harm."),
        validators=[MaxLengthValidator(LONGEST_PASTE)],
        widget=PastedOnce(attrs=TYPED | {"rows": 8, "inputmode": "text"}),
        strip=False,
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("A text or CSV file. It is read and not kept."),
        widget=forms.FileInput(attrs={"accept": ".txt,.csv,text/plain,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        typed = self.cleaned_data
        if not (typed.get("text") or "").strip() and not typed.get("file") and not self.errors:
            self.add_error("text", _("Paste the codes, or choose a file."))
        return typed

    def clean_file(self) -> Any:
        """Refuse a file that is bigger than any list of codes, before it is read."""
        chosen = self.cleaned_data["file"]
        if chosen and chosen.size > LONGEST_FILE:
            raise forms.ValidationError(_("This file is too big for a list of codes."))
        return chosen

    def whole(self) -> str:
        """Return the text, of a valid form.  Raises FileUnreadable."""
        chosen = self.cleaned_data["file"]
        return text_of(chosen.read()) if chosen else str(self.cleaned_data["text"])


class KeepForm(forms.Form):
    """When Instagram made the codes."""

    issued_on = forms.DateField(
        label=_("Made at Instagram on"),
        required=False,
        help_text=_("The day on which you pressed “Get new codes”. Empty: not known."),
        widget=DayInput(autocomplete="off"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Know which days are still to come."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["issued_on"].widget.attrs["max"] = today.isoformat()

    def clean_issued_on(self) -> date | None:
        """Refuse a day that is still to come."""
        day: date | None = self.cleaned_data["issued_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class PlaceForm(forms.Form):
    """Where a copy of the sheet lies; `kinds` are those that the question is about."""

    kind = forms.ChoiceField(label=_("Where"), choices=words.places)
    words = forms.CharField(
        label=_("Where exactly"),
        max_length=100,
        required=False,
        help_text=_(
            "So that somebody else finds it: the vault “Marketing”, the safe on the 3rd floor. No code, no PIN."
        ),
        widget=forms.TextInput(attrs=OFF),
    )
    person = forms.ModelChoiceField(label=_("Who gets at it"), queryset=Person.objects.none(), required=False)

    def __init__(self, *args: Any, team: str, kinds: tuple[str, ...] = (), **kwargs: Any) -> None:
        """Offer the team's people, and the kinds that were asked for."""
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = Person.objects.filter(team_id=team, left_at=None)
        kind: Any = self.fields["kind"]
        if kinds:
            kind.choices = [choice for choice in words.places() if choice[0] in kinds]
        if len(kinds) == 1:
            kind.initial, kind.widget = kinds[0], forms.HiddenInput()


class CountForm(forms.Form):
    """How many unused codes Instagram shows."""

    shown = forms.IntegerField(
        label=_("Codes that Instagram shows as unused"),
        min_value=0,
        max_value=200,
        widget=forms.NumberInput(attrs=OFF | {"inputmode": "numeric"}),
    )


class RetireForm(forms.Form):
    """Why a sheet becomes void without a new one."""

    why = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("leaked", _("Somebody saw the codes who should not have")),
            ("lost", _("Nobody knows where the copies are")),
            ("off", _("Two-step verification is off, or new codes were made elsewhere")),
        ],
        widget=forms.RadioSelect,
    )


class NarrowForm(forms.Form):
    """How the overview is narrowed."""

    q = forms.CharField(label=_("User name or name"), max_length=100, required=False)
    only = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput())
