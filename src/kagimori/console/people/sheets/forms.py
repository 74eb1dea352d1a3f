"""The file that is chosen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kagimori.core.people.sheet import SheetTooBig
from kagimori.knowledge import load_policy


class SheetForm(forms.Form):
    """One CSV file."""

    sheet = forms.FileField(
        label=_("CSV file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )

    def raw(self) -> bytes:
        """Return the bytes of the file, of a valid form.  Raises SheetTooBig before a big one is read."""
        chosen, most = self.cleaned_data["sheet"], load_policy()["people.sheet_bytes"].count
        if chosen.size > most:
            raise SheetTooBig(most=f"{most // 1_000_000} MB")
        return bytes(chosen.read())
