"""What a token of another login must be to be believed; the signing is real, the lies are told one by one."""

import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kagimori.core.errors import Unreachable
from kagimori.gateways import oidc

NOW = 1_800_000_000
PROVIDER = oidc.Provider("https://id.example.jp", "https://id.example.jp/a", "https://id.example.jp/t", "https://k")
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CLAIMS = {"iss": PROVIDER.issuer, "aud": "kagimori", "sub": "7", "nonce": "n", "exp": NOW + 60, "iat": NOW}


def published(key=KEY, kid="1"):
    return [{**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": kid, "alg": "RS256"}]


def token(*, key=KEY, algorithm="RS256", kid="1", **changed):
    claims = {name: value for name, value in (CLAIMS | changed).items() if value is not None}
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def judged(given, keys=None):
    return oidc.identity(given, keys or published(), PROVIDER, client="kagimori", nonce="n", unix_s=NOW)


def test_a_right_token_tells_who_it_is():
    found = judged(token(email="ai@example.jp", email_verified=True, name="Ai"))

    assert found == oidc.Identity("7", "ai@example.jp", "Ai")


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_that_is_not_verified_is_none(verified):
    assert judged(token(email="ai@example.jp", email_verified=verified)).email == ""


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"iss": "https://evil.example"}, "issuer"),
        ({"iss": None}, "issuer"),
        ({"aud": "another"}, "audience"),
        ({"aud": ["kagimori", "another"]}, "audience"),
        ({"aud": ["kagimori", "another"], "azp": "another"}, "audience"),
        ({"nonce": "m"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"exp": NOW - 61}, "expired"),
        ({"exp": None}, "exp"),
        ({"exp": True}, "exp"),
        ({"iat": NOW + 61}, "issued"),
        ({"iat": None}, "iat"),
        ({"sub": ""}, "subject"),
        ({"kid": "2"}, "key"),
        ({"key": OTHER_KEY}, "signature"),
    ],
)
def test_a_token_with_one_wrong_part_is_refused(changed, reason):
    with pytest.raises(oidc.OthersFailed) as refused:
        judged(token(**changed))

    assert refused.value.fields["reason"] == reason


def test_a_token_that_nobody_signed_is_refused():
    with pytest.raises(oidc.OthersFailed) as refused:
        judged(jwt.encode(CLAIMS, None, algorithm="none", headers={"kid": "1"}))

    assert refused.value.fields["reason"] == "algorithm"


def test_the_public_key_is_no_shared_secret():
    public = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    with pytest.raises(oidc.OthersFailed) as refused:
        judged(jwt.encode(CLAIMS, public[40:], algorithm="HS256", headers={"kid": "1"}))

    assert refused.value.fields["reason"] == "algorithm"


@pytest.mark.parametrize("given", ["", "a.b.c", "....", "x" * 5000])
def test_what_is_no_token_is_refused(given):
    with pytest.raises(oidc.OthersFailed):
        judged(given)


def test_a_key_that_is_published_twice_is_refused():
    with pytest.raises(oidc.OthersFailed):
        judged(token(), published() + published(OTHER_KEY))


def test_a_provider_in_ones_own_network_is_not_asked_unless_it_is_allowed():
    closed = oidc.door_to("https://id.corp", loopback_allowed=False, inside_allowed=False)
    open_ = oidc.door_to("https://id.corp", loopback_allowed=False, inside_allowed=True)

    assert (closed.inside_host, open_.inside_host) == ("", "id.corp")
    with pytest.raises(Unreachable):
        oidc.discover("http://127.0.0.1:9", closed)
