"""What the page takes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ResetForm(forms.Form):
    """Why both are void."""

    why = forms.CharField(
        label=_("What happened?"),
        max_length=200,
        help_text=_("For the record, such as “somebody else was logged in”. No code and no password."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
