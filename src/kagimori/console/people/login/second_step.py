"""What allauth asks of us about the second step: how its secrets are sealed, and what things are called.

Every secret is bound to its user, so that one copied into another user's row does not open.  The library hands over
a bare text; whose it is is said by `sealed.of`, or by the login of the request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kagimori.console.people.login import proof, sealed

if TYPE_CHECKING:
    from kagimori.console.people.models import User

ISSUER = "Kagimori"
DEVICES = ("iPhone", "iPad", "Android", "Macintosh", "Windows", "CrOS", "Linux")
SPOKEN = {"Macintosh": "Mac", "CrOS": "Chromebook"}


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Our answers."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy("Set up another way first: without any, nobody gets in."),
        "incorrect_code": gettext_lazy(
            "This code is not right, or it was used already. Wait for the next one in the app."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Return the text sealed for its user."""
        return sealed.seal(text, sealed.whose())

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text; raises SealBroken where it was sealed for somebody else."""
        return sealed.unseal(encrypted_text, sealed.whose())

    def is_mfa_enabled(self, user: User, types: list[str] | None = None) -> bool:
        """Return whether the user has one of `types`; without them, an app or a passkey."""
        return bool(not user.is_anonymous and super().is_mfa_enabled(user, types=types or list(proof.STEPS)))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether a second step would be left."""
        return not proof.last_second_step(authenticator)

    def get_totp_issuer(self) -> str:
        """Return our name, as the app shows it above the code."""
        return ISSUER

    def _get_site_name(self) -> str:
        return ISSUER

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  # its signature
        """Return what this device is called, as far as the browser tells, and a number from the second on."""
        told = str(context.request.META.get("HTTP_USER_AGENT", ""))
        device = next((name for name in DEVICES if name in told), "")
        name = SPOKEN.get(device, device) or str(_("Passkey"))
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"{name} {count + 1}" if count else name
