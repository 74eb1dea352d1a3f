"""Logging in through others by OpenID Connect: asking a provider about itself, and judging what it says of a person.

The library of the console skips the signature of a token that came by the back channel and knows no nonce; here every
token is judged whole: signature by a key that the provider publishes now, algorithm, issuer, audience, nonce, times.
Source: OpenID Connect Core 1.0, 3.1.3.7; OpenID Connect Discovery 1.0, 4.3; RFC 8725.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import jwt

from kagimori.core.errors import Refused
from kagimori.gateways.http import Door, send

if TYPE_CHECKING:
    from kagimori.core.secret import Secret
    from kagimori.gateways.http import Answer

# Only such by which the provider alone can sign; a shared secret or none at all is none of them.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
# Clocks differ; so many seconds of it are forgiven.
FORGIVEN_S = 60
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
OK = 200


class OthersFailed(Refused):
    """The provider's answer cannot be trusted or used: `reason` says which part."""

    code = "login.others_failed"


@dataclass(frozen=True, slots=True)
class Provider:
    """What a provider says of itself."""

    issuer: str
    authorization: str
    token: str
    keys: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as the provider knows them; `email` is empty unless the provider says that it has proven it."""

    subject: str
    email: str
    name: str


def door_to(issuer: str, *, loopback_allowed: bool, inside_allowed: bool) -> Door:
    """Return how far requests about this provider may go."""
    host = urlsplit(issuer).hostname or ""
    return Door(loopback_allowed=loopback_allowed, inside_host=host if inside_allowed else "")


def discover(issuer: str, door: Door) -> Provider:
    """Return the provider's addresses.  Raises OthersFailed where it is not who it should be, and Unreachable."""
    found = _record(send("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration", door), "discovery")
    if found.get("issuer") != issuer:
        raise OthersFailed(reason="issuer")
    addresses = [found.get(name) for name in ENDPOINTS]
    # In the clear only on this machine, for a stand-in.
    schemes = ("https", "http") if door.loopback_allowed else ("https",)
    if not all(isinstance(each, str) and urlsplit(each).scheme in schemes for each in addresses):
        raise OthersFailed(reason="endpoint")
    return Provider(issuer, *map(str, addresses))


def exchange(provider: Provider, door: Door, *, client: str, secret: Secret, form: dict[str, str]) -> str:
    """Return the ID token for a code.  Raises OthersFailed and Unreachable; nothing of the answer is repeated."""
    whole = {"grant_type": "authorization_code", "client_id": client, "client_secret": secret.reveal().decode(), **form}
    token = _record(send("POST", provider.token, door, form=whole), "code").get("id_token")
    if not isinstance(token, str):
        raise OthersFailed(reason="token")
    return token


def keys_of(provider: Provider, door: Door) -> list[dict[str, Any]]:
    """Return the keys that the provider publishes.  Raises OthersFailed and Unreachable."""
    keys = _record(send("GET", provider.keys, door), "keys").get("keys")
    return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []


def identity(
    token: str, keys: list[dict[str, Any]], provider: Provider, *, client: str, nonce: str, unix_s: float
) -> Identity:
    """Return who the token speaks of.  Raises OthersFailed unless everything about it is right."""
    claims = _signed(token, keys)
    _check(claims.get("iss") == provider.issuer, "issuer")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    _check(client in audiences and (len(audiences) == 1 or claims.get("azp") == client), "audience")
    _check(hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()), "nonce")
    _check(_number(claims, "exp") > unix_s - FORGIVEN_S, "expired")
    _check(_number(claims, "iat") < unix_s + FORGIVEN_S, "issued")
    subject = claims.get("sub")
    _check(isinstance(subject, str) and bool(subject), "subject")
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    return Identity(str(subject), email, str(claims.get("name", "")))


def _signed(token: str, keys: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the claims of a token that one of the keys has signed."""
    try:
        head = jwt.get_unverified_header(token)
        _check(head.get("alg") in ALGORITHMS, "algorithm")
        # A token may leave out the key's name only where there is one key (OpenID Connect Core 10.1).
        named = [key for key in keys if "kid" not in head or key.get("kid") == head["kid"]]
        fitting = [key for key in named if key.get("use", "sig") == "sig"]
        _check(len(fitting) == 1, "key")
        key = jwt.PyJWK(fitting[0], algorithm=head["alg"]).key
        only_signature = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False}
        claims: dict[str, Any] = jwt.decode(token, key, algorithms=[head["alg"]], options=only_signature)  # type: ignore[arg-type]
    except (jwt.PyJWTError, ValueError, TypeError):
        # Times, issuer and audience are judged by the caller, with the moment that it was given.
        raise OthersFailed(reason="signature") from None
    return claims


def _number(claims: dict[str, Any], name: str) -> float:
    found = claims.get(name)
    _check(isinstance(found, (int, float)) and not isinstance(found, bool), name)
    return float(found or 0)


def _record(answer: Answer, what: str) -> dict[str, Any]:
    try:
        found = json.loads(answer.body) if answer.code == OK else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise OthersFailed(reason=what)
    return found


def _check(right: bool, reason: str) -> None:  # noqa: FBT001  # reads as a sentence
    if not right:
        raise OthersFailed(reason=reason)
