"""What the pages of this part accept.  A passphrase that was typed is never written back into a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kagimori.console.people import words as people
from kagimori.console.people.models import Person
from kagimori.console.people.words import lang
from kagimori.console.vault.paper import passphrases
from kagimori.console.vault.sheets import words
from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kagimori.console.accounts.models import InstagramAccount

OFF = {"autocomplete": "off"}
LONGEST_PASSPHRASE = 1024
LATER = ""


class PrintForm(forms.Form):
    """A sheet or an envelope, why, where it will lie, and in which language."""

    kind = forms.ChoiceField(
        label=_("What to print"),
        initial="sheet",
        widget=forms.RadioSelect,
        choices=[
            ("sheet", _("A sheet, to be locked away")),
            ("envelope", _("For a sealed envelope: a page for outside, and one with the codes")),
        ],
    )
    why = forms.CharField(
        label=_("Why it is printed"),
        max_length=200,
        help_text=_("Everybody who may see the history reads it."),
        widget=forms.TextInput(attrs=OFF),
    )
    place = forms.ChoiceField(
        label=_("Where it will lie"),
        required=False,
        choices=lambda: [(LATER, _("I say so later")), *(one for one in words.places() if one[0] in ("print", "safe"))],
        help_text=_("Only for a sheet. Of an envelope you say so when it is sealed."),
    )
    words = forms.CharField(label=_("Where exactly"), max_length=100, required=False, widget=forms.TextInput(attrs=OFF))
    language = forms.ChoiceField(
        label=_("Language of the paper"), choices=[("ja", "日本語"), ("en", "English")], initial=lang
    )

    def clean(self) -> dict[str, Any]:
        """Leave out an envelope's place, which is noted when it is sealed."""
        given = self.cleaned_data
        if given.get("kind") == "envelope":
            given["place"] = LATER
        return given


class SealForm(forms.Form):
    """Who sealed the envelope, and where it lies."""

    person = forms.ModelChoiceField(label=_("Who sealed it"), queryset=Person.objects.none())
    words = forms.CharField(label=_("Where it lies"), max_length=100, widget=forms.TextInput(attrs=OFF))

    def __init__(self, *args: Any, team: str, **kwargs: Any) -> None:
        """Offer the team's people."""
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["person"]).queryset = Person.objects.filter(team_id=team, left_at=None)


class OpenForm(forms.Form):
    """Why the envelope was opened."""

    why = forms.CharField(
        label=_("Why it was opened"),
        max_length=200,
        help_text=_("The team is told at once. Never write a code here."),
        widget=forms.TextInput(attrs=OFF),
    )


class ExportForm(forms.Form):
    """Which accounts go into the encrypted file, with or without keys, under which passphrase, and why."""

    accounts = forms.MultipleChoiceField(
        label=_("Accounts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of them."),
    )
    keys = forms.BooleanField(label=_("The authenticator keys too"), required=False)
    passphrase = forms.CharField(
        label=_("New passphrase for the file"),
        strip=False,
        max_length=LONGEST_PASSPHRASE,
        help_text=_("Four or more words that have nothing to do with each other. Nobody can open the file without it."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The passphrase once more"),
        strip=False,
        max_length=LONGEST_PASSPHRASE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    why = forms.CharField(
        label=_("Why it is written out"),
        max_length=200,
        help_text=_("Everybody who may see the history reads it."),
        widget=forms.TextInput(attrs=OFF),
    )

    def __init__(self, *args: Any, accounts: Sequence[InstagramAccount], **kwargs: Any) -> None:
        """Offer these accounts."""
        super().__init__(*args, **kwargs)
        self.mine = accounts
        cast("Any", self.fields["accounts"]).choices = [(str(one.pk), f"@{one.handle}") for one in accounts]

    def clean(self) -> dict[str, Any]:
        """Ask for the same passphrase twice, and for a strong one."""
        given = self.cleaned_data
        if given.get("passphrase") is None or given.get("again") is None:
            return given
        if given["passphrase"] != given["again"]:
            self.add_error("again", _("The two passphrases are not the same."))
            return given
        try:
            passphrases.judge(self.secret(), [one.handle for one in self.mine])
        except KagimoriError as error:
            self.add_error("passphrase", people.fault(error))
        return given

    def chosen(self) -> list[InstagramAccount]:
        """Return the chosen accounts of a valid form; all where none was ticked."""
        ticked = set(self.cleaned_data["accounts"])
        return [one for one in self.mine if not ticked or str(one.pk) in ticked]

    def secret(self) -> Secret:
        """Return the passphrase."""
        return Secret(self.cleaned_data["passphrase"].encode())


class RestoreForm(forms.Form):
    """The encrypted file and its passphrase."""

    sent = forms.FileField(
        label=_("The encrypted file"), help_text=_("The file that the vault's page or the command wrote (.age).")
    )
    passphrase = forms.CharField(
        label=_("Passphrase of the file"),
        strip=False,
        max_length=LONGEST_PASSPHRASE,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_sent(self) -> Any:
        """Refuse what is larger than a page takes."""
        chosen = self.cleaned_data["sent"]
        if chosen.size > settings.UPLOAD_MOST:
            most = settings.UPLOAD_MOST // (1024 * 1024)
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB. On the server: kagimori vault restore FILE") % {"most": most}
            )
        return chosen

    def secret(self) -> Secret:
        """Return the passphrase of a valid form."""
        return Secret(self.cleaned_data["passphrase"].encode())
