"""What a person types to become the first owner."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.models import User


class FirstOwnerForm(forms.Form):
    """Mail address and password; the browser's password store knows both by their marks."""

    email = forms.EmailField(
        label=_("Mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True, "inputmode": "email"}),
    )
    password = forms.CharField(
        label=_("Password for Kagimori"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Say the rules of passwords in the reader's language."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments, handed on
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, str]:
        """Judge the password beside the address: one that repeats it is refused."""
        typed: dict[str, str] = self.cleaned_data
        if "password" in typed:
            try:
                validate_password(typed["password"], User(email=typed.get("email", "")))
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        return typed
