"""Logging in through others (OpenID Connect), as far as the settings name one.

Nobody is made a user or an owner by it.  Somebody known there is somebody here only after they have tied the two
together while logged in, or where the settings say that a verified mail address is enough.  The second step is asked
all the same.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.db import IntegrityError, transaction

from kagimori.console.people.login.refusals import NotTied, OthersTaken
from kagimori.console.people.models import User
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor
from kagimori.core.secret import Secret
from kagimori.gateways import oidc

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from kagimori.gateways.http import Door

STATE = "others"
RANDOM_BYTES = 24


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody through whom people log in: the name, and whether this person's login is tied to one there."""

    name: str
    tied: bool


def of(request: HttpRequest) -> Other | None:
    """Return how the person is tied to the other login; None where the settings name none."""
    chosen = settings.LOGIN_OTHERS
    if not chosen:
        return None
    tied = SocialAccount.objects.filter(user_id=request.user.pk, provider=chosen["issuer"]).exists()
    return Other(chosen["name"], bool(tied))


def way_there(request: HttpRequest, back: str, **kept: Any) -> str:
    """Return the provider's address, with a state, a nonce and a proof key that only this session knows.

    `back` is our address for the answer; `kept` is what the answer must find again.  Raises as the gateway does.
    """
    chosen, proof_key = settings.LOGIN_OTHERS, generate_code_challenge()
    state, nonce = secrets.token_urlsafe(RANDOM_BYTES), secrets.token_urlsafe(RANDOM_BYTES)
    provider = oidc.discover(chosen["issuer"], _door())
    kept |= {"nonce": nonce, "verifier": proof_key.pop("code_verifier")}
    statekit.stash_state(request, provider_id=STATE, state=kept, state_id=state)
    asked = {
        "response_type": "code",
        "client_id": chosen["client"],
        "redirect_uri": back,
        "scope": "openid email profile",
    }
    return f"{provider.authorization}?{urlencode({**asked, 'state': state, 'nonce': nonce, **proof_key})}"


def answer(request: HttpRequest, back: str, now: datetime) -> tuple[oidc.Identity, dict[str, Any]]:
    """Return who came back, and what was kept for them; the state serves once.  Raises as the gateway does."""
    chosen, door = settings.LOGIN_OTHERS, _door()
    kept = statekit.unstash_state(request, provider_id=STATE, state_id=request.GET.get("state", ""))
    if kept is None or "code" not in request.GET:
        raise oidc.OthersFailed(reason="state" if kept is None else "called off")
    provider = oidc.discover(chosen["issuer"], door)
    form = {"code": request.GET["code"], "redirect_uri": back, "code_verifier": kept["verifier"]}
    token = oidc.exchange(provider, door, client=chosen["client"], secret=_secret(), form=form)
    keys = oidc.keys_of(provider, door)
    found = oidc.identity(token, keys, provider, client=chosen["client"], nonce=kept["nonce"], unix_s=now.timestamp())
    return found, kept


def user_of(identity: oidc.Identity, now: datetime) -> User:
    """Return the user that this person is here.  Raises NotTied, also for a mail domain that is not let in."""
    chosen = settings.LOGIN_OTHERS
    if chosen["domains"] and identity.email.rpartition("@")[2].lower() not in chosen["domains"]:
        raise NotTied
    tied = SocialAccount.objects.filter(provider=chosen["issuer"], uid=identity.subject).select_related("user").first()
    if tied is not None:
        return tied.user  # type: ignore[no-any-return]  # the library has no types
    user = (
        User.objects.filter(email__iexact=identity.email).first() if chosen["match_mail"] and identity.email else None
    )
    if user is None:
        raise NotTied
    tie(user, identity, now=now, by=Actor(str(user.opaque), "web"))
    return user


def tie(user: User, identity: oidc.Identity, *, now: datetime, by: Actor) -> None:
    """Tie the user to who they are there.  Raises OthersTaken where that one is tied to somebody else."""
    try:
        with transaction.atomic():
            _row, made = SocialAccount.objects.get_or_create(
                provider=settings.LOGIN_OTHERS["issuer"], uid=identity.subject, user=user
            )
            if made:
                append("login.tied", at=now, by=by, subject=f"user:{user.opaque}")
    except IntegrityError:
        raise OthersTaken from None


@transaction.atomic
def untie(user: User, *, now: datetime, by: Actor) -> None:
    """Take the tie away; a password or a passkey remains."""
    count, _rows = SocialAccount.objects.filter(user=user, provider=settings.LOGIN_OTHERS["issuer"]).delete()
    if count:
        append("login.untied", at=now, by=by, subject=f"user:{user.opaque}")


def _secret() -> Secret:
    """Return what we share with the provider, read when it is needed; a new one counts at once."""
    try:
        return Secret(settings.LOGIN_OTHERS["secret_file"].read_bytes().strip())
    except OSError:
        raise oidc.OthersFailed(reason="secret file") from None


def _door() -> Door:
    chosen = settings.LOGIN_OTHERS
    return oidc.door_to(chosen["issuer"], loopback_allowed=chosen["loopback"], inside_allowed=chosen["inside"])
