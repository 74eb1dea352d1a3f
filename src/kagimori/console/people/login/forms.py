"""What a person types to get in.  Browsers and password stores know each field by its `autocomplete` mark."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from allauth.account import forms as account
from allauth.account.adapter import get_adapter as get_entrance
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as passkeys
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kagimori.console.people.login import codes
from kagimori.console.people.login.limits import count_a_try

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.console.people.models import User

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "code", "size": 12}
FIRST_CODE = {name: mark for name, mark in CODE.items() if name != "autofocus"}  # the picture above it is read first


def old_password(label: Any, **marks: Any) -> forms.CharField:
    """Return the field for the password that somebody has."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password", **marks})
    return forms.CharField(label=label, strip=False, widget=widget)


def new_password(label: Any) -> forms.CharField:
    """Return the field for a new password, with its rules."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label,
        strip=False,
        widget=widget,
        help_text=_("Twelve letters or more. Three or four words in a row are good."),
    )


class LoginForm(account.LoginForm):  # type: ignore[misc]  # the library has no types
    """Address and password."""

    password = old_password(_("Password for Kagimori"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our field for the address in the place of the library's."""
        super().__init__(*args, **kwargs)
        marks = {"autocomplete": "username webauthn", "inputmode": "email", "autofocus": True}
        self.fields["login"] = forms.EmailField(label=_("Mail address"), widget=forms.EmailInput(attrs=marks))


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """The password once more, before a dangerous deed."""

    password = old_password(_("Password for Kagimori"), autofocus=True)


class Taken:
    """Takes a code of the app or a recovery code; wrong ones are counted."""

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Return the code; raises ValidationError where it is wrong, or was used, or too many were."""
        take_back = count_a_try(self.user)
        typed = cast("str", self.cleaned_data["code"])
        authenticator = codes.take(self.user, typed, timezone.now())
        if authenticator is None:
            raise get_adapter().validation_error("incorrect_code")
        authenticator.user = self.user
        self.authenticator = authenticator
        take_back()
        return typed


class CodeForm(Taken, mfa.AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The second step of a login."""

    code = forms.CharField(label=_("Code"), max_length=40, widget=forms.TextInput(attrs=CODE))


class CodeAgainForm(Taken, mfa.ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """A code once more, before a dangerous deed."""

    code = forms.CharField(label=_("Code"), max_length=40, widget=forms.TextInput(attrs=CODE))


class AppForm(forms.Form):
    """The first code of a new authenticator app, which shows that the app has taken the key."""

    code = forms.CharField(
        label=_("The six digits in the app"), max_length=40, widget=forms.TextInput(attrs=FIRST_CODE)
    )

    def __init__(self, *args: Any, user: User, secret: str, **kwargs: Any) -> None:
        """Know whose app it is to be, and which key it was given."""
        super().__init__(*args, **kwargs)
        self.user, self.secret, self.step = user, secret, 0

    def clean_code(self) -> str:
        """Return the code and keep its step; raises ValidationError."""
        take_back = count_a_try(self.user)
        typed = cast("str", self.cleaned_data["code"])
        step = codes.step_of(self.secret, typed, timezone.now())
        if step is None:
            raise get_adapter().validation_error("incorrect_code")
        self.step = step
        take_back()
        return typed


class NewPasswordForm(forms.Form):
    """A new password, judged beside the user's own name and address."""

    password = new_password(_("New password for Kagimori"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Know whose password it is to be."""
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Return the password; raises ValidationError with the reason."""
        password = cast("str", self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class ChangePasswordForm(NewPasswordForm):
    """The present password, and the new one."""

    present = old_password(_("Present password"), autofocus=True)
    field_order = ("present", "password")

    def clean_present(self) -> str:
        """Return the present password; wrong ones are counted.  Raises ValidationError."""
        password = cast("str", self.cleaned_data["present"])
        if not get_entrance().reauthenticate(self.user, password):
            raise get_entrance().validation_error("enter_current_password")
        return password


class JoinForm(NewPasswordForm):
    """Name and password of somebody who was invited."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    field_order = ("name", "password")


class ForgottenForm(forms.Form):
    """The address of somebody who has forgotten the password."""

    email = forms.EmailField(
        label=_("Mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email", "autofocus": True}),
    )


@contextmanager
def made_by_anybody() -> Iterator[None]:
    """Refuse what is no passkey: a hostile answer makes the libraries raise anything."""
    try:
        yield
    except forms.ValidationError:
        raise
    except Exception:  # noqa: BLE001  # nothing in here is ours but the call
        raise get_adapter().validation_error("incorrect_code") from None


class Judged:
    """Judges a passkey's answer."""

    def clean_credential(self) -> Authenticator:
        """Return the passkey that has answered; raises ValidationError."""
        with made_by_anybody():
            return super().clean_credential()  # type: ignore[misc]  # the library's form stands behind


class LogInByPasskeyForm(Judged, passkeys.LoginWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey alone."""


class ProveByPasskeyForm(Judged, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey as the second step of a login."""


class PasskeyAgainForm(Judged, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey once more, before a dangerous deed."""


class PasskeyForm(forms.Form):
    """A new passkey: what the browser has made, checked against what was asked of it, and a name for it."""

    name = forms.CharField(label=_("Name of this device"), max_length=60, required=False)
    credential = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Propose a name by the browser."""
        self.proposed = get_adapter().generate_authenticator_name(user, Authenticator.Type.WEBAUTHN)
        super().__init__(*args, **kwargs)
        self.initial = {"name": self.proposed}

    def clean_name(self) -> str:
        """Return the name; the proposed one where none was given, for the passkey lies in the device already."""
        return str(self.cleaned_data["name"] or self.proposed)

    def clean_credential(self) -> dict[str, Any]:
        """Return what the browser made; raises ValidationError unless a finger, face or PIN was asked for."""
        credential = cast("dict[str, Any]", self.cleaned_data["credential"])
        with made_by_anybody():
            webauthn.parse_registration_response(credential)
            if not webauthn.complete_registration(credential).is_user_verified():
                raise get_adapter().validation_error("incorrect_code")
            return _needed(credential)


def _needed(credential: dict[str, Any]) -> dict[str, Any]:
    """Return what a login will ask for, and nothing else that was sent along."""
    response = credential["response"]
    return {
        "id": str(credential["id"]),
        "rawId": str(credential["rawId"]),
        "type": "public-key",
        "response": {part: str(response[part]) for part in ("clientDataJSON", "attestationObject")},
        "clientExtensionResults": {},
    }
