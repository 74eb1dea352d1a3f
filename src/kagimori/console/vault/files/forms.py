"""What the pages of this part accept.  A password that was typed is never written back into a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kagimori.console.vault.files.flows.writing import SEALED
from kagimori.core.otp.files import aegis, bitwarden, twofauth, uris
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from kagimori.console.accounts.models import InstagramAccount

LONGEST_PASSWORD = 1024
SHORTEST_NEW_PASSWORD = 12
MOST_FILES = 50
OFF = {"autocomplete": "off"}


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class _FilesField(forms.FileField):
    """One file or several; all of them together are held in memory up to the limit."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """Return the files; those that are too large were let go on the way."""
        files = cast("list[UploadedFile[bytes]]", data or [])
        if not files:
            raise forms.ValidationError(self.error_messages["required"])
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Choose at most %(most)s files at once.") % {"most": MOST_FILES})
        if sum(one.size or 0 for one in files) > settings.UPLOAD_MOST:
            most = settings.UPLOAD_MOST // (1024 * 1024)
            text = _("Together they are larger than %(most)s MB. Export without icons and attachments.")
            raise forms.ValidationError(text % {"most": most})
        del initial
        return files


class BringForm(forms.Form):
    """Files of authenticator apps and pictures of QR codes, with the password that seals them."""

    sent = _FilesField(
        label=_("Export files or pictures of QR codes"),
        help_text=_("Several at once are fine: all QR codes of one transfer belong together, in any order."),
        error_messages={"required": _("Choose the file or the pictures.")},
    )
    password = forms.CharField(
        label=_("Password of the file"),
        required=False,
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text=_("Only if you chose one when you exported it. It is used once and not kept."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def secret(self) -> Secret | None:
        """Return the password of a valid form, or None."""
        typed = self.cleaned_data["password"]
        return Secret(typed.encode()) if typed else None


class TakeOutForm(forms.Form):
    """Which accounts' keys go out, in what form and why."""

    accounts = forms.MultipleChoiceField(
        label=_("Accounts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one account.")},
    )
    form = forms.ChoiceField(
        label=_("For which app"),
        initial=SEALED,
        widget=forms.RadioSelect,
        choices=lambda: [
            (SEALED, _("Aegis, sealed with a password (safest)")),
            (aegis.ID, _("Aegis, keys readable")),
            (twofauth.ID, _("2FAuth, keys readable")),
            (bitwarden.ID, _("Bitwarden, keys readable")),
            (uris.ID, _("Lines of text for other apps, keys readable")),
        ],
    )
    password = forms.CharField(
        label=_("New password for the sealed file"),
        required=False,
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text=_("At least %(least)s characters. Nobody can open the file without it.")
        % {"least": SHORTEST_NEW_PASSWORD},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    why = forms.CharField(
        label=_("Why the keys leave"),
        max_length=200,
        help_text=_("Everybody who may see the history reads it."),
        widget=forms.TextInput(attrs=OFF),
    )
    understood = forms.BooleanField(
        label=_("I know that whoever has the file can make codes, and delete it once it is imported")
    )

    def __init__(self, *args: Any, accounts: Sequence[InstagramAccount], **kwargs: Any) -> None:
        """Offer these accounts."""
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["accounts"]).choices = [(str(one.pk), f"@{one.handle}") for one in accounts]

    def clean(self) -> dict[str, Any]:
        """Ask for a password where one is needed."""
        given = self.cleaned_data
        if given.get("form") == SEALED and len(given.get("password") or "") < SHORTEST_NEW_PASSWORD:
            self.add_error(
                "password", _("Choose a password of at least %(least)s characters.") % {"least": SHORTEST_NEW_PASSWORD}
            )
        return given

    def secret(self) -> Secret | None:
        """Return the password of a valid form where one is used, or None."""
        return Secret(self.cleaned_data["password"].encode()) if self.cleaned_data["form"] == SEALED else None
